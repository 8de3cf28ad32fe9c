"""Export of pages: layout for paper, PDF, print preview and the save dialog."""
