"""Authoring: curated files are read, checked as a whole, and built into a reference; published files are imported.

No Qt.
"""
