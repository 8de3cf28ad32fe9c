"""The navigator: the tree of the outline, its filter and its grouping."""
