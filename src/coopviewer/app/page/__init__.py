"""Controllers of pages: opening, provenance, source documents, links, lists, plain text, copying, citing, comparing."""
