"""Tables of entries, relations, sums or annotations, written as spreadsheets, CSV, JSON or data packages."""
