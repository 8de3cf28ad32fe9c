"""The annotation pane: cards and the note editor."""
