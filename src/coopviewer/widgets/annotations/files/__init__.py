"""Dialogs on the annotations file: export, import, backups, team folder, and closing with unsaved changes."""
