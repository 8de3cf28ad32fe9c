"""Search queries, their syntax, results and saved searches."""
