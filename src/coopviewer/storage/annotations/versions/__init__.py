"""The tables of versions of annotations, and the making of a version of what was changed."""
