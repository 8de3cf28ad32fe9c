"""Controllers of the navigator: its rows, its grouping and its filter."""
