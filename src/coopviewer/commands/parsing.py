"""The argument parsers of the verbs; the texts of argparse itself are translated too."""

import argparse
from argparse import ArgumentParser
from pathlib import Path

from coopviewer.domain.language import Translate


def make_parser(verb: str, description: str, tr: Translate, *, epilog: str | None = None) -> ArgumentParser:
    """Create the parser of a verb."""
    translate_argparse(tr)
    return ArgumentParser(prog=f"coopviewer {verb}", description=description, epilog=epilog)


def add_reference(parser: ArgumentParser, tr: Translate) -> None:
    """Add the option for another reference."""
    words = tr("the reference (default: the bundled one)")
    parser.add_argument("--reference", metavar="FILE", type=Path, help=words)


def translate_argparse(tr: Translate) -> None:
    """Replace the two functions by which argparse looks up its own texts."""

    def plural(one: str, many: str, count: int) -> str:
        return (one if count == 1 else many) if tr.catalogue is None else tr.catalogue.ngettext(one, many, count)

    setattr(argparse, "_", tr)  # noqa: B010 - mypy knows no such name
    setattr(argparse, "ngettext", plural)  # noqa: B010
