"""Annotations as W3C Web Annotation JSON-LD, as text, and as Markdown."""
