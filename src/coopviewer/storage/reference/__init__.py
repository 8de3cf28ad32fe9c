"""Reading a reference file: opening, schema, facts, pages, outline.

Call functions that take a connection inside ``opening.reading``, which turns errors of a damaged file into
EnvironmentFault.
"""
