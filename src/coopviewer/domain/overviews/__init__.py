"""Values of overviews: the coverage, the timeline, the query of any overview, and lists of entries with columns."""
