"""What files become when they are imported, as texts that are compared with those recorded beside this module.

After a change that is meant, record them anew, and read the difference before it is kept::

    python -m tests.authoring.importing.recorded.views
"""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from coopviewer.authoring.importing.importing import run_import
from coopviewer.authoring.importing.preview import preview_import
from coopviewer.authoring.importing.sheet.preview import preview_sheet
from coopviewer.domain.imports.requests import ImportRequest
from coopviewer.domain.imports.sheets import SheetMapping
from coopviewer.domain.reference.vocabulary import Basis
from tests.authoring.importing.imports import FOLDERS
from tests.datasets import read_dataset
from tests.storage.recorded.views import plain

HERE = Path(__file__).parent
FILES = HERE / "files"
WORKBOOKS = HERE.parent / "sheet" / "written"
_QUERIES = (
    "SELECT ordinal, source_id, name, size, sha256, format, version, generated, mapping FROM import ORDER BY ordinal",
    "SELECT * FROM import_note ORDER BY ordinal",
    "SELECT * FROM code_label WHERE language IN ('en', 'fr') ORDER BY 1, 2, 3",
)


def recorded(name: str) -> Path:
    """Return the file in which the text of a view is recorded."""
    return HERE / f"{name}.txt"


def activities(*names: str) -> Iterator[str]:
    """Yield what a preview says of files of activities, and what an import makes of them."""
    files = tuple(FILES / name for name in names)
    preview = preview_import(files, FOLDERS, lambda: False, seconds=60.0)
    yield plain(preview._replace(expected_seconds=0.0))
    yield from _imported(ImportRequest(files, Path("out.db")))


def tables(*files: Path, mapping: Callable[[SheetMapping], SheetMapping] = lambda guessed: guessed) -> Iterator[str]:
    """Yield what a preview says of tables, and what an import makes of them, by a mapping made of the guessed one."""
    preview = preview_sheet(files[0], FOLDERS, lambda: False)
    yield from (f"{name}={plain(value)}" for name, value in preview._asdict().items() if name != "columns")
    yield from (f"  {plain(column)}" for column in preview.columns)
    yield from _imported(ImportRequest(files, Path("out.db"), mapping=mapping(preview.mapping)))


def _imported(request: ImportRequest) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / request.target
        outcome = run_import(request._replace(target=target), FOLDERS, lambda done, total: None, lambda: False)
        yield plain(outcome._replace(target=request.target))
        dataset = read_dataset(target)
        yield from (f"{plain(each)}" for each in (dataset.edition, *dataset.sources, *dataset.passages))
        yield from (f"{each.id} {each.title} ({each.sort_title}) {each.hint or ''}" for each in dataset.entries)
        for each in dataset.facts:
            if each.basis is Basis.REFERENCE and not each.id.startswith(("country/NE", "region/m49-011", "theme")):
                continue  # names of countries and regions by standards: one of each will do
            cited = " ".join(f"{at.passage_id or at.source_id}:{at.line}" for at in each.citations)
            yield f"{type(each).__name__} {plain(replace(each, citations=()))} [{cited}]"
        with closing(sqlite3.connect(target)) as connection:
            for query in _QUERIES:
                yield from (str(row) for row in connection.execute(query))


def _answered(mapping: SheetMapping) -> SheetMapping:
    """Answer what is asked about sums and dates."""
    return mapping._replace(
        columns=tuple(
            each._replace(currency="EUR", decimal_sign=",", day_order="day-first", century="2000")
            for each in mapping.columns
        )
    )


def _of_parts(mapping: SheetMapping) -> SheetMapping:
    """Answer that shares are parts of one."""
    return mapping._replace(columns=tuple(each._replace(share_unit="fraction") for each in mapping.columns))


VIEWS: Mapping[str, Callable[[], Iterator[str]]] = {
    "earlier": lambda: activities("earlier.xml"),
    "both": lambda: activities("earlier.xml", "standard.xml"),
    "projects": lambda: tables(FILES / "projects.csv", mapping=_answered),
    "vorhaben": lambda: tables(FILES / "vorhaben.csv", mapping=_answered),
    "several-tables": lambda: tables(FILES / "projects.csv", FILES / "second.csv", mapping=_answered),
    "habits": lambda: tables(FILES / "habits.xlsx", mapping=_answered),
    "workbook": lambda: tables(WORKBOOKS / "projects.xlsx"),
    "ods": lambda: tables(WORKBOOKS / "projects.ods", mapping=_of_parts),
    "xls": lambda: tables(WORKBOOKS / "projects.xls", mapping=_of_parts),
}


def text_of(name: str) -> str:
    """Return the text of a view."""
    return "\n".join(VIEWS[name]())


if __name__ == "__main__":
    for key in VIEWS:
        recorded(key).write_text(f"{text_of(key)}\n", encoding="utf-8")
