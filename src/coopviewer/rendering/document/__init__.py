"""A document and its formats: HTML, web page, plain text, paper."""
