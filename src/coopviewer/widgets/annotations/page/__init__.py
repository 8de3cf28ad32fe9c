"""Annotations in the page: highlights, their colours and positions, and the bars shown while text is selected."""
