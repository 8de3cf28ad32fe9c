"""What only imported references have: reading published facts, totals, labels, slots, and the import itself."""
