"""Annotations as W3C Web Annotation JSON-LD and as text."""
