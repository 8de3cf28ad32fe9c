"""Documents and words, without Qt: pages are laid out as documents, which are written as HTML and in other formats."""
