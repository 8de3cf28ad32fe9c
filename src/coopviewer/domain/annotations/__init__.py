"""Annotations as values, and what is done with them: drafts, edits, lists, exchange, backups, versions, teams."""
