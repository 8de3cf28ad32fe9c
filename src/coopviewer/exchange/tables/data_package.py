"""Tables as a Frictionless Data Package: a CSV file each, a data dictionary, and ``datapackage.json``.

https://datapackage.org/standard/data-package/
"""

import errno
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.editions import Edition
from coopviewer.exchange.files import fault_of
from coopviewer.exchange.tables.csv_file import csv_parts, guard_words
from coopviewer.exchange.tables.dictionary import dictionary_of
from coopviewer.exchange.tables.table import DataTable, FieldKind, RowCounter, TableField

DESCRIPTOR = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_RESOURCE = "https://datapackage.org/profiles/2.0/dataresource.json"
_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
_PRIVATE = 0o700
_EARLIER = "earlier"  # the folder of the files that are being replaced


def write_package(
    folder: Path,
    tables: Sequence[DataTable],
    edition: Edition,
    today: date,
    tr: Translate,
    *,
    for_programs: bool = False,
) -> int:
    """Write tables, with a data dictionary, into a folder, and return the number of the tables' rows together.

    The folder is created if missing, but not its parent; ``today`` is noted as the day on which the files are made.
    ``for_programs``: cells are written unchanged, without apostrophes against formulas. All files are written aside
    first, and ``datapackage.json`` is put in place last; if that fails, earlier files are put back. Files in the folder
    that have the same names are replaced, all others stay. Raises EnvironmentFault, also if the folder has files but no
    ``datapackage.json``, and whatever reading the rows raises.
    """
    try:
        _check(folder)
        aside = folder.with_name(f".coopviewer-{os.urandom(8).hex()}.tmp")
        aside.mkdir(_PRIVATE)
        try:
            rows = _write_all(aside, tables, edition, today, tr, for_programs=for_programs)
            _put(aside, folder)
        finally:
            _remove(aside)
    except OSError as error:
        raise fault_of(folder, error) from error
    return rows


def _check(folder: Path) -> None:
    if folder.is_dir():
        if any(folder.iterdir()) and not (folder / DESCRIPTOR).is_file():
            raise EnvironmentFault("table.folder-in-use", folder=folder)
    elif folder.exists():
        raise EnvironmentFault("table.not-a-folder", path=folder)


def _write_all(
    aside: Path, tables: Sequence[DataTable], edition: Edition, today: date, tr: Translate, *, for_programs: bool
) -> int:
    tallies = tuple(RowCounter(table) for table in tables)
    resources = [
        _write_table(aside, table, tally, for_programs=for_programs)
        for table, tally in zip(tables, tallies, strict=True)
    ]
    notes = () if for_programs else (guard_words(tr),)
    dictionary = dictionary_of(tuple(tables), tr, notes=notes)
    resources.append(_write_table(aside, dictionary, RowCounter(dictionary), for_programs=for_programs))
    record = _descriptor(edition, resources, notes, today)
    (aside / DESCRIPTOR).write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return sum(tally.rows for tally in tallies)


def _write_table(aside: Path, table: DataTable, tally: RowCounter, *, for_programs: bool) -> dict[str, Any]:
    path = aside / f"{table.name}.csv"
    names = [field.name for field in table.fields]
    size, digest = 0, sha256()
    with path.open("wb") as file:
        for part in csv_parts(names, tally.count(table.rows), for_programs=for_programs, marked=False):
            file.write(part)
            size += len(part)
            digest.update(part)
    return {
        "name": table.name,
        "$schema": _RESOURCE,
        "type": "table",
        "title": table.title,
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest.hexdigest()}",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True, "lineTerminator": "\r\n"},
        "schema": _schema(table, tally),
    }


def _schema(table: DataTable, tally: RowCounter) -> dict[str, Any]:
    fields = [_field(field, tally) for field in table.fields]
    schema: dict[str, Any] = {"$schema": _SCHEMA, "fields": fields, "missingValues": [""]}
    return {**schema, "primaryKey": list(table.key)} if table.key else schema


def _field(field: TableField, tally: RowCounter) -> dict[str, Any]:
    kind = FieldKind.TEXT if field.name in tally.unlike else field.kind
    record: dict[str, Any] = {"name": field.name, "type": str(kind), "title": field.title}
    if field.meaning:
        record["description"] = field.meaning
    return record


def _descriptor(
    edition: Edition, resources: Sequence[dict[str, Any]], notes: Iterable[str], today: date
) -> dict[str, Any]:
    return {
        "$schema": _PROFILE,
        "name": _slug(edition.id),
        "id": f"{edition.dataset}:{edition.id}",
        "title": edition.title,
        "description": "\n\n".join((edition.disclaimer, edition.licence_note, edition.as_of_note, *notes)),
        "version": edition.id,
        "created": f"{today.isoformat()}T00:00:00Z",
        "contributors": [{"title": edition.publisher, "roles": ["publisher"]}],
        "resources": list(resources),
    }


def _slug(text: str) -> str:
    return "".join(_slug_letters(text.lower())).strip("-._") or "package"


def _slug_letters(text: str) -> Iterator[str]:
    for letter in text:
        yield letter if (letter.isascii() and letter.isalnum()) or letter in "-._" else "-"


def _remove(aside: Path) -> None:
    with suppress(OSError):
        for path in aside.iterdir():
            path.unlink()
        aside.rmdir()


def _put(aside: Path, folder: Path) -> None:
    """Move the files from ``aside`` into the folder, the descriptor last; if that fails, restore what was there."""
    is_there = folder.exists()
    folder.mkdir(exist_ok=True)
    names = sorted(path.name for path in aside.iterdir() if path.name != DESCRIPTOR)
    earlier = aside / _EARLIER
    earlier.mkdir()
    begun: list[str] = []
    try:
        for name in (*names, DESCRIPTOR):
            if (folder / name).is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(folder / name))
            begun.append(name)
            with suppress(FileNotFoundError):
                (folder / name).replace(earlier / name)
            (aside / name).replace(folder / name)
    except BaseException:
        _restore(begun, aside, folder)
        if not is_there:
            folder.rmdir()
        raise
    _remove(earlier)


def _restore(names: Sequence[str], aside: Path, folder: Path) -> None:
    """Put the earlier files with these names back into the folder, and remove the new ones that replaced them.

    An earlier file that cannot be put back stays in ``aside``, which is then not removed.
    """
    earlier = aside / _EARLIER
    for name in reversed(names):
        with suppress(OSError):
            if (earlier / name).exists():
                (earlier / name).replace(folder / name)
            elif not (aside / name).exists():  # it was moved, and there was none before
                (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        earlier.rmdir()
