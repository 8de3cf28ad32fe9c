"""The import of files as a new reference: its controller."""
