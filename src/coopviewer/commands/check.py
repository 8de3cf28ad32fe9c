"""``coopviewer check``: check whether a built reference is undamaged and follows all rules."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from coopviewer.authoring.building import check_reference
from coopviewer.authoring.source_tree import read_codes_of
from coopviewer.commands.reporting import counts_of, report_environment_fault, report_faults
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.paths import data_folder


def main(arguments: Sequence[str]) -> int:
    """Check a reference and return the exit status."""
    parser = ArgumentParser(
        prog="coopviewer check",
        description="Check a built reference for damage and against the rules of the build. The file is not changed.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the database to check")
    chosen = parser.parse_args(arguments)
    try:
        outcome = check_reference(chosen.file, read_codes_of(data_folder() / "source"))
    except EnvironmentFault as fault:
        return report_environment_fault(fault)
    if outcome.dataset is None or outcome.faults:
        return report_faults(outcome.faults, f"{chosen.file} has faults.")
    print(f"{chosen.file} has no faults: {counts_of(outcome.dataset)}.")
    return 0
