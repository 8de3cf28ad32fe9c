"""Texts of the interface."""
