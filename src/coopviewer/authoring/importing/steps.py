"""The steps of an import, kept with the reference as JSON, so that the same import can be done on newer files."""

import json
from collections.abc import Sequence
from pathlib import Path

from coopviewer.authoring.importing.sheet.kept_steps import SHEET_FORMAT, editions_before, sheet_request
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.requests import ImportRequest
from coopviewer.domain.reference.editions import Edition
from coopviewer.storage.building.import_reading import read_import_steps
from coopviewer.storage.editions.order import editions_through

FORMAT = "iati"
_STEPS = 1  # the number of this form of steps


def steps_of(request: ImportRequest, edition: Edition) -> str:
    """Return the choices of an import of IATI files as JSON, without the files and where they are.

    ``edition`` is the edition of the new reference; what is imported later with these steps is another edition of its
    dataset.
    """
    return json.dumps(
        {
            "steps": _STEPS,
            "format": FORMAT,
            "title": request.title,
            "dataset": edition.dataset,
            "keep_partial": request.keep_partial,
            **editions_before(request, edition),
        }
    )


def request_again(reference: Path, files: Sequence[Path], target: Path) -> ImportRequest:
    """Return the request to import other files with the steps by which ``reference`` was imported, into ``target``.

    The new reference is an edition of the same dataset, after this one. Raises EnvironmentFault if the reference cannot
    be opened, was not imported, or was imported by steps that this version does not know.
    """
    mapping = read_import_steps(reference)
    if mapping is None:
        raise EnvironmentFault("import.not-imported", path=reference)
    return _request(reference, mapping, files, target)._replace(after=editions_through(reference))


def _request(reference: Path, mapping: str, files: Sequence[Path], target: Path) -> ImportRequest:
    try:
        steps = json.loads(mapping)
        json.dumps(steps, ensure_ascii=False).encode()  # half a character, which no file can have, is a ValueError
        if steps["format"] == SHEET_FORMAT:
            return sheet_request(steps, files, target)
        if steps["steps"] != _STEPS or steps["format"] != FORMAT:
            raise EnvironmentFault("import.unknown-steps", path=reference)
        title, keep_partial = steps["title"], steps["keep_partial"]
        dataset = steps["dataset"]
        is_known = isinstance(title, str | None) and isinstance(dataset, str) and isinstance(keep_partial, bool)
    except (ValueError, LookupError, TypeError, ArithmeticError, RecursionError) as error:
        raise EnvironmentFault("import.unknown-steps", path=reference) from error
    if not is_known:
        raise EnvironmentFault("import.unknown-steps", path=reference)
    return ImportRequest(tuple(files), target, title=title, dataset=dataset, keep_partial=keep_partial)
