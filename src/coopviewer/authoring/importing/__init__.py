"""Making a reference from files that others published."""
