"""PDF files as Qt writes them, to which bookmarks and tags are added."""
