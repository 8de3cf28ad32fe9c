"""A team folder: a folder in which colleagues store what they wrote, each in a folder of their own."""
