"""The steps of an import of a table, kept with the reference as JSON, to be repeated on the next table."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from coopviewer.authoring.importing.sheet.mappings import mapping_of, mapping_values
from coopviewer.domain.imports.requests import ImportRequest
from coopviewer.domain.imports.sheets import SheetChoice, SheetMapping

SHEET_FORMAT = "sheet"
"""The name of tables among the formats of imports."""
_STEPS = 1


def sheet_steps(request: ImportRequest, dataset: str, mapping: SheetMapping) -> str:
    """Return the choices of an import as JSON, without the files and where they are.

    ``dataset`` is the URN of the reference; ``mapping`` is what all columns were read as.
    """
    choice = {name: value for name, value in request.choice._asdict().items() if value is not None}
    return json.dumps(
        {
            "steps": _STEPS,
            "format": SHEET_FORMAT,
            "title": request.title,
            "dataset": dataset,
            "keep_partial": False,
            "choice": choice,
            "mapping": mapping_values(mapping),
        },
        ensure_ascii=False,
    )


def sheet_request(steps: Mapping[str, Any], files: Sequence[Path], target: Path) -> ImportRequest:
    """Return the request to repeat an import with these steps, of other files and to a new target.

    Raises ValueError, TypeError or LookupError if the steps are none that this version knows.
    """
    title, dataset, choice = steps["title"], steps["dataset"], dict(steps["choice"])
    if steps["steps"] != _STEPS or not isinstance(title, str | None) or not isinstance(dataset, str):
        raise ValueError("other steps")
    rows = choice.pop("heading_rows", None)
    if not all(isinstance(value, str) for value in choice.values()):
        raise TypeError("choice")
    pair = None if rows is None else (int(rows[0]), int(rows[1]))
    return ImportRequest(
        tuple(files),
        target,
        title=title,
        dataset=dataset,
        choice=SheetChoice(heading_rows=pair, **choice),
        mapping=mapping_of(steps["mapping"]),
    )
