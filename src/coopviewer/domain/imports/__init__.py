"""What the user asks of an import, what a preview of its files shows, and what the import wrote."""
