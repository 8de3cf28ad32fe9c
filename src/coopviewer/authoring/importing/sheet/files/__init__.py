"""Files of tables, read within bounds."""
