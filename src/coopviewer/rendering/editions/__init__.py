"""What changed between two editions: sentences, and the page of changes."""
