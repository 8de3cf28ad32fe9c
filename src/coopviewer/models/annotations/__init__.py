"""Item models for annotations."""
