"""The overviews: pictures of many entries at once, each with a table that says the same."""
