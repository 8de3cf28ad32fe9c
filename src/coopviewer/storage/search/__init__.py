"""Searching a reference, alone or together with the user's annotations on it."""
