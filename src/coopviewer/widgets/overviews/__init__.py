"""The overviews (coverage, timeline, map): pictures of many entries at once, each with a table that says the same."""
