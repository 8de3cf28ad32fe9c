"""The annotation browser: list, filters, cell editors, tags."""
