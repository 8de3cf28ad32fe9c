"""Reading and writing annotations: store, journal, queries, transfer, backups."""
