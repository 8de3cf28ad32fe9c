"""Values of a reference: entries, facts, sources, pages, outline, timeframes, money."""
