"""``coopviewer annotations``: export annotations from their file and import them into it, without a window."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from coopviewer import paths
from coopviewer.commands.parsing import add_reference, chosen_format, make_parser, path_argument
from coopviewer.commands.reporting import NOT_DONE, run_verb
from coopviewer.commands.sharing.annotation_files import held_store, own_file_to_write
from coopviewer.domain.annotations.annotation import Annotation, Person, clean_tag, clean_text
from coopviewer.domain.annotations.exchange import (
    EntryNames,
    ExportFormat,
    ExportSelection,
    ReadAnnotations,
    export_counts,
)
from coopviewer.domain.annotations.lists import with_former
from coopviewer.domain.annotations.versions.plan import ImportPlan
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.exchange.annotations.jsonld import read_jsonld
from coopviewer.exchange.annotations.text import write_annotations
from coopviewer.exchange.files import save_file
from coopviewer.own_annotations import own_file
from coopviewer.rendering.words.annotation_file_words import (
    conflict_words,
    deletion_lines,
    import_words,
    preview_words,
)
from coopviewer.rendering.words.annotation_item_words import item_words
from coopviewer.rendering.words.faults.fault_words import fault_sentence
from coopviewer.rendering.words.review.annotation_loss_words import loss_words
from coopviewer.rendering.words.teams.team_words import name_words
from coopviewer.standard_output import confirm, print_error, print_json, print_text
from coopviewer.storage.annotations.backups import save_copy
from coopviewer.storage.annotations.file.checks import is_absent
from coopviewer.storage.annotations.file.faults import damage_faults
from coopviewer.storage.annotations.merging.sending import versions_of
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.transfer import import_annotations, preview_annotations, read_complete
from coopviewer.storage.reference.entry_names import read_entry_names
from coopviewer.storage.reference.store import ReferenceStore


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """Export or import annotations and return the exit status.

    The status is 1 if there are no annotations to export or they cannot be printed, 2 for any other fault, else 0.
    """
    return run_verb(lambda: _run(_parser(tr).parse_args(arguments), tr), tr)


def _run(chosen: Namespace, tr: Translate) -> int:
    if chosen.action == "import":
        return _import(chosen, tr)
    chosen.format = chosen_format(chosen, {each.extension: each for each in ExportFormat}, ExportFormat.JSONLD)
    return _export(chosen, tr)


def _parser(tr: Translate) -> ArgumentParser:
    parser = make_parser("annotations", tr("Export annotations to a file, or import annotations from one."), tr)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _add_export(actions.add_parser("export", help=tr("export annotations as JSON-LD, text or Markdown")), tr)
    _add_import(actions.add_parser("import", help=tr("import annotations that were exported as JSON-LD")), tr)
    return parser


def _add_export(parser: ArgumentParser, tr: Translate) -> None:
    parser.description = tr(
        "Export the annotations of all references, except those in the bin. JSON-LD follows the W3C's Web Annotation "
        "Data Model; it is complete and can be imported. If all are exported, it also has the deletions of annotations "
        "that others have, with the texts of these. Dates are in UTC. The exit status is 1 if there are none."
    )
    files = parser.add_mutually_exclusive_group()
    own, same = tr("the annotations file (default: your own)"), tr("the same, as an option")
    files.add_argument("file", metavar="FILE", nargs="?", type=path_argument(tr), help=own)
    files.add_argument("--annotations", metavar="FILE", type=path_argument(tr), help=same)
    kinds = tuple(map(str, ExportFormat))
    parser.add_argument(
        "--format", choices=kinds, help=tr("the format (default: by the extension of OUT, else jsonld)")
    )
    _add_selection(parser, tr)
    parser.add_argument(
        "--name", metavar="NAME", help=tr("your own name, as colleagues see it (default: as until now)")
    )
    output = tr("write to this file instead of printing")
    parser.add_argument("-o", "--output", metavar="OUT", type=path_argument(tr), help=output)
    add_reference(parser, tr)


def _add_selection(parser: ArgumentParser, tr: Translate) -> None:
    day = partial(_day, tr)
    tagged, about = (
        tr("only those with this tag; may be repeated"),
        tr("only those on this entry, such as country/NE; may be repeated"),
    )
    parser.add_argument("--tag", metavar="TAG", action="append", help=tagged)
    parser.add_argument("--since", metavar="DATE", type=day, help=tr("only those last changed on this day or later"))
    parser.add_argument("--until", metavar="DATE", type=day, help=tr("only those last changed on this day or earlier"))
    parser.add_argument("--entry", metavar="ID", action="append", help=about)
    parser.add_argument("--bin", action="store_true", help=tr("also those in the bin"))


def _add_import(parser: ArgumentParser, tr: Translate) -> None:
    parser.description = tr(
        "Import annotations from a JSON-LD file that follows the W3C's Web Annotation Data Model. New annotations are "
        "added, and those that were changed further than the ones here replace them. Where both were changed, both "
        "versions are kept, and wait for your decision in the window. A backup is made first, and the import can be "
        "undone there in one step."
    )
    parser.add_argument("file", metavar="FILE", type=path_argument(tr), help=tr("the file to import"))
    own = tr("the annotations file (default: your own)")
    parser.add_argument("--annotations", metavar="FILE", type=path_argument(tr), help=own)
    parser.add_argument("--preview", action="store_true", help=tr("report what the import would do, and write nothing"))
    add_reference(parser, tr)


def _day(tr: Translate, text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise ArgumentTypeError(tr("{text} is not a date; write it as 2026-11-25").format(text=repr(text))) from None


def _export(chosen: Namespace, tr: Translate) -> int:
    given = chosen.annotations or chosen.file
    own = own_file()
    if given is None and not own.is_chosen and is_absent(own.path):
        words = tr("There are no annotations yet. The window creates {path} when it opens an entry.")
        print_error(words.format(path=own.path))
        return NOT_DONE
    _rename(given or own.path, clean_text(chosen.name or "").strip())
    selection = _selection(chosen)
    store = AnnotationStore.open(given or own.path, read_only=True)
    try:
        annotations = read_complete(store, selection, ExportFormat(chosen.format))
        owner = store.person
        versions = versions_of(store, annotations) if chosen.format == ExportFormat.JSONLD else {}
        for fault in damage_faults(store.path, store.file.take_damage()):
            print_error(fault_sentence(fault, tr))
    finally:
        store.close()
    if not annotations:
        print_error(tr("{path} has no annotations that match these options.").format(path=store.path))
        return NOT_DONE
    names = _names(chosen.reference, annotations)
    if not names.dataset:
        print_error(tr("The reference could not be opened, so entries are shown by their ids."))
    content = write_annotations(ExportFormat(chosen.format), annotations, names, tr, sender=owner, versions=versions)
    if chosen.output is not None:
        save_file(chosen.output, *content)
        _tell_export(chosen, store.path, export_counts(annotations, selection), owner, tr)
        return 0
    text = b"".join(content).decode()
    if chosen.format == ExportFormat.JSONLD:
        print_error(name_words(owner.name, tr))
        print_json(text)
    else:
        print_text(text)
    return 0


def _tell_export(chosen: Namespace, source: Path, counts: tuple[int, int], owner: Person, tr: Translate) -> None:
    count, deletions = counts
    confirm(
        tr.plural(
            "{n} annotation was exported from {source} to {target}.",
            "{n} annotations were exported from {source} to {target}.",
            count,
            source=source,
            target=chosen.output,
        ),
        *deletion_lines(deletions, tr),
        name_words(owner.name, tr),
    )


def _rename(path: Path, name: str) -> None:
    """Change the name of the owner of an annotations file; an empty one changes nothing."""
    if name:
        with held_store(path, creates=False) as store:
            store.rename_owner(name)


def _selection(chosen: Namespace) -> ExportSelection:
    return ExportSelection(
        tags=frozenset(map(clean_tag, chosen.tag or ())),
        entry_ids=None if chosen.entry is None else _entry_ids(chosen.reference, chosen.entry),
        since=chosen.since,
        until=None if chosen.until is None else _day_after(chosen.until),
        with_bin=chosen.bin,
    )


def _entry_ids(reference: Path | None, named: Iterable[str]) -> frozenset[str]:
    """Return the ids of entries, with all others that the reference had for them in earlier editions.

    None: the bundled reference, which need not be there; raises EnvironmentFault if one given by the user cannot be
    opened.
    """
    ids = frozenset(each.removeprefix("coop:") for each in named)
    try:
        with closing(ReferenceStore(reference or paths.reference_file())) as store:
            return with_former(ids, store.former_ids)
    except EnvironmentFault:
        if reference is not None:
            raise
        return ids


def _day_after(day: datetime) -> datetime:
    return day + timedelta(days=1) if day.date() < date.max else datetime.max.replace(tzinfo=UTC)


def _import(chosen: Namespace, tr: Translate) -> int:
    read = read_jsonld(chosen.file, pipes=True)  # first, so that an unreadable file creates nothing
    dataset = _names(chosen.reference, ()).dataset or None
    if dataset is not None:
        read = read.on_dataset(dataset)
    if chosen.preview:
        path, plan = _previewed(chosen.annotations or own_file_to_write(), read, dataset)
    else:
        with held_store(chosen.annotations, creates=True) as store:
            path, plan = store.path, import_annotations(store, read, dataset)[0]
    entries = tuple(dict.fromkeys(each.entry_id for each in plan.conflicts))
    titles = _names(chosen.reference, plan.conflicts).titles if entries else {}
    lines = (
        *conflict_words([titles.get(each, each) for each in entries], tr, is_preview=chosen.preview),
        *loss_words(read.losses, tr),
        *item_words(read.items, tr),
    )
    if chosen.preview:
        confirm(tr("Preview, nothing was written: {path}").format(path=path), *preview_words(plan.counts, tr), *lines)
    else:
        confirm(f"{path}: {import_words(plan.counts, tr)}", *lines)
    return 0


def _previewed(path: Path, read: ReadAnnotations, dataset: str | None) -> tuple[Path, ImportPlan]:
    """Return what an import into a file would do: it is tried in a copy, since the file may be open in a window.

    If there is no file, everything would be new.
    """
    with TemporaryDirectory(prefix="coopviewer-preview-") as folder:
        copy = Path(folder, "annotations.db")
        if not is_absent(path):
            opened = AnnotationStore.open(path, read_only=True)
            try:
                path = save_copy(opened, copy) and opened.path
            finally:
                opened.close()
        store = AnnotationStore.open(copy)
        try:
            return path, preview_annotations(store, read, dataset)
        finally:
            store.close()


def _names(reference: Path | None, annotations: Iterable[Annotation]) -> EntryNames:
    """Return the titles of the entries that annotations are on, read from the reference; None: from the bundled one.

    Without titles if the bundled reference cannot be opened; raises EnvironmentFault if one given by the user cannot.
    """
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
