"""The list of known references as JSON in a private file; an invalid file counts as absent."""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coopviewer.domain.browsing.known_references import BUNDLED, KnownReference, KnownReferences, ListedReference
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.editions import Edition
from coopviewer.exchange.files import replace_file
from coopviewer.exchange.state.holding import holding
from coopviewer.exchange.state.state_files import Report, read_state
from coopviewer.file_kinds import FileKind, full_path, kind_of
from coopviewer.private_folders import make_private_folder

ReadsEdition = Callable[[Path], Edition]
"""Reads which edition a reference file is; raises EnvironmentFault if the file is no reference."""

_LONGEST = 5000  # characters of a text


def change_references(
    path: Path, change: Callable[[KnownReferences], KnownReferences], report: Report | None = None
) -> KnownReferences:
    """Apply a change to the references that are in the file now, write them, and return them.

    ``change`` receives all that are in the file, also what another window stored last, and returns what is to be
    written. A file that is missing, invalid or unreadable counts as empty and is replaced; ``report`` receives the path
    and the error of one that is there. Raises OSError if the file cannot be written; the old one is then unchanged.
    """
    make_private_folder(path.parent)
    with holding(path):
        references = change(read_references(path, report))
        record = {"references": [each._asdict() for each in references.references]}
        replace_file(path, json.dumps(record, ensure_ascii=True, indent=1).encode(), private=True)
    return references


def read_references(path: Path, report: Report | None = None) -> KnownReferences:
    """Return the references in a file, the one opened last first; empty if it is missing, invalid or unreadable.

    ``report`` receives the path and the error of an invalid or unreadable file.
    """
    return read_state(path, _references, report) or KnownReferences()


def with_title(fault: EnvironmentFault, path: Path) -> EnvironmentFault:
    """Return a fault that names a reference by its title instead of its URN: its value ``dataset`` is then ``“Title”``.

    The title is that of the reference with this URN that was opened last, according to the file of known references at
    ``path``, which is read now. If there is none, the fault is returned unchanged.
    """
    title = read_references(path).title_of(str(fault.values.get("dataset", "")))
    return EnvironmentFault(fault.code, **{**fault.values, "dataset": f"“{title}”"}) if title else fault


def with_places(known: KnownReferences, bundled: Path, read: ReadsEdition) -> tuple[ListedReference, ...]:
    """Return the known references, the one opened last first, each with its file's path and whether a file is there.

    The bundled one, whose file is at ``bundled``, is among them even if it was never opened: then it comes last, with
    the edition that ``read`` returns, or is left out if ``read`` raises EnvironmentFault. Each file is looked for, so
    this is not to be called on the window's thread: a network drive may not answer.
    """
    references = known.references
    if not any(each.is_bundled for each in references):
        references = (*references, *_never_opened(bundled, read))
    return tuple(_with_place(each, bundled) for each in references)


def described(reference: Path, bundled: Path, edition: Edition) -> KnownReference:
    """Return a reference that is opened now as an item for the list of known references.

    ``bundled`` is the path of the reference that came with the program: for this one the item has BUNDLED instead of a
    path, since it is elsewhere after an update. Any other item has the full path.
    """
    place = full_path(reference)
    earliest, latest = edition.as_of_earliest, edition.as_of_latest
    return KnownReference(
        path=BUNDLED if place == full_path(bundled) else os.fspath(place),
        title=edition.title,
        publisher=edition.publisher,
        edition=edition.id,
        as_of=(earliest, latest) if earliest is not None and latest is not None else None,
        opened=datetime.now(UTC).isoformat(timespec="seconds"),
        dataset=edition.dataset,
    )


def _never_opened(bundled: Path, read: ReadsEdition) -> tuple[KnownReference, ...]:
    try:
        return (described(bundled, bundled, read(bundled))._replace(opened=""),)
    except EnvironmentFault:
        return ()


def _with_place(reference: KnownReference, bundled: Path) -> ListedReference:
    place = bundled if reference.is_bundled else Path(reference.path)
    try:
        exists = kind_of(place) is FileKind.FILE
    except OSError:
        exists = False
    return ListedReference(reference, str(place), exists)


def _references(record: dict[str, Any]) -> KnownReferences:
    references = KnownReferences()
    for each in reversed(record["references"]):  # of those of one second, the order in the file counts
        references = references.with_opened(_reference(each))
    return references


def _reference(record: dict[str, Any]) -> KnownReference:
    bounds = record["as_of"]
    known = KnownReference(
        path=_text(record["path"]),
        title=_text(record["title"]),
        publisher=_text(record["publisher"]),
        edition=_text(record["edition"]),
        as_of=(_text(bounds[0]), _text(bounds[1])) if bounds else None,
        opened=_text(record["opened"]),
        dataset=_text(record.get("dataset", "")),  # which earlier versions did not note
    )
    known.as_of_days  # noqa: B018 - raises ValueError for what is no date
    if known.path != BUNDLED and not Path(known.path).is_absolute():
        raise ValueError(f"no full path: {known.path!r}")
    return known


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise TypeError(f"no text: {value!r:.100}")
    return value
