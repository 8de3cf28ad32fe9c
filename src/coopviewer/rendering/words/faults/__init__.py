"""Sentences for faults outside the program, such as a damaged file, and for queries with errors or without results.

Each topic has a module; ``fault_words.fault_sentence`` has the sentence of any EnvironmentFault. Apart from these are
``query_fault_words``, for errors in a query that the user typed, and ``empty_search_words``.
"""
