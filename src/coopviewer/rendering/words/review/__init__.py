"""Texts of the review of annotations: changed texts, conflicts between versions, and histories."""
