"""``coopviewer build``: build a reference from a folder of curated files."""

from collections.abc import Sequence
from pathlib import Path

from coopviewer.authoring.building import build
from coopviewer.commands.parsing import make_parser, path_argument
from coopviewer.commands.reporting import counts_of, report_faults, run_verb
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.standard_output import confirm


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """Build a reference and return the exit status; 1 if the files have faults."""
    parser = make_parser(
        "build",
        tr(
            "Read all .toml files of a folder, check them as a whole, and write the reference. "
            "If there is any fault, nothing is written and an existing file is not changed."
        ),
        tr,
    )
    parser.add_argument(
        "folder", metavar="SOURCE_FOLDER", type=path_argument(tr), help=tr("the folder of curated files")
    )
    output = tr("the database to write")
    parser.add_argument("-o", "--output", metavar="FILE", type=path_argument(tr), required=True, help=output)
    chosen = parser.parse_args(arguments)
    return run_verb(lambda: _build(chosen.folder, chosen.output, tr), tr)


def _build(folder: Path, target: Path, tr: Translate) -> int:
    outcome = build(folder, target)
    if outcome.dataset is None or outcome.faults:
        closing = tr("Nothing was written.")
        if outcome.dataset is None:
            closing += f" {tr('The rules are checked once every file can be read.')}"
        return report_faults(outcome.faults, closing, tr)
    confirm(tr("Wrote {path}: {counts}.").format(path=target, counts=counts_of(outcome.dataset.size, tr)))
    return 0
