"""Import and export of files. Qt-free."""
