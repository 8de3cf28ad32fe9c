"""Opens the XML files that are imported, packed ones too, as streams; refuses what unpacks to too much."""
