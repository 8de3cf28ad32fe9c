"""The steps of an import of a table, kept with the reference as JSON, to be repeated on the next table."""

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from coopviewer.authoring.importing.sheet.files.text_tables import is_separator
from coopviewer.authoring.importing.sheet.mappings import mapping_of, mapping_values
from coopviewer.domain.imports.requests import ImportRequest
from coopviewer.domain.imports.sheets import SheetChoice, SheetMapping
from coopviewer.domain.reference.editions import Edition

SHEET_FORMAT = "sheet"
"""The word for tables in kept steps, where they say what format was imported."""
_STEPS = 1


def sheet_steps(
    request: ImportRequest, edition: Edition, mapping: SheetMapping, headings: Mapping[str, Collection[str]]
) -> str:
    """Return the choices of an import as JSON, without the files and where they are.

    ``edition`` is the edition of the new reference; ``mapping`` is the mapping to keep for later tables. ``headings``
    has the headings of each table, by the id of its source; they are kept only if some table lacks a column of the
    mapping.
    """
    choice = {name: value for name, value in request.choice._asdict().items() if value is not None}
    return json.dumps(
        {
            "steps": _STEPS,
            "format": SHEET_FORMAT,
            "title": request.title,
            "dataset": edition.dataset,
            "keep_partial": False,
            "choice": choice,
            "mapping": mapping_values(mapping),
            **_lacking(mapping, headings),
            **editions_before(request, edition),
        },
        ensure_ascii=False,
    )


def _lacking(mapping: SheetMapping, headings: Mapping[str, Collection[str]]) -> dict[str, dict[str, list[str]]]:
    everywhere = dict.fromkeys(column.heading for column in mapping.columns)
    if all(everywhere.keys() <= set(own) for own in headings.values()):
        return {}
    return {"headings": {source: [each for each in everywhere if each in own] for source, own in headings.items()}}


def editions_before(request: ImportRequest, edition: Edition) -> dict[str, list[str]]:
    """Return the part of the kept steps that names earlier editions: ``{"after": [id, …]}``; ``{}`` if there are none.

    They are those of ``request.after``, in its order. The edition that is being made is left out: importing the same
    files once more makes the same edition again.
    """
    before = [each for each in request.after if each != edition.id]
    return {"after": before} if before else {}


def sheet_request(steps: Mapping[str, Any], files: Sequence[Path], target: Path) -> ImportRequest:
    """Return the request to repeat an import with its kept steps, of other files and to a new target.

    ``after`` of the request is empty, so it names no earlier edition. Raises ValueError, TypeError, LookupError or
    OverflowError if this version does not know such steps.
    """
    title, dataset, choice = steps["title"], steps["dataset"], dict(steps["choice"])
    if steps["steps"] != _STEPS or not isinstance(title, str | None) or not isinstance(dataset, str):
        raise ValueError("other steps")
    rows = choice.pop("heading_rows", None)
    if not all(isinstance(value, str) for value in choice.values()):
        raise TypeError("choice")
    if not is_separator(choice.get("separator", ",")) or "\0" in choice.get("encoding", ""):
        raise ValueError("choice")
    pair = None if rows is None else (int(rows[0]), int(rows[1]))
    return ImportRequest(
        tuple(files),
        target,
        title=title,
        dataset=dataset,
        choice=SheetChoice(heading_rows=pair, **choice),
        mapping=mapping_of(steps["mapping"]),
    )
