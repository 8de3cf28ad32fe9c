"""Writing a reference file, reading it back, and checking it.

Functions with a parameter ``connection`` raise sqlite3.Error. Errors of the file become faults for the user inside
``opening.reading``, and in the methods of ``ReferenceFile``. These still raise sqlite3.IntegrityError, as for a second
value with the same id, since it is no error of the file.
"""
