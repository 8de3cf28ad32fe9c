"""What only imported references have: reading totals, labels, slots, and the import itself."""
