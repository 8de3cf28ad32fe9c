"""Makes projects of the rows of a table, with their facts."""
