"""Writing a reference file, reading it back, and checking it.

Functions with a parameter ``connection`` raise sqlite3.Error. Errors of the file become faults for the user inside
``opening.reading``, and in the methods of ``ReferenceFile``.
"""
