"""The search field, the results of a search, suggestions, and dialogs that ask for an entry or for a search's name."""
