"""What the overviews show and say, in the language of the interface: rows to draw, and the tables that say the same."""
