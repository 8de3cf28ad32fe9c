"""Errors by blame: conditions outside the program, reported to the user in a calm sentence."""


class EnvironmentFault(Exception):
    """Something outside the program is not as needed: a file, a disk, a database.

    The message is a whole sentence for the user: what is wrong, and what to do.
    """
