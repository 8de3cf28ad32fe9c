"""The files of a team folder: segments, and the descriptions of the team and of its members."""
