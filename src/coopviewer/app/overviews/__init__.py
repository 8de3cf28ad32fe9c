"""Controllers of the overviews."""
