"""Highlights on the page and the bar over a selection."""
