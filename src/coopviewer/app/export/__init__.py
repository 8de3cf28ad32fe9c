"""Controllers for printing and saving a page."""
