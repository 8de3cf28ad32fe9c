"""A brief as a document: a title page, and a part for each entry with its facts and their sources."""
