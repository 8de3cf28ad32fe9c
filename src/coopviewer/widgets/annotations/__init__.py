"""Widgets for annotations."""
