"""Reading and writing annotations: store, journal, queries, transfer, backups.

Outside ``file/``, functions with a parameter ``connection`` are called inside ``AnnotationFile.reading``, or
``AnnotationFile.writing`` if they change something. These turn errors of SQLite into faults for the user.
"""
