"""Tables of entries, relations, sums or annotations as spreadsheets, CSV, JSON or data packages; reads CSV too."""
