"""Writing a reference file, reading it back, and checking it.

Functions that are given a connection raise sqlite3.Error; ``opening.reading``, and ``ReferenceFile`` for what it
writes, turn errors of the file into faults.
"""
