"""Comparing two reference files, which are only read."""
