"""Comparing two reference files, which are only read.

Functions and classes with a parameter ``connection`` may raise sqlite3.Error. They are used inside ``sides.comparing``,
which turns errors of SQLite into faults for the user.
"""
