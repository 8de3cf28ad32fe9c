"""Versions of annotations: what was written by whom, what replaces what, and which of several counts."""
