"""Projects of a table: the facts of their rows."""
