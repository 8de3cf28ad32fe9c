"""Versions of annotations in their file: the tables, and how versions are made, taken back and forgotten."""
