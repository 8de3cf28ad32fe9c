"""Search queries, their syntax, answers and saved searches."""
