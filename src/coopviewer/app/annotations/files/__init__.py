"""Controllers of the annotations file: opening, rescue, undo, import and export, backups, the team folder."""
