"""Annotations in the page: highlights, their colours and places, and the bars for a selection."""
