"""What a brief is asked to be, and what is read for it."""
