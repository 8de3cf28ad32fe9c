"""Controllers of the navigator: its rows, its grouping, its filter, and the locations of the open entry in it."""
