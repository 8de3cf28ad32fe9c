"""The files that are imported, as streams of XML within bounds."""
