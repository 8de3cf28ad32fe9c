"""``coopviewer build``: build a reference from a folder of curated files."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from coopviewer.authoring.building import build
from coopviewer.commands.reporting import counts_of, report_environment_fault, report_faults
from coopviewer.domain.errors import EnvironmentFault


def main(arguments: Sequence[str]) -> int:
    """Build a reference and return the exit status."""
    parser = ArgumentParser(
        prog="coopviewer build",
        description="Read all .toml files of a folder, check them as a whole, and write the reference. "
        "If there is any fault, nothing is written and an existing file is not changed.",
    )
    parser.add_argument("folder", metavar="SOURCE_FOLDER", type=Path, help="the folder of curated files")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the database to write")
    chosen = parser.parse_args(arguments)
    try:
        outcome = build(chosen.folder, chosen.output)
    except EnvironmentFault as fault:
        return report_environment_fault(fault)
    if outcome.dataset is None or outcome.faults:
        unread = "" if outcome.dataset is not None else " The rules are checked once every file can be read."
        return report_faults(outcome.faults, f"Nothing was written.{unread}")
    print(f"Wrote {chosen.output}: {counts_of(outcome.dataset)}.")
    return 0
