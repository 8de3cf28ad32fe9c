"""Citations as files: plain text, BibTeX, RIS and CSL-JSON."""
