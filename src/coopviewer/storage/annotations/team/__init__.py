"""Taking part in a team folder: the membership of an annotations file, what it sends, and what it receives."""
