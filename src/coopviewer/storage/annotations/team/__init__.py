"""Taking part in a team folder: what goes out, what came in, and under which name this file writes."""
