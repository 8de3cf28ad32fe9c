"""Turns curated files in TOML into sheets, so that a curator can edit the sheets from then on."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from coopviewer.authoring.sheets.kinds import CODED, COLUMNS, EACH, FACT_KINDS, KEYS
from coopviewer.domain.errors import EnvironmentFault

_Row = Mapping[str, Any]


class WrittenSheet(NamedTuple):
    """A sheet: its name, its headings, and its rows as texts."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets_of_tree(folder: Path) -> list[WrittenSheet]:
    """Return the sheets with rows that say the same as the files ``*.toml`` of a folder, which must have no faults.

    The sheets are in the order of COLUMNS; the rows of each come from the files in the order of their names. A sheet
    without rows is left out. Raises EnvironmentFault if a value cannot be written in a cell.
    """
    rows: dict[str, list[_Row]] = {name: [] for name in COLUMNS}
    for path in sorted(folder.glob("*.toml")):
        _add(tomllib.loads(path.read_text(encoding="utf-8-sig")), rows)
    return [
        WrittenSheet(name, COLUMNS[name], tuple(tuple(_cell(row.get(key)) for key in COLUMNS[name]) for row in found))
        for name, found in rows.items()
        if found
    ]


def _add(table: Mapping[str, Any], rows: dict[str, list[_Row]]) -> None:
    source = {"source": table["source"]} if "source" in table else {}
    if "edition" in table:
        rows["edition"].append(table["edition"])
    for sheet, key in KEYS.items():
        for row in table.get(key, ()):
            rows[sheet].append(source | row if sheet == "passages" else row)
    for row in table.get("entry", ()):
        rows["facts"] += _facts(row, row["id"], source)
    for row in table.get("facts", ()):
        rows["facts"] += _facts(row, row["entry"], source)
    for sheet, key in CODED.items():
        rows[sheet] += [{"code": code, **row} for code, row in table.get(key, {}).items()]


def _facts(row: _Row, entry_id: str, source: Mapping[str, str]) -> Iterator[_Row]:
    for kind in FACT_KINDS:
        for fact in row.get(kind, ()):
            yield {**source, "entry": entry_id, "type": kind, **fact}
            for each in fact.get("to_each", ()):
                yield {**source, "entry": entry_id, "type": EACH, **each}


def _cell(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        texts = [str(each) for each in value]
        if any(";" in text for text in texts):
            raise EnvironmentFault("curated.no-cell", value="; ".join(texts))
        return "; ".join(texts)
    return "" if value is None else str(value)
