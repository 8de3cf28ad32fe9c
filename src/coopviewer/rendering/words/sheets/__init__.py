"""Texts on the import of tables of projects: what each column holds, what is asked about it, and notes on cells."""
