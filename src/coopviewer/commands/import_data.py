"""``coopviewer import``: make a reference of files that others published, or make it again of newer ones."""

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from coopviewer import paths
from coopviewer.authoring.importing.importing import run_import
from coopviewer.authoring.importing.sheet.kept_steps import SHEET_FORMAT
from coopviewer.authoring.importing.sheet.template import make_template, template_language
from coopviewer.authoring.importing.standards import StandardFolders
from coopviewer.authoring.importing.steps import FORMAT, request_again
from coopviewer.commands.import_sheet import add_sheet_options, check_format, is_filled, with_sheet_options
from coopviewer.commands.parsing import make_parser
from coopviewer.commands.reporting import NOT_DONE, run_verb
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.requests import ImportOutcome, ImportRequest
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.domain.text.terminal import printable_line
from coopviewer.exchange.files import save_parts
from coopviewer.exchange.tables.sheet_template import save_template
from coopviewer.file_kinds import full_path
from coopviewer.rendering.words.import_words import note_line, outcome_words
from coopviewer.standard_output import confirm, is_watched, print_error
from coopviewer.storage.building.import_reading import read_import_notes

_PRINTED = 10  # notes that are printed
_STEP = 10  # per cent between two reports of progress
_URN = re.compile(r"urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:\S{1,400}", re.ASCII)


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """Import files, or write a template, and return the exit status; 2 for a fault.

    The status is 1 if ``--strict`` is given and there are notes; the reference is written all the same.
    """
    return run_verb(lambda: _run(_parsed(arguments, tr), tr), tr)


def _parsed(arguments: Sequence[str], tr: Translate) -> Namespace:
    parser = _parser(tr)
    chosen = parser.parse_args(arguments)
    chosen.format = None
    if chosen.template is not None:
        if chosen.words != [SHEET_FORMAT]:
            parser.error(tr("a template is written by: coopviewer import sheet --template {file}").format(file="a.csv"))
        return chosen
    if chosen.output is None:
        parser.error(tr("say which file to write: -o {file}").format(file="new.db"))
    if chosen.again is None:
        if chosen.words[0] not in (FORMAT, SHEET_FORMAT) or len(chosen.words) == 1:
            parser.error(
                tr("say what the files are, as in: coopviewer import iati {file}").format(file="activities.xml")
            )
        chosen.format = chosen.words.pop(0)
    return chosen


def _parser(tr: Translate) -> ArgumentParser:
    parser = make_parser(
        "import",
        tr(
            "Make a reference of files of activities: IATI XML of any version, also packed as .gz or .zip, or a table "
            "of projects: CSV, XLSX, XLS or ODS. Nothing of a file is left out; what had to be mended, kept as given "
            "or refused is noted with its line or cell. What only you can decide about a table is asked for, and "
            "nothing is written until it is answered. The exit status is 1 with --strict if there are notes, and 2 if "
            "nothing was written."
        ),
        tr,
        epilog=tr("Such as: coopviewer import iati activities.xml -o activities.db"),
    )
    parser.usage = (
        "coopviewer import iati FILE… -o REFERENCE [OPTIONS]\n"
        "       coopviewer import sheet FILE… -o REFERENCE [OPTIONS]\n"
        "       coopviewer import sheet --template FILE\n"
        "       coopviewer import --again OLD FILE… -o NEW"
    )
    words = tr(
        "the word iati or sheet, then the files to import, in the order in which they are read; with --again the "
        "files alone"
    )
    parser.add_argument("words", metavar="FORMAT FILE", nargs="+", help=words)
    parser.add_argument("-o", "--output", metavar="REFERENCE", type=Path, help=tr("the reference to write"))
    again = tr("repeat the steps by which this reference was imported, on newer files")
    parser.add_argument("--again", metavar="OLD", type=Path, help=again)
    titled = tr("title of the new reference (default: the names of the publishers)")
    parser.add_argument("--title", metavar="TITLE", help=titled)
    dataset = tr("the URN of which the reference is an edition (default: formed from the publishers)")
    parser.add_argument("--dataset", metavar="URN", type=partial(_urn, tr), help=dataset)
    parser.add_argument("--report", metavar="FILE", type=Path, help=tr("write all notes to this file"))
    parser.add_argument("--strict", action="store_true", help=tr("exit with status 1 if there are notes"))
    parser.add_argument("--quiet", action="store_true", help=tr("print nothing but faults"))
    partial_help = tr("of a file that breaks off, import what comes before the fault")
    parser.add_argument("--keep-partial", action="store_true", help=partial_help)
    add_sheet_options(parser, tr)
    return parser


def _urn(tr: Translate, text: str) -> str:
    if _URN.fullmatch(text) is None:
        raise ArgumentTypeError(
            tr("{text} is not a URN; one looks like {example}").format(text=text, example="urn:x:y")
        )
    return text


def _run(chosen: Namespace, tr: Translate) -> int:
    folders = StandardFolders(paths.data_folder() / "source", paths.resource_folder())
    if chosen.template is not None:
        template = make_template(folders, chosen.language or template_language(tr.code))
        if is_filled(chosen.template):  # it may be a table that somebody filled in
            raise EnvironmentFault("curated.output-exists", path=chosen.template)
        save_template(chosen.template, template, tr)
        if not chosen.quiet:
            confirm(tr("{path} is a table to fill in.").format(path=chosen.template))
        return 0
    request = _request(chosen)
    if chosen.report is not None:
        _check_report(chosen.report, request)
    check_format(chosen.format, request.files)
    if chosen.format == SHEET_FORMAT or request.mapping is not None:
        request = with_sheet_options(request, chosen, folders)
    outcome = run_import(request, folders, _Progress(tr, quiet=chosen.quiet).report, lambda: False)
    if chosen.report is not None:
        save_parts(chosen.report, _report(outcome, tr))
    if not chosen.quiet:
        _tell(outcome, chosen.report, tr)
    return NOT_DONE if chosen.strict and outcome.note_count else 0


def _request(chosen: Namespace) -> ImportRequest:
    files = tuple(map(Path, chosen.words))
    if chosen.again is None:
        return ImportRequest(files, chosen.output, chosen.title, chosen.dataset, chosen.keep_partial)
    request = request_again(chosen.again, files, chosen.output)
    return request._replace(
        title=chosen.title or request.title,
        dataset=chosen.dataset or request.dataset,
        keep_partial=chosen.keep_partial or request.keep_partial,
    )


def _check_report(report: Path, request: ImportRequest) -> None:
    if full_path(report) in map(full_path, (*request.files, request.target)):
        raise EnvironmentFault("import.report-is-other", path=report)


class _Progress:
    """Prints how far an import is to standard error, if that is a terminal."""

    def __init__(self, tr: Translate, *, quiet: bool) -> None:
        self._tr = tr
        self._is_shown = not quiet and is_watched()
        self._next = _STEP

    def report(self, done: int, total: int) -> None:
        percent = 100 * done // max(total, 1)
        if self._is_shown and percent >= self._next:
            self._next = percent - percent % _STEP + _STEP
            print_error(self._tr.percent(percent))


def _report(outcome: ImportOutcome, tr: Translate) -> Iterator[bytes]:
    yield f"{printable_line(outcome_words(outcome, tr))}\n".encode(errors="replace")
    for note in read_import_notes(outcome.target):
        yield f"{note_line(note, tr)}\n".encode(errors="replace")


def _tell(outcome: ImportOutcome, report: Path | None, tr: Translate) -> None:
    lines = [f"{outcome.target}: {outcome_words(outcome, tr)}"]
    if report is not None:
        lines.append(tr("All notes are in {path}.").format(path=report))
    elif outcome.note_count:
        lines += [f"  {note_line(note, tr)}" for note in islice(outcome.first_notes, _PRINTED)]
        if outcome.note_count > _PRINTED:
            lines.append(
                tr(
                    "These are the first of {number} notes. All are in the reference; --report writes them to a file."
                ).format(number=tr.number(outcome.note_count))
            )
    confirm(*lines)
