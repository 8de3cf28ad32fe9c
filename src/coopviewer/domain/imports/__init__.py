"""What is asked of an import, what is known before it, and what became of it."""
