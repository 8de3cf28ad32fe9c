"""Widgets that show what an import makes of a table: what was read, what each column is, and the first projects."""
