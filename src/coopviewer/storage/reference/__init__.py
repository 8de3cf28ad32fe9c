"""Reading a reference file: opening, schema, facts, pages, outline."""
