"""Sentences for faults outside the program, such as a damaged file: a module a topic, and ``fault_words`` for all."""
