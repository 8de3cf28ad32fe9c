"""Overviews of a reference: coverage, timeline, map and comparison, as values."""
