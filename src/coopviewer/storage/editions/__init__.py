"""Comparing two reference files, which are only read.

Functions and classes with a parameter ``connection`` are used inside ``sides.comparing``, which turns errors of SQLite
into faults for the user.
"""
