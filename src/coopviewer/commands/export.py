"""``coopviewer export``: write entries for other programs, as a folder of Markdown pages or as IATI activities."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date

from coopviewer import paths
from coopviewer.commands.export_iati import add_iati, export_iati
from coopviewer.commands.parsing import add_reference, make_parser, path_argument
from coopviewer.commands.reporting import run_verb
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.exchange.markdown_folder.folder import Notes, make_folder, renew_folder
from coopviewer.exchange.markdown_folder.renewal import renewal_report
from coopviewer.own_annotations import own_file
from coopviewer.standard_output import confirm, print_error
from coopviewer.storage.annotations.file.checks import is_absent
from coopviewer.storage.annotations.of_entries import read_all_own
from coopviewer.storage.files.lock import locked_folder
from coopviewer.storage.reference.store import ReferenceStore


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """Write the folder of Markdown pages or the IATI file, and return the exit status; 2 for a fault.

    The status is 1 if ``--check`` found a broken rule of IATI; the file is written all the same.
    """
    chosen = _parser(tr).parse_args(arguments)
    return run_verb(lambda: (export_iati if chosen.form == "iati" else _export_markdown)(chosen, tr), tr)


def _parser(tr: Translate) -> ArgumentParser:
    parser = make_parser("export", tr("Write all entries of the reference as files for other programs."), tr)
    forms = parser.add_subparsers(dest="form", required=True, metavar="FORMAT")
    markdown = forms.add_parser("markdown", help=tr("a folder of Markdown pages, for Obsidian and similar programs"))
    markdown.description = tr(
        "Write a page of Markdown for each entry, with links between them, or renew the pages of an earlier run. Files "
        "and parts of files that you wrote stay as they are; pages of entries that are gone are marked and stay."
    )
    folder = tr("the folder; it is created if it is missing, and may have other files in it")
    markdown.add_argument("folder", metavar="DIR", type=path_argument(tr), help=folder)
    markdown.add_argument("--notes", action="store_true", help=tr("with your notes and highlights as callouts"))
    own = tr("with the notes of this annotations file instead of your own")
    markdown.add_argument("--annotations", metavar="FILE", type=path_argument(tr), help=own)
    add_reference(markdown, tr)
    add_iati(forms.add_parser("iati", help=tr("IATI activities (XML)")), tr)
    return parser


def _export_markdown(chosen: Namespace, tr: Translate) -> int:
    store = ReferenceStore(chosen.reference or paths.reference_file())
    try:
        notes = _notes(chosen, store.edition.dataset, tr)
        make_folder(chosen.folder)
        with locked_folder(chosen.folder):
            done = renew_folder(chosen.folder, store, notes, date.today(), tr)
    finally:
        store.close()
    said, of_pages = renewal_report(done, chosen.folder, tr)
    confirm(said, *of_pages.splitlines())
    return 0


def _notes(chosen: Namespace, dataset: str, tr: Translate) -> Notes:
    """Return the annotations that are asked for, by the id of the entry they are on.

    Empty if none are asked for, or if the user has no annotations file yet, which is printed.
    """
    if chosen.annotations is not None:
        return read_all_own(chosen.annotations, dataset)
    if not chosen.notes:
        return {}
    own = own_file()
    if not own.is_chosen and is_absent(own.path):
        words = tr("There are no annotations yet. The window creates {path} when it opens an entry.")
        print_error(words.format(path=own.path))
        return {}
    return read_all_own(own.path, dataset)
