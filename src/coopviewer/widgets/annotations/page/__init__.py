"""Annotations in the page: highlights, and the bar beside a selection."""
