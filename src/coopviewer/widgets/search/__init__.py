"""The search field, the results of a search, and suggestions."""
