"""``coopviewer build``: a reference from a folder of curated files."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from coopviewer.authoring.building import build
from coopviewer.commands.reporting import counts_of, tell_environment, tell_faults
from coopviewer.domain.errors import EnvironmentFault


def main(arguments: Sequence[str]) -> int:
    """Build; gives the exit status."""
    parser = ArgumentParser(
        prog="coopviewer build",
        description="Read all .toml files of a folder, check them as a whole, and write the reference. "
        "With any fault nothing is written, and the file that was there stays.",
    )
    parser.add_argument("folder", metavar="SOURCE_FOLDER", type=Path, help="the folder of curated files")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the database to write")
    chosen = parser.parse_args(arguments)
    try:
        outcome = build(chosen.folder, chosen.output)
    except EnvironmentFault as fault:
        return tell_environment(fault)
    if outcome.dataset is None or outcome.faults:
        unread = "" if outcome.dataset is not None else " Once every file can be read, the rules are checked too."
        return tell_faults(outcome.faults, f"Nothing was written.{unread}")
    print(f"Wrote {chosen.output}: {counts_of(outcome.dataset)}.")
    return 0
