"""A brief as a document: a title page, a part for each entry, and the sources of all facts at the end."""
