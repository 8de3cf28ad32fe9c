"""Values of annotations: drafts, edits, lists, queries, backups, exchange."""
