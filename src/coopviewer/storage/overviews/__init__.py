"""Reading what the overviews show, what lists that are written as tables have, and what briefs are about.

Functions that are given a connection are called inside ``opening.reading``, which converts what a damaged file makes
them raise.
"""
