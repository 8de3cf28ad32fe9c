"""Controllers of the page: opening, provenance, source documents, links, lists, plain text, copying."""
