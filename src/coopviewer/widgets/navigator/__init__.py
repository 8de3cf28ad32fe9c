"""The navigator: tree, filter field, grouping."""
