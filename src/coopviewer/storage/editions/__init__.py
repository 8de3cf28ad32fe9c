"""Comparing two reference files, which are only read.

Functions and classes that are given a connection are used inside ``sides.comparing``, which turns what they raise into
faults.
"""
