"""A document and its formats: HTML in Qt's subset, web page, plain text, Markdown, paper."""
