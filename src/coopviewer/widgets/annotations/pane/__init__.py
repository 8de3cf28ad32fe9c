"""The annotation pane beside the page: cards and the note editor."""
