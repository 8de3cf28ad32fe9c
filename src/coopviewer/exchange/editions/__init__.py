"""What changed between two editions, as files: text, Markdown, a web page, JSON, and a table."""
