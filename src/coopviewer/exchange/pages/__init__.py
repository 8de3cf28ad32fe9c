"""A page, or the answer to a search, as a record for other programs: dictionaries of values that JSON can represent."""
