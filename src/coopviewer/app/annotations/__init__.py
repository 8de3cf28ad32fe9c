"""Composition and controllers of annotations."""
