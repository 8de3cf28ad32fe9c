"""Rules for text: folding, word boundaries, normalisation, differences, lengths."""
