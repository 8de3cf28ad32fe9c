"""Which documents are attached, as JSON: pointers to them alone, never their text."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coopviewer.domain.reference.attachments import Pointer
from coopviewer.exchange.files import replace_file
from coopviewer.private_folders import make_private_folder


def write_pointers(path: Path, pointers: Mapping[str, Pointer]) -> None:
    """Write pointers, by the keys of their sources, for their owner alone. Raises OSError; the file before stays."""
    records = {key: _record(pointer) for key, pointer in sorted(pointers.items())}
    make_private_folder(path.parent)
    content = json.dumps({"documents": records}, indent=1).encode()  # in ASCII: a file may have any name
    replace_file(path, content, private=True)


def read_pointers(path: Path) -> dict[str, Pointer]:
    """Read pointers by the keys of their sources; empty where there is no such file, or none that makes sense."""
    try:
        records = json.loads(path.read_text(encoding="utf-8"))["documents"]
        return {str(key): _pointer(record) for key, record in records.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def _record(pointer: Pointer) -> dict[str, Any]:
    return {"path": str(pointer.path), "sha256": pointer.sha256, "passages_found": pointer.found}


def _pointer(record: dict[str, Any]) -> Pointer:
    return Pointer(Path(str(record["path"])), str(record["sha256"]), int(record["passages_found"]))
