"""Reading and writing annotations: store, journal, queries, transfer, backups.

Functions with a parameter ``connection`` are called inside ``AnnotationFile.reading``, or ``AnnotationFile.writing`` if
they change something: these turn errors of SQLite into faults for the user.
"""
