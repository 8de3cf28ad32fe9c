"""File system helpers for references and annotations files: locks, network drives, application ids, held signals."""
