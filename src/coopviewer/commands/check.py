"""``coopviewer check``: check whether a built reference is undamaged and follows all rules."""

from collections.abc import Sequence
from pathlib import Path

from coopviewer.authoring.building import check_reference
from coopviewer.authoring.source_tree import read_codes_of
from coopviewer.commands.parsing import make_parser, path_argument
from coopviewer.commands.reporting import counts_of, report_faults, run_verb
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.paths import data_folder
from coopviewer.standard_output import confirm


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """Check the reference file in ``arguments``; return the exit status: 0, 1 for faults, 2 if it cannot be read.

    Raises SystemExit unless ``arguments`` are exactly one path.
    """
    parser = make_parser(
        "check",
        tr("Check a built reference for damage and against the rules of the build. The file is not changed."),
        tr,
    )
    parser.add_argument("file", metavar="FILE", type=path_argument(tr), help=tr("the database to check"))
    chosen = parser.parse_args(arguments)
    return run_verb(lambda: _check(chosen.file, tr), tr)


def _check(path: Path, tr: Translate) -> int:
    outcome = check_reference(path, read_codes_of(data_folder() / "source"))
    if outcome.size is None or outcome.faults:
        return report_faults(outcome.faults, tr("{path} has faults.").format(path=path), tr)
    confirm(tr("{path} has no faults: {counts}.").format(path=path, counts=counts_of(outcome.size, tr)))
    return 0
