"""Briefs as values: the request for a brief, and the content that is read for it."""
