"""Reading what the overviews show."""
