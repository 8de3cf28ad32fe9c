"""Pages and search results as records."""
