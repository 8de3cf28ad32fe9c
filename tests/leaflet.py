"""A small reference and the document it was made from, for tests that compare the two."""

import hashlib
from pathlib import Path

from coopviewer.authoring.building import build
from coopviewer.domain.reference.passage_texts import passage_sha256
from tests.authoring.trees import change, copy_tree

PARAGRAPH = "Fifty wells in Niger and Kosovo*, 2017-2023, for 3,4 million, paid out of the Purse."
FOOTNOTE = "* Whose name is not settled \u2013 see the cafe\u0301 note \U0001f6b0."
DOCUMENT = f"Wells\n\n{PARAGRAPH}\n\n{FOOTNOTE}\n"
SOURCE = "source/leaflet"


def build_leaflet(folder: Path) -> Path:
    """Build the small reference whose passages are those of DOCUMENT, and return its path."""
    tree = copy_tree(folder)
    ranges = ((0, 5, 0, 5, "0"), (7, 90, 7, 7 + len(PARAGRAPH), "1"))
    start = DOCUMENT.index(FOOTNOTE)
    for old_start, old_end, new_start, new_end, digit in (*ranges, (92, 140, start, start + len(FOOTNOTE), "2")):
        old = f'char_start = {old_start}\nchar_end = {old_end}\nsha256 = "{digit * 64}"'
        sha256 = passage_sha256(DOCUMENT[new_start:new_end])
        new = f'char_start = {new_start}\nchar_end = {new_end}\nsha256 = "{sha256}"'
        change(tree / "passages.toml", old, new)
    target = folder / "leaflet.db"
    outcome = build(tree, target)
    assert not outcome.faults, outcome.faults
    return target


def write_document(path: Path, text: str = DOCUMENT, *, mark: bool = False) -> Path:
    """Write a copy of the document with unchanged line ends; ``mark``: with a byte order mark."""
    path.write_bytes((b"\xef\xbb\xbf" if mark else b"") + text.encode())
    return path


def hash_of(path: Path) -> str:
    """Return the SHA-256 hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
