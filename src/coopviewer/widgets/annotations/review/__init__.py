"""The review queue of annotations whose place is uncertain."""
