"""PDF files as Qt writes them, completed afterwards."""
