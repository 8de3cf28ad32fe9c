"""Searching a reference and an annotations file."""
