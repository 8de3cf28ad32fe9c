"""Models of the overviews."""
