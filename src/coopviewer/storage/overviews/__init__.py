"""Reading what the overviews show, what lists that are written as tables have, and what briefs are about.

Call functions that take a connection inside ``opening.reading``, which turns errors of a damaged file into
EnvironmentFault.
"""
