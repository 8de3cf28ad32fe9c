"""Comparing the open reference with another edition: choosing one, the page of changes, the changes of an entry."""
