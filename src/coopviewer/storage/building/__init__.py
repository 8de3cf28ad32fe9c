"""Writing a reference file, reading it back, and checking it.

Functions with a parameter ``connection`` raise sqlite3.Error. Errors of the file become faults for the user inside
``opening.reading``, and in the methods of ``ReferenceFile``. A second value with the same id is no error of the file:
those methods raise sqlite3.IntegrityError for it.
"""
