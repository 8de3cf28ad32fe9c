"""Writes projects as IATI activities, version 2.03 of the standard."""
