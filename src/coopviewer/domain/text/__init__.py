"""Rules for text: folding, boundaries, normalisation, quotation marks, markup, differences, lengths, cutting."""
