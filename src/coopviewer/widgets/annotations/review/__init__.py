"""The review queue: annotations whose passage in the open edition is uncertain, and other versions of annotations."""
