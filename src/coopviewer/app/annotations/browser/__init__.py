"""Controllers of the annotation browser: the list, tags, the review queue."""
