"""Rules for text: folding, word boundaries, differences, UTF-16 offsets."""
