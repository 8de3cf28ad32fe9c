"""Writing a reference file, reading it back, and checking it."""
