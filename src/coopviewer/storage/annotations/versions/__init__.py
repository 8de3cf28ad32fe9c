"""The tables of versions of annotations, and the making of versions of what the user changed."""
