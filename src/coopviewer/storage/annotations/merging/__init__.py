"""Versions of annotations that are exchanged with other files: receiving them, deciding conflicts, sending them."""
