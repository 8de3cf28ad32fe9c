"""Documents as files of word processors (DOCX)."""
