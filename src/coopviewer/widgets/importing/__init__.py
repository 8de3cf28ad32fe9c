"""The dialogs of an import: files, preview, progress, and the report."""
