"""``coopviewer check``: whether a built reference is whole and keeps all rules."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from coopviewer.authoring.building import check_reference
from coopviewer.authoring.source_tree import read_codes_of
from coopviewer.commands.reporting import counts_of, tell_environment, tell_faults
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.paths import data_folder


def main(arguments: Sequence[str]) -> int:
    """Check; gives the exit status."""
    parser = ArgumentParser(
        prog="coopviewer check",
        description="Apply the rules of the build to a built reference, and look for damage. The file is not changed.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the database to check")
    chosen = parser.parse_args(arguments)
    try:
        outcome = check_reference(chosen.file, read_codes_of(data_folder() / "source"))
    except EnvironmentFault as fault:
        return tell_environment(fault)
    if outcome.dataset is None or outcome.faults:
        return tell_faults(outcome.faults, f"{chosen.file} is not in order.")
    print(f"{chosen.file} is in order: {counts_of(outcome.dataset)}.")
    return 0
