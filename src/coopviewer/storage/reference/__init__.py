"""Reading a reference file: opening, schema, facts, pages, outline.

Functions that are given a connection are called inside ``opening.reading``, which converts what a damaged file makes
them raise.
"""
