"""Texts of the review of annotations (changed texts, conflicts, histories), and of an import of annotations."""
