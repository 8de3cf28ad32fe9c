"""Paper, PDF, print preview and the save dialog."""
