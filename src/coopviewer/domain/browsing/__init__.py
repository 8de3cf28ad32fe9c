"""Addresses, history, tabs, the session, and the references that the user has opened."""
