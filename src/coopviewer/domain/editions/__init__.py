"""Two editions of a reference: what changed between them, which is the earlier one, and what a page shows of that."""
