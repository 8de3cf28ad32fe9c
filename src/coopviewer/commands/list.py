"""``coopviewer list``: print all entries of a kind, one per line."""

import json
from argparse import Namespace
from collections.abc import Sequence

from coopviewer import paths
from coopviewer.commands.parsing import add_reference, make_parser
from coopviewer.commands.reporting import run_verb
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.text.terminal import printable_line
from coopviewer.standard_output import print_json, print_text
from coopviewer.storage.reference.store import ReferenceStore

_KINDS = {
    "regions": EntryKind.REGION,
    "countries": EntryKind.COUNTRY,
    "projects": EntryKind.PROJECT,
    "networks": EntryKind.NETWORK,
    "organisations": EntryKind.ORGANISATION,
    "fora": EntryKind.FORUM,
    "funding-instruments": EntryKind.FUNDING_INSTRUMENT,
    "themes": EntryKind.THEME,
}


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """List the entries of a kind and return the exit status."""
    parser = make_parser("list", tr("Print all entries of a kind, sorted by title: id, a tab, title."), tr)
    parser.add_argument("kind", choices=tuple(_KINDS), help=tr("what to list"))
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_reference(parser, tr)
    chosen = parser.parse_args(arguments)
    return run_verb(lambda: _list(chosen), tr)


def _list(chosen: Namespace) -> int:
    store = ReferenceStore(chosen.reference or paths.reference_file())
    try:
        refs = store.entries(_KINDS[chosen.kind])
    finally:
        store.close()
    if chosen.format == "json":
        records = [{"id": ref.id, "kind": ref.kind, "title": ref.title} for ref in refs]
        print_json(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
    else:
        print_text("".join(f"{printable_line(ref.id)}\t{printable_line(ref.title)}\n" for ref in refs))
    return 0
