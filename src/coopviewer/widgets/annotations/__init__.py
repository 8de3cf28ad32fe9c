"""Widgets for annotations: on the page, in the pane beside it, in the browser and the review, and dialogs on files."""
