"""Dates in searches: the filters on starts and ends, and the dates of hits."""
