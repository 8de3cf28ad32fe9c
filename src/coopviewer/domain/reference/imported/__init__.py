"""Values of imported references: dates of activities, totals, labels of codes, the import, sources that disagree."""
