"""Services on imports: previews, the import itself, and its notes."""
