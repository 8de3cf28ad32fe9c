"""Reading and writing annotations: store, journal, queries, transfer, backups.

Functions that are given a connection are called inside ``AnnotationFile.reading``, or ``writing`` if they change
something, which turn what they raise into faults.
"""
