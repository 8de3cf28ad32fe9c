"""Errors by blame: what the world around the program did, told to the person in a calm sentence."""


class EnvironmentFault(Exception):
    """Something outside the program is not as needed: a file, a disk, a database.

    The message is a whole sentence for the person: what is wrong, and what to do.
    """
