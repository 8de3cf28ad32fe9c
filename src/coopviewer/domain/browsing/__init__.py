"""Addresses, history, tabs and the session."""
