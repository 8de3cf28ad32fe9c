"""What changed between two editions, as a table and as JSON."""
