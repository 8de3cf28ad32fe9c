"""``coopviewer build``: build a reference from a folder of curated files."""

from collections.abc import Sequence
from pathlib import Path

from coopviewer.authoring.building import build, examine_tree
from coopviewer.authoring.sheets.writing import sheets_of_tree
from coopviewer.commands.parsing import make_parser, path_argument
from coopviewer.commands.reporting import counts_of, report_faults, run_verb
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.exchange.files import save_new_files
from coopviewer.exchange.markdown_folder.folder import make_folder
from coopviewer.exchange.tables.csv_file import csv_parts
from coopviewer.standard_output import confirm


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """Build a reference from curated files, or write their .toml files as CSV sheets, and return the exit status.

    The status is 1 if the curated files have faults, 2 for any other fault, as when a file cannot be read or written.
    """
    parser = make_parser(
        "build",
        tr(
            "Read all .toml files and sheets (CSV, XLSX, XLS, ODS) of a folder, check them as a whole, and write the "
            "reference. "
            "If there is any fault, nothing is written and an existing file is not changed."
        ),
        tr,
    )
    parser.add_argument(
        "folder", metavar="SOURCE_FOLDER", type=path_argument(tr), help=tr("the folder of curated files")
    )
    output = tr("the database to write")
    parser.add_argument("-o", "--output", metavar="FILE", type=path_argument(tr), help=output)
    sheets = tr(
        "write the .toml files as sheets (CSV) into this folder instead, from which the same reference is built"
    )
    parser.add_argument("--sheets", metavar="FOLDER", type=path_argument(tr), help=sheets)
    chosen = parser.parse_args(arguments)
    if (chosen.output is None) == (chosen.sheets is None):
        parser.error(tr("give either --output or --sheets"))
    if chosen.sheets is not None:
        return run_verb(lambda: _write_sheets(chosen.folder, chosen.sheets, tr), tr)
    return run_verb(lambda: _build(chosen.folder, chosen.output, tr), tr)


def _write_sheets(folder: Path, target: Path, tr: Translate) -> int:
    outcome = examine_tree(folder)
    if outcome.faults:
        return report_faults(outcome.faults, tr("Nothing was written."), tr)
    sheets = sheets_of_tree(folder)
    make_folder(target)
    save_new_files([(target / f"{sheet.name}.csv", csv_parts(sheet.headings, sheet.rows)) for sheet in sheets])
    confirm(tr.plural("Wrote {n} sheet to {path}.", "Wrote {n} sheets to {path}.", len(sheets), path=target))
    return 0


def _build(folder: Path, target: Path, tr: Translate) -> int:
    outcome = build(folder, target)
    if outcome.dataset is None or outcome.faults:
        closing = tr("Nothing was written.")
        if outcome.dataset is None:
            closing += f" {tr('The rules are checked once every file can be read.')}"
        return report_faults(outcome.faults, closing, tr)
    confirm(tr("Wrote {path}: {counts}.").format(path=target, counts=counts_of(outcome.dataset.size, tr)))
    return 0
