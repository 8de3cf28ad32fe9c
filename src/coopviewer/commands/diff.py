"""``coopviewer diff``: what changed between two editions of a reference, by fact."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from coopviewer import paths
from coopviewer.commands.parsing import chosen_format, make_parser, path_argument
from coopviewer.commands.reporting import NOT_DONE, run_verb
from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.editions.changes import (
    UNUSUAL_KINDS,
    ChangeQuery,
    EntryChangeKind,
    FactChangeKind,
    Mine,
)
from coopviewer.domain.editions.order import is_turned, order_of
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.domain.progress import never_cancelled
from coopviewer.domain.reference.entries import is_entry_id
from coopviewer.exchange.editions.change_files import AskedChanges, ChangesFormat, ChangesWriter
from coopviewer.exchange.files import save_parts
from coopviewer.exchange.state.searches_file import read_searches
from coopviewer.own_annotations import existing_own_annotations
from coopviewer.rendering.words.faults.fault_words import fault_sentence
from coopviewer.standard_output import confirm, print_error, print_json, print_text, print_utf8
from coopviewer.storage.annotations.file.checks import is_absent
from coopviewer.storage.editions.comparison import EditionComparison
from coopviewer.storage.editions.mine import read_mine
from coopviewer.storage.editions.order import read_placed

_ENDINGS = {"md": "markdown", "html": "html", "htm": "html", "json": "json", "csv": "csv"}
_KINDS = (*EntryChangeKind, *FactChangeKind)


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """Compare two editions and return the exit status: 1 if there are changes of the kind asked for, else 0.

    The status is 1 too if the changes cannot be printed, 2 for any other fault.
    """
    parser = _parser(tr)
    chosen = parser.parse_args(arguments)
    chosen.format = chosen_format(chosen, _ENDINGS, "text")
    if chosen.for_programs and chosen.format != "csv":
        parser.error(tr("--for-programs is for CSV. Add --format csv, or leave it out."))
    if chosen.summary and chosen.format == "csv":
        parser.error(tr("A summary is no table. Choose another format than csv."))
    if chosen.summary and chosen.entry is not None:
        parser.error(tr("A summary counts all entries. Leave out --summary or --entry."))
    return run_verb(lambda: _compare(chosen, tr), tr)


def _parser(tr: Translate) -> ArgumentParser:
    parser = make_parser(
        "diff",
        tr(
            "Compare two editions of a reference, fact by fact: what is newly listed, no longer listed, changed or "
            "moved. The entries that you annotated, bookmarked or search for come first. A change that hits very many "
            "entries is told once. The exit status is 0 without changes, 1 with changes, and 2 if the files cannot be "
            "compared."
        ),
        tr,
    )
    parser.add_argument("old", metavar="OLD", type=path_argument(tr), help=tr("the earlier edition, a file"))
    parser.add_argument("new", metavar="NEW", type=path_argument(tr), help=tr("the later edition, a file"))
    mine = tr("only the entries that you annotated, bookmarked or tagged, or that a saved search finds")
    parser.add_argument("--mine", action="store_true", help=mine)
    annotations = tr("the annotations to use (default: your own, if any)")
    parser.add_argument("--annotations", metavar="FILE", type=path_argument(tr), help=annotations)
    parser.add_argument("--entry", metavar="ID", help=tr("only this entry, such as country/NE"))
    kinds = tr(
        "only these kinds of changes, separated by commas; sources and order are compared only if they are named"
    )
    parser.add_argument(
        "--kind", metavar=f"{{{','.join(_KINDS)}}}", type=partial(_kinds, tr), default=frozenset(), help=kinds
    )
    _add_output(parser, tr)
    everything = tr("compare the files although they are not editions of one reference")
    parser.add_argument("--any", action="store_true", help=everything)
    return parser


def _add_output(parser: ArgumentParser, tr: Translate) -> None:
    formats = tr("the format (default: by the ending of the file's name, else text)")
    parser.add_argument("--format", choices=[str(each) for each in ChangesFormat], help=formats)
    for_programs = tr(
        "CSV for programs: names of columns as typed, and no apostrophe before = + - @ in front of a text"
    )
    parser.add_argument("--for-programs", action="store_true", help=for_programs)
    output = tr("write to this file instead of printing")
    parser.add_argument("-o", "--output", metavar="FILE", type=path_argument(tr), help=output)
    parser.add_argument("--summary", action="store_true", help=tr("only the numbers of changes"))


def _kinds(tr: Translate, text: str) -> frozenset[EntryChangeKind | FactChangeKind]:
    found = {str(kind): kind for kind in _KINDS}
    names = [name.strip().casefold() for name in text.split(",") if name.strip()]
    wrong = [name for name in names if name not in found]
    if wrong or not names:
        words = tr("{name} is no kind of change. There are: {names}.")
        raise ArgumentTypeError(words.format(name=repr(wrong[0] if wrong else text), names=tr.listed(_KINDS)))
    return frozenset(found[name] for name in names)


def _compare(chosen: Namespace, tr: Translate) -> int:
    entry = None if chosen.entry is None else chosen.entry.removeprefix(SCHEME)
    if entry is not None and not is_entry_id(entry):
        raise EnvironmentFault("address.invalid", address=chosen.entry, example="country/NE")
    with EditionComparison(chosen.old, chosen.new, any_dataset=chosen.any) as comparison:
        if is_turned(order_of(read_placed(chosen.old), read_placed(chosen.new))):
            words = tr("{old} is the later of these editions, as far as is known. Swap the two to compare it as such.")
            print_error(words.format(old=chosen.old))
        if entry is not None and not comparison.lists(entry):
            raise EnvironmentFault("editions.no-entry", entry=entry)
        comparison.begin(_mine(chosen, comparison.new.dataset, tr))
        comparison.compare(also=chosen.kind & UNUSUAL_KINDS)
        query = ChangeQuery(chosen.kind, chosen.mine)
        asked = AskedChanges(query, entry, chosen.summary, chosen.for_programs, chosen.output is not None)
        writer = ChangesWriter(comparison, asked, paths.world_map(), tr)
        _write(writer, ChangesFormat(chosen.format), chosen.output, tr)
        return NOT_DONE if writer.has_changes() else 0


def _write(writer: ChangesWriter, format_: ChangesFormat, output: Path | None, tr: Translate) -> None:
    """Write the changes to a file, or print them if ``output`` is None."""
    parts = writer.parts(format_)
    if output is not None:
        save_parts(output, (part.encode("utf-8", "replace") for part in parts))
        confirm(tr("The changes were written to {path}.").format(path=output))
    elif format_ is ChangesFormat.JSON:  # the encoding of the whole is decided once
        print_json("".join(parts))
    else:
        printing = print_utf8 if format_ in (ChangesFormat.CSV, ChangesFormat.HTML) else print_text
        for part in parts:
            printing(part)


def _mine(chosen: Namespace, dataset: str, tr: Translate) -> Mine:
    """Return which entries concern the user: those with annotations, and those that saved searches find.

    If they cannot be read, that is printed and nothing is the user's; if they were asked for, raises EnvironmentFault.
    """
    if chosen.annotations is not None and is_absent(chosen.annotations):
        raise EnvironmentFault("annotations.missing", path=chosen.annotations)
    queries = [each.query for each in read_searches(paths.user_files().searches).saved]
    try:
        return read_mine(
            (chosen.old, chosen.new),
            dataset,
            chosen.annotations or existing_own_annotations(),
            queries,
            never_cancelled,
        )
    except EnvironmentFault as fault:
        if chosen.mine or chosen.annotations is not None:
            raise
        print_error(fault_sentence(fault, tr))
        return Mine()
