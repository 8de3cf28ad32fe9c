"""Dialogs on the annotations file: export, import, backups, and closing with unsaved changes."""
