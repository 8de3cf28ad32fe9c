"""``coopviewer check``: check whether a built reference is undamaged and follows all rules."""

from collections.abc import Sequence
from pathlib import Path

from coopviewer.authoring.building import check_reference
from coopviewer.authoring.source_tree import read_codes_of
from coopviewer.commands.parsing import make_parser
from coopviewer.commands.reporting import counts_of, report_environment_fault, report_faults
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.paths import data_folder


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """Check a reference and return the exit status."""
    parser = make_parser(
        "check",
        tr("Check a built reference for damage and against the rules of the build. The file is not changed."),
        tr,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help=tr("the database to check"))
    chosen = parser.parse_args(arguments)
    try:
        outcome = check_reference(chosen.file, read_codes_of(data_folder() / "source"))
    except EnvironmentFault as fault:
        return report_environment_fault(fault, tr)
    if outcome.dataset is None or outcome.faults:
        return report_faults(outcome.faults, tr("{path} has faults.").format(path=chosen.file), tr)
    print(tr("{path} has no faults: {counts}.").format(path=chosen.file, counts=counts_of(outcome.dataset, tr)))
    return 0
