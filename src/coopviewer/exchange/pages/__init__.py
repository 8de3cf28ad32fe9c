"""Pages and search results as records for other programs."""
