"""Files of the IATI activity standard, versions 1.0x to 2.03 as they are really published, read into facts."""
