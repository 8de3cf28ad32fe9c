"""Reading what overviews and briefs show, and the lists that are saved as tables.

Call functions that take a connection inside ``opening.reading``, which turns errors of a damaged file into
EnvironmentFault.
"""
