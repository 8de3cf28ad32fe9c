"""The user's copies of sources' documents, read as text; they are untrusted and never written to.

Also reads and writes the file that says which copies are attached to which sources.
"""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.attachments import DocumentText, Pointer
from coopviewer.exchange.files import read_bounded, replace_file
from coopviewer.exchange.state.holding import holding
from coopviewer.exchange.state.state_files import Report, read_state
from coopviewer.private_folders import make_private_folder

MOST_BYTES = 20_000_000


def read_source_document(path: Path) -> DocumentText:
    """Read a text file in UTF-8, with or without a byte order mark, as the user's copy of a source's document.

    The hash in what is returned is of the bytes as they are in the file. Raises EnvironmentFault if it cannot be read,
    is not UTF-8, has a NUL character, is empty or white space, or is longer than 20 million bytes (MOST_BYTES).
    """
    content = read_bounded(path, MOST_BYTES, "choose-document")
    if len(content) > MOST_BYTES:
        raise EnvironmentFault("document.too-long", path=path, millions=MOST_BYTES // 1_000_000)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise EnvironmentFault("document.not-utf8", path=path) from None
    if "\0" in text:
        raise EnvironmentFault("document.not-text", path=path)
    if not text.strip():
        raise EnvironmentFault("document.empty", path=path)
    return DocumentText(path, text, sha256(content).hexdigest())


def write_pointers(path: Path, pointers: Mapping[str, Pointer]) -> None:
    """Write to a private file which documents on the user's disk are attached to which sources, replacing all before.

    ``pointers`` has, by a source's key, the path and hash of the attached file. The key is the same in all editions
    that have the same document. Raises OSError if the file cannot be written; the old one is then unchanged.
    """
    records = {key: _record(pointer) for key, pointer in sorted(pointers.items())}
    make_private_folder(path.parent)
    content = json.dumps({"documents": records}, indent=1).encode()  # in ASCII: a file may have any name
    replace_file(path, content, private=True)


def change_pointers(
    path: Path, change: Callable[[dict[str, Pointer]], dict[str, Pointer]], report: Report | None = None
) -> None:
    """Apply a change to the stored list of documents that the user attached to sources, and write it if it changed.

    ``change`` is called with what the file has now, by the keys of sources, including what another window wrote, and
    returns what it is to have. If the file is missing, invalid or unreadable, ``change`` gets an empty dictionary;
    ``report`` receives the path and the error of an invalid or unreadable one. Raises OSError if the file cannot be
    written; the old one is then unchanged.
    """
    make_private_folder(path.parent)
    with holding(path):
        before = read_pointers(path, report)
        now = change(before)
        if now != before:
            write_pointers(path, now)


def read_pointers(path: Path, report: Report | None = None) -> dict[str, Pointer]:
    """Return which documents the user attached to sources, by the sources' keys; empty if there is no such file.

    An invalid or unreadable file counts as none; ``report`` receives its path and the error.
    """
    return read_state(path, _pointers, report) or {}


def _pointers(record: dict[str, Any]) -> dict[str, Pointer]:
    return {str(key): _pointer(each) for key, each in record["documents"].items()}


def _record(pointer: Pointer) -> dict[str, Any]:
    return {"path": str(pointer.path), "sha256": pointer.sha256, "passages_found": pointer.found}


def _pointer(record: dict[str, Any]) -> Pointer:
    return Pointer(Path(str(record["path"])), str(record["sha256"]), int(record["passages_found"]))
