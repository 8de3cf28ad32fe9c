"""A reference as schema version 1 had them: the bundled one of the day before version 2."""

import lzma
from pathlib import Path

KEPT = Path(__file__).with_name("reference-schema-1.db.xz")


def unpack_version_1(folder: Path) -> Path:
    """Unpack the kept file into a folder and return its path."""
    path = folder / "version-1.db"
    path.write_bytes(lzma.decompress(KEPT.read_bytes()))
    return path
