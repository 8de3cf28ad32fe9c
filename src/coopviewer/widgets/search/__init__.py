"""The search field, results and suggestions."""
