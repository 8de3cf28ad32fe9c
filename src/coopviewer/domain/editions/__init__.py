"""What changed between two editions of a reference: kinds of changes, facts before and after, and their counts."""
