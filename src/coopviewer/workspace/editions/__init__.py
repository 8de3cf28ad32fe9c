"""Services that compare editions."""
