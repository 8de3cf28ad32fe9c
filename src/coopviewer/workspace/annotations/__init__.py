"""Services on the annotations file: session, queries, writing, versions, backups, transfer, team, re-anchoring."""
