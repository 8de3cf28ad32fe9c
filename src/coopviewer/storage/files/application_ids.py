"""The application ids of this program's SQLite files, which distinguish them from each other and from other databases.

``PRAGMA application_id`` writes them into the file header; a third file format must add its number here.
"""

REFERENCE_ID = 0x436F6F70
"""A reference: "Coop" in ASCII."""
ANNOTATIONS_ID = 0x436F416E
"""An annotations file: "CoAn" in ASCII."""
