"""Widgets for comparing editions: the pane of changes, the dialog of known editions, a bar that offers to compare."""
