"""Controllers of the annotations on a page: the pane, highlights, badges, links in notes."""
