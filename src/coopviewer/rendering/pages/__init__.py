"""Which document a page of the reference is."""
