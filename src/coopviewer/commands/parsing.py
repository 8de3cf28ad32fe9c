"""The argument parsers of the verbs; the texts of argparse itself are translated too."""

import argparse
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

from coopviewer.domain.language import Translate
from coopviewer.domain.text.terminal import printable_line
from coopviewer.standard_output import print_error, print_text


class _Parser(ArgumentParser):
    """A parser that prints as everything else does; its subparsers are of the same class."""

    def error(self, message: str) -> NoReturn:
        super().error(printable_line(message))

    def _print_message(self, message: str, file: object = None) -> None:
        if file is sys.stdout:
            print_text(message)
        else:
            print_error(*message.removesuffix("\n").split("\n"))


def make_parser(verb: str, description: str, tr: Translate, *, epilog: str | None = None) -> ArgumentParser:
    """Create the parser of a verb; ``epilog`` is the text after its options, None: there is none.

    From then on argparse's own texts are translated, in the whole process.
    """
    translate_argparse(tr)
    return _Parser(prog=f"coopviewer {verb}", description=description, epilog=epilog)


def path_argument(tr: Translate) -> Callable[[str], Path]:
    """Return the type of an argument that names a file or folder; for an empty text it raises ArgumentTypeError."""

    def parse(text: str) -> Path:
        if not text.strip():
            raise ArgumentTypeError(tr("The name is empty. Name a file or folder; . is the current folder."))
        return Path(text)

    return parse


def chosen_format(chosen: Namespace, endings: Mapping[str, str], usual: str) -> str:
    """Return ``chosen.format``, or if it is None the format that the extension of ``chosen.output`` stands for.

    ``endings`` has the formats by extension, in lower case and without dot; ``usual`` is the format for any other
    extension, and if there is no output file.
    """
    ending = "" if chosen.output is None else chosen.output.suffix.removeprefix(".").lower()
    return chosen.format or endings.get(ending, usual)


def add_reference(parser: ArgumentParser, tr: Translate) -> None:
    """Add the option ``--reference`` for another reference than the bundled one; without it the value is None."""
    words = tr("the reference (default: the bundled one)")
    parser.add_argument("--reference", metavar="FILE", type=path_argument(tr), help=words)


def translate_argparse(tr: Translate) -> None:
    """Have argparse translate its own texts with ``tr`` from now on, in the whole process.

    To be called before a parser is created, since headings and the help of ``--help`` are looked up then. The two
    functions by which argparse looks its texts up are replaced; a later call replaces ``tr``.
    """

    def plural(one: str, many: str, count: int) -> str:
        return (one if count == 1 else many) if tr.catalogue is None else tr.catalogue.ngettext(one, many, count)

    setattr(argparse, "_", tr)  # noqa: B010 - mypy knows no such name
    setattr(argparse, "ngettext", plural)  # noqa: B010
