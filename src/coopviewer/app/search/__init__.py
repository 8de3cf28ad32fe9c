"""Controllers of search and saved searches."""
