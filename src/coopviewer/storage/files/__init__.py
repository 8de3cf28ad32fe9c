"""File system helpers of both databases: locks, kinds of file systems, application ids, signals held back."""
