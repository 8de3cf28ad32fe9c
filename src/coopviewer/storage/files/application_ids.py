"""The application ids of our SQLite files, which tell them from each other and from other programs' files.

Each is written into the header by ``PRAGMA application_id``; a third file format takes its number here.
"""

REFERENCE_ID = 0x436F6F70
"""A reference: "Coop" in ASCII."""
ANNOTATIONS_ID = 0x436F416E
"""An annotations file: "CoAn" in ASCII."""
