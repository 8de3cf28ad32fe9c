"""``coopviewer references``: list the references that were opened, and the bundled one."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence

from coopviewer import paths
from coopviewer.commands.parsing import make_parser
from coopviewer.commands.reporting import run_verb
from coopviewer.domain.browsing.known_references import ListedReference
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.domain.text.terminal import safe_json
from coopviewer.exchange.state.references_file import read_references, with_places
from coopviewer.rendering.words.known_reference_words import as_of_cell, opened_words, title_words
from coopviewer.standard_output import print_json, print_text
from coopviewer.storage.reference.store import edition_of


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """List the known references and return the exit status; 1 if they cannot be printed, 2 for any other fault."""
    return run_verb(lambda: _list(_parser(tr).parse_args(arguments), tr), tr)


def _parser(tr: Translate) -> ArgumentParser:
    description = tr("List the references that were opened, the one opened last first, and the bundled one.")
    parser = make_parser("references", description, tr)
    parser.add_argument("--format", choices=("text", "json"), default="text", help=tr("how the list is printed"))
    parser.add_argument("--portable", action="store_true", help=tr("the list of a portable coopviewer"))
    return parser


def _list(chosen: Namespace, tr: Translate) -> int:
    folder = paths.portable_folder() if chosen.portable or paths.is_portable() else None
    known = read_references(paths.UserFiles(folder).references)
    references = with_places(known, paths.reference_file(), edition_of)
    if chosen.format == "json":
        records = [_record(each) for each in references]
        print_json(safe_json(json.dumps(records, ensure_ascii=False, indent=2)) + "\n")
    else:
        print_text("\n".join(_text(references, tr)) + "\n")
    return 0


def _text(references: Iterable[ListedReference], tr: Translate) -> Iterable[str]:
    """Yield lines for each reference: title; publisher, as-of day, when it was opened; file. Blank lines between."""
    for number, each in enumerate(references):
        reference = each.reference
        if number:
            yield ""
        yield title_words(reference, tr)
        as_of = as_of_cell(reference, tr)
        parts = (
            reference.publisher,
            tr("as of: {day}").format(day=as_of) if as_of else "",
            tr("opened: {moment}").format(moment=opened_words(reference, tr)),
            tr("bundled with coopviewer") if reference.is_bundled else "",
        )
        yield "  " + " · ".join(filter(None, parts))
        yield f"  {each.place}" if each.exists else "  " + tr("{path} (file is gone)").format(path=each.place)


def _record(listed: ListedReference) -> dict[str, object]:
    reference = listed.reference
    return {
        "path": listed.place,
        "title": reference.title,
        "publisher": reference.publisher,
        "edition": reference.edition,
        "as_of": list(reference.as_of) if reference.as_of else None,
        "opened": reference.opened or None,
        "bundled": reference.is_bundled,
        "exists": listed.exists,
    }
