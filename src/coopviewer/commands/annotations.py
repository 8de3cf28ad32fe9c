"""``coopviewer annotations``: a person's annotations out of their file and into it, without a window."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from coopviewer import paths
from coopviewer.commands.reporting import quiet_when_closed, tell_environment
from coopviewer.domain.annotations.annotation import Annotation, clean_tag
from coopviewer.domain.annotations.exchange import EntryNames, ExportFormat, ExportSelection
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.annotations.jsonld import read_jsonld
from coopviewer.exchange.annotations.writing import write_annotations
from coopviewer.exchange.files import save_file
from coopviewer.private_folders import make_private_folder
from coopviewer.rendering.words.annotation_file_words import import_words, loss_words
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.transfer import import_annotations, read_selection
from coopviewer.storage.files.lock import AnnotationLock
from coopviewer.storage.reference.entry_names import read_entry_names
from coopviewer.storage.reference.store import ReferenceStore

NOTHING_FOUND = 1


def main(arguments: Sequence[str]) -> int:
    """Export or import annotations; gives the exit status: 1 where there are none to export."""
    chosen = _parser().parse_args(arguments)
    try:
        return _export(chosen) if chosen.action == "export" else _import(chosen)
    except EnvironmentFault as fault:
        return tell_environment(fault)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="coopviewer annotations", description="Write annotations to a file for others, or take some in."
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _add_export(actions.add_parser("export", help="write annotations as JSON-LD, text or Markdown"))
    _add_import(actions.add_parser("import", help="take in annotations that were exported as JSON-LD"))
    return parser


def _add_export(parser: ArgumentParser) -> None:
    parser.description = (
        "Write annotations of all references, those in the bin apart. JSON-LD follows the W3C's Web Annotation Data "
        "Model and is complete: it can be imported. Dates are UTC. Exit status 1 where there are none."
    )
    files = parser.add_mutually_exclusive_group()
    files.add_argument("file", metavar="FILE", nargs="?", type=Path, help="the annotations file; without: your own")
    files.add_argument("--annotations", metavar="FILE", type=Path, help="the same, as the window takes it")
    kinds = tuple(map(str, ExportFormat))
    parser.add_argument("--format", choices=kinds, default=kinds[0], help="jsonld, as long as no other is named")
    parser.add_argument("--tag", metavar="TAG", action="append", help="with this tag; several: with any of them")
    parser.add_argument("--since", metavar="DATE", type=_day, help="changed last on this day or later")
    parser.add_argument("--until", metavar="DATE", type=_day, help="changed last on this day or earlier")
    parser.add_argument("--entry", metavar="ID", action="append", help="about this entry, such as country/NE; several")
    parser.add_argument("--bin", action="store_true", help="those in the bin too")
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, help="write into this file instead")
    _add_reference(parser)


def _add_import(parser: ArgumentParser) -> None:
    parser.description = (
        "Take in annotations from a JSON-LD file after the W3C's Web Annotation Data Model. Those that are not here "
        "are added, newer revisions of those that are here replace them, all others stay out. A backup is made before, "
        "and the window can undo it in one step."
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the file to take in")
    parser.add_argument("--annotations", metavar="FILE", type=Path, help="the annotations file; without: your own")
    _add_reference(parser)


def _add_reference(parser: ArgumentParser) -> None:
    parser.add_argument("--reference", metavar="FILE", type=Path, help="another reference than the bundled one")


def _day(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a day, such as 2026-11-25") from None


def _export(chosen: Namespace) -> int:
    named = chosen.annotations or chosen.file
    if named is None and not _own_file().exists():
        print(f"There are no annotations yet: {_own_file()} is made with the first one.", file=sys.stderr)
        return NOTHING_FOUND
    store = AnnotationStore(named or _own_file(), read_only=True)
    try:
        annotations = read_selection(store, _selection(chosen))
    finally:
        store.close()
    if not annotations:
        print(f"{store.path} has no annotations that fit.", file=sys.stderr)
        return NOTHING_FOUND
    names = _names(chosen.reference, annotations)
    if not names.dataset:
        print("The reference could not be opened, so entries are named by their ids.", file=sys.stderr)
    content = write_annotations(ExportFormat(chosen.format), annotations, names, str)
    if chosen.output is not None:
        save_file(chosen.output, *content)
        many = "1 annotation was" if len(annotations) == 1 else f"{len(annotations):,} annotations were"
        print(f"{many} written from {store.path} to {chosen.output}.")
        return 0
    with quiet_when_closed():
        sys.stdout.buffer.writelines(content)
    return 0


def _selection(chosen: Namespace) -> ExportSelection:
    return ExportSelection(
        tags=frozenset(map(clean_tag, chosen.tag or ())),
        entry_ids=None if chosen.entry is None else frozenset(each.removeprefix("coop:") for each in chosen.entry),
        since=chosen.since,
        until=None if chosen.until is None else _day_after(chosen.until),
        with_bin=chosen.bin,
    )


def _day_after(day: datetime) -> datetime:
    return day + timedelta(days=1) if day.date() < date.max else datetime.max.replace(tzinfo=UTC)


def _import(chosen: Namespace) -> int:
    read = read_jsonld(chosen.file)  # first: nothing is made for a file that cannot be read
    names = _names(chosen.reference, ())
    path = chosen.annotations or _made_folder_of(_own_file())
    with AnnotationLock(path):
        store = AnnotationStore(path)
        try:
            plan, _ = import_annotations(store, read.annotations, names.dataset or None)
        finally:
            store.close()
    with quiet_when_closed():
        print(f"{store.path}: {import_words(plan.counts, str)}", *loss_words(read.losses, str), sep="\n")
    return 0


def _own_file() -> Path:
    """Give the person's file: beside the program where it is portable."""
    usual = paths.annotations_file()
    return paths.portable_folder() / usual.name if paths.is_portable() else usual


def _made_folder_of(path: Path) -> Path:
    try:
        make_private_folder(path.parent)
    except OSError as error:
        reason = error.strerror or error
        raise EnvironmentFault(
            f"The folder {path.parent} could not be made ({reason}). Name a file elsewhere."
        ) from error
    return path


def _names(reference: Path | None, annotations: Iterable[Annotation]) -> EntryNames:
    """Read what the reference calls entries; without names where the bundled one, which nobody asked for, cannot be."""
    try:
        store = ReferenceStore(reference or paths.reference_file())
        try:
            return read_entry_names(store, annotations)
        finally:
            store.close()
    except EnvironmentFault:
        if reference is not None:
            raise
        return EntryNames()
