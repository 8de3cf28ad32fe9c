"""The verb ``team``, and the annotations file that verbs write."""
