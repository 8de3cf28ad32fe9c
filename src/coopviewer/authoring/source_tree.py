"""Reads a folder of curated files as one dataset, with the faults of form in it."""

import errno
import os
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from coopviewer.authoring.codes import Codes, read_codes
from coopviewer.authoring.generated_names import complete_countries
from coopviewer.authoring.row import SourceRow
from coopviewer.authoring.sheets.reading import ENDINGS, read_sheets
from coopviewer.authoring.toml_mistakes import mistake_in, with_lines
from coopviewer.authoring.tree_rows import GatheredRows, read_file
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.faults import Fault, display_value, phrase
from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.vocabulary import Basis
from coopviewer.file_kinds import FileKind, kind_of, read_within

CODES_FILE = "codes.toml"
_TOML = ".toml"
MOST_BYTES = 20_000_000  # of one file
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NO_EDITION = Edition("", "", "", "", "", "", Basis.EDITORIAL, "", "", "")


@dataclass(frozen=True, slots=True)
class SourceTree:
    """What was read of a folder of curated files.

    ``dataset`` has all rows that could be read, and ``codes`` the countries of ISO 3166-1 by alpha-2 code. ``files``
    has the file of each item in the dataset (in a sheet, with the row), by the ``id()`` of the Python object. ``whole``
    is False if a file is no TOML in UTF-8, so that the dataset cannot be checked as a whole. ``unreadable`` are ids of
    rows that have faults, ``partly_read`` ids of entries with facts that have faults. ``cited`` are the ids of passages
    that any row cites.
    """

    dataset: Dataset
    codes: Codes
    faults: tuple[Fault, ...]
    files: dict[int, str]
    whole: bool
    unreadable: frozenset[str]
    partly_read: frozenset[str]
    cited: frozenset[str]


def read_tree(folder: Path) -> SourceTree:
    """Read all files ``*.toml`` directly in a folder, by their names, then its sheets (CSV, XLSX, XLS, ODS).

    Countries get their codes of ISO 3166-1 and their names of the CLDR from the files that have these, unless a TOML
    file is invalid (``whole`` is False). Faults in the files are in the result. Raises EnvironmentFault if there is no
    such folder, if it has neither TOML files nor sheets, or if one of them cannot be read.
    """
    gathered = GatheredRows()
    whole = True
    files = _source_files(folder)
    for path in (each for each in files if each.suffix == _TOML):
        table = _parsed(path, gathered.faults)
        whole = whole and table is not None
        if table is not None:
            read_file(SourceRow(table, path.name, "", gathered.faults), gathered)
    sheets = [each for each in files if each.suffix != _TOML]
    for placed in read_sheets(sheets, gathered.faults) if sheets else ():  # after the others, whatever their names
        read_file(SourceRow(placed, placed.place, "", gathered.faults), gathered)
    if whole:
        _check_heads(gathered)
        _check_editions(gathered)
        complete_countries(gathered)
    return _tree(gathered, whole)


def read_codes_of(folder: Path) -> Codes:
    """Read only the countries of ISO 3166-1 from a folder of curated files; return them by alpha-2 code.

    Raises EnvironmentFault if the file CODES_FILE (``codes.toml``) cannot be read, has faults, or has no codes.
    """
    path = folder / CODES_FILE
    faults: list[Fault] = []
    table = _parsed(path, faults)
    row = SourceRow(table or {}, path.name, "", faults).table("iso_3166")
    codes = {} if row is None else read_codes(row)
    if faults or not codes:
        raise EnvironmentFault("curated.no-codes", path=path)
    return codes


def _source_files(folder: Path) -> list[Path]:
    try:
        if kind_of(folder) is not FileKind.FOLDER:
            raise EnvironmentFault("curated.no-folder", folder=folder)
        names = sorted(path for path in folder.iterdir() if path.suffix == _TOML or path.suffix.lower() in ENDINGS)
        found = [path for path in names if kind_of(path) is not FileKind.FOLDER]
    except OSError as error:
        raise EnvironmentFault("curated.unreadable", path=folder, error=error.strerror) from error
    if not found:
        raise EnvironmentFault("curated.no-files", folder=folder)
    return found


def _read(path: Path) -> bytes:
    content = read_within(path, MOST_BYTES)
    if len(content) > MOST_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return content


def _parsed(path: Path, faults: list[Fault]) -> dict[str, object] | None:
    try:
        content = _read(path)
    except OSError as error:
        raise EnvironmentFault("curated.unreadable", path=path, error=error.strerror) from error
    try:
        text = content.decode("utf-8-sig")
        return with_lines(tomllib.loads(text), text.replace("\r\n", "\n"), path.name)
    except UnicodeDecodeError as error:
        where = phrase(
            "line {line}, byte {number}", line=content.count(b"\n", 0, error.start) + 1, number=error.start + 1
        )
        is_utf_16 = content.startswith(_UTF_16)
        found = phrase("a text saved as UTF-16") if is_utf_16 else phrase("a byte that is not UTF-8")
        faults.append(Fault(path.name, where, found, phrase("a text saved as UTF-8")))
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(path.name, *mistake_in(text.replace("\r\n", "\n"), str(error))))
    except ValueError:
        faults.append(_long_number(path, text))
    except RecursionError:
        faults.append(Fault(path.name, phrase("the file"), phrase("too deeply nested tables"), phrase("valid TOML")))
    return None


def _long_number(path: Path, text: str) -> Fault:
    """Return the fault of a file with a whole number of more digits than Python reads."""
    most = sys.get_int_max_str_digits()
    place = re.search(rf"[\d_]{{{most},}}", text)
    line = text.count("\n", 0, 0 if place is None else place.start()) + 1
    found = phrase("a whole number of more than {digits} digits", digits=str(most))
    return Fault(path.name, f"line {line}", found, phrase("valid TOML"))


def _check_heads(gathered: GatheredRows) -> None:
    known = {source.id for source in gathered.sources} | gathered.unreadable
    for file, source_id in gathered.heads:
        if source_id not in known:
            gathered.faults.append(
                Fault(file, "source", display_value(source_id), phrase("the id of a source_document"))
            )
            gathered.unreadable.add(source_id)


def _check_editions(gathered: GatheredRows) -> None:
    if not gathered.editions:
        gathered.faults.append(Fault(phrase("all files"), "edition", phrase("none"), phrase("exactly one [edition]")))
    for further in gathered.editions[1:]:
        found = phrase("a second one (the first is in {file})", file=gathered.files[id(gathered.editions[0])])
        gathered.faults.append(Fault(gathered.files[id(further)], "edition", found, phrase("exactly one [edition]")))


def _tree(gathered: GatheredRows, whole: bool) -> SourceTree:
    reading = gathered.reading
    return SourceTree(
        dataset=Dataset(
            edition=gathered.editions[0] if gathered.editions else _NO_EDITION,
            sources=tuple(gathered.sources),
            passages=tuple(gathered.passages),
            predicates=tuple(gathered.predicates),
            entries=tuple(gathered.entries),
            countries=tuple(gathered.countries),
            facts=tuple(gathered.facts),
            redirects=tuple(gathered.redirects),
        ),
        codes=gathered.codes,
        faults=tuple(gathered.faults),
        files=gathered.files,
        whole=whole,
        unreadable=frozenset(gathered.unreadable | reading.unreadable | ({""} if gathered.editions else {"edition"})),
        partly_read=frozenset(reading.partly_read),
        cited=frozenset(reading.cited),
    )
