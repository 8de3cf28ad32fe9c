"""A team folder: a folder in which colleagues share annotations; each annotations file writes into a folder there."""
