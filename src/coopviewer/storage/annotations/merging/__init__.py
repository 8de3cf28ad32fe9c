"""Versions of annotations from and for other files: received, decided about, and sent."""
