"""Taking part in a team folder: what is sent, what was received, and the membership of the file."""
