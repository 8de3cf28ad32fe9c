"""Services on the annotations file: session, queries, writing, backups, transfer, re-anchoring."""
