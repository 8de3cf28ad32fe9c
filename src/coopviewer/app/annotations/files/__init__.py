"""Controllers of the annotations file: opening, undo, import and export, backups."""
