"""Opens the files that are imported, packed ones too, as streams of XML; refuses what unpacks to too much."""
