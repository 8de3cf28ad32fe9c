"""Reading what only imported references have: published facts, totals of money, labels of codes, and the import."""
