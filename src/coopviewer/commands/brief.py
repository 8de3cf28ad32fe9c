"""``coopviewer brief``: write a brief on one or several entries, as text, Markdown, a web page, DOCX or PDF."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from datetime import date
from functools import partial

from coopviewer import paths
from coopviewer.commands import NeedsWindow
from coopviewer.commands.parsing import add_reference, chosen_format, make_parser, path_argument
from coopviewer.commands.reporting import NOT_DONE, run_verb
from coopviewer.domain.annotations.annotation import clean_tag
from coopviewer.domain.briefs.content import BriefContent
from coopviewer.domain.briefs.request import (
    LONGEST_FILTER,
    BriefOptions,
    BriefOrder,
    BriefRequest,
    BriefSection,
    BriefSources,
    clean_signature,
    distinct_entries,
    parse_brief_request,
    parse_sections,
)
from coopviewer.domain.browsing.addresses import BRIEF, SCHEME, brief_address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.domain.overviews.coverage import parse_column_filters, write_column_filters
from coopviewer.domain.reference.entries import is_entry_id
from coopviewer.domain.search.syntax import parse_query
from coopviewer.exchange.documents.docx import write_docx
from coopviewer.exchange.documents.docx_template import read_template
from coopviewer.exchange.files import save_file
from coopviewer.own_annotations import existing_own_annotations
from coopviewer.rendering.briefs.layout import lay_out_brief
from coopviewer.rendering.document.document import Document
from coopviewer.rendering.document.plain_text import write_markdown, write_text
from coopviewer.rendering.document.web_page import write_web_page
from coopviewer.rendering.pages.layout import imprint_of
from coopviewer.rendering.words.brief_words import brief_losses, empty_words
from coopviewer.rendering.words.faults.query_fault_words import fault_words
from coopviewer.standard_output import confirm, print_error, print_text, print_utf8
from coopviewer.storage.annotations.file.checks import is_absent
from coopviewer.storage.overviews.brief_reader import BriefReader

_ENDINGS = {"txt": "text", "md": "markdown", "html": "html", "htm": "html", "docx": "docx", "pdf": "pdf"}
_FORMATS = tuple(dict.fromkeys(_ENDINGS.values()))
_PRINTED = ("text", "markdown", "html")


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """Write a brief and return the exit status; 1 if it has no entry or its query is invalid.

    The status is 1 too if it cannot be printed, 2 for any other fault. Raises NeedsWindow for a PDF.
    """
    return run_verb(lambda: _brief(_parser(tr), arguments, tr), tr)


def _parser(tr: Translate) -> ArgumentParser:
    parser = make_parser(
        "brief",
        tr(
            "Write a brief: a title page, the contents, and for each entry its facts with their sources as numbered "
            "notes. The exit status is 1 if no entry is found. A PDF is laid out as in the window, without a screen."
        ),
        tr,
    )
    _add_selection(parser, tr)
    sections = tr("the parts of the brief, separated by commas (default: all)")
    parser.add_argument(
        "--sections", metavar=f"{{{','.join(BriefSection)}}}", type=partial(_sections, tr), help=sections
    )
    parser.add_argument("--order", choices=tuple(map(str, BriefOrder)), help=tr("the order of the entries"))
    sources = tr("numbered notes (default), or a list of documents alone")
    parser.add_argument("--sources", choices=tuple(map(str, BriefSources)), help=sources)
    notes = tr(
        "add your own notes and highlights, set apart, also those on projects that a country or other entry lists"
    )
    parser.add_argument("--notes", action="store_true", help=notes)
    parser.add_argument("--signed", metavar="NAME", help=tr("the name on the title page and under your notes"))
    formats = tr("the format (default: by the ending of the file's name, else text)")
    parser.add_argument("--format", choices=_FORMATS, help=formats)
    output = tr("write to this file instead of printing")
    parser.add_argument("-o", "--output", metavar="FILE", type=path_argument(tr), help=output)
    annotations = tr("the annotations to use (default: your own, if any)")
    parser.add_argument("--annotations", metavar="ANNOTATIONS", type=path_argument(tr), help=annotations)
    add_reference(parser, tr)
    return parser


def _add_selection(parser: ArgumentParser, tr: Translate) -> None:
    entries = tr("the entries, such as country/NE, or the address of a brief (coop:brief?…)")
    parser.add_argument("entries", metavar="ENTRY", nargs="*", help=entries)
    parser.add_argument("--query", metavar="QUERY", help=tr("the entries that this search finds, as one argument"))
    where = tr("the countries with these cells in the coverage, such as arrangement:listed,projects:not-listed")
    parser.add_argument("--where", metavar="CELLS", type=partial(_cells, tr), help=where)
    parser.add_argument("--tag", metavar="TAG", help=tr("the entries with an annotation that has this tag"))
    parser.add_argument("--bookmarks", action="store_true", help=tr("the entries that you bookmarked"))
    parser.add_argument("--region", metavar="ID", help=tr("a region and its countries, such as region/africa"))


def _sections(tr: Translate, text: str) -> frozenset[BriefSection]:
    wrong = [name for name in text.split(",") if name not in set(BriefSection)]
    if wrong:
        words = tr("{name} is no part of a brief. There are: {names}.")
        raise ArgumentTypeError(words.format(name=repr(wrong[0]), names=tr.listed(BriefSection)))
    return parse_sections(text)


def _cells(tr: Translate, text: str) -> str:
    cells = parse_column_filters(text)
    if len(cells) != len(text.split(",")):
        words = tr("{text} is not a list of cells; write it as arrangement:listed,projects:not-listed")
        raise ArgumentTypeError(words.format(text=repr(text)))
    return write_column_filters(cells)


def _brief(parser: ArgumentParser, arguments: Sequence[str], tr: Translate) -> int:
    chosen = parser.parse_args(arguments)
    request = _request(chosen)
    form = chosen_format(chosen, _ENDINGS, "text")
    if not request.has_selection:
        parser.error(tr("Name the entries, or use --query, --where, --tag, --bookmarks or --region."))
    if chosen.output is None and form not in _PRINTED:
        parser.error(tr("A brief in this format cannot be printed. Name a file with -o."))
    if len(request.query) > LONGEST_FILTER:  # an address, by which a PDF is asked for, would cut it off
        parser.error(tr("A search has at most {n} characters here.").format(n=LONGEST_FILTER))
    faults = parse_query(request.query).faults
    if faults:
        print_error(*(fault_words(fault, tr) for fault in faults))
        return NOT_DONE
    if chosen.annotations is not None and is_absent(chosen.annotations):
        raise EnvironmentFault("annotations.missing", path=chosen.annotations)
    if form == "pdf":
        raise NeedsWindow(_window_words(chosen, request))
    content = _read(chosen, request)
    print_error(*brief_losses(content, tr))
    if not content.pages:
        print_error(empty_words(content, tr))
        return NOT_DONE
    _write(chosen, form, content, tr)
    return 0


def _request(chosen: Namespace) -> BriefRequest:
    request = BriefRequest()
    address = f"{SCHEME}{BRIEF}?"
    if len(chosen.entries) == 1 and chosen.entries[0].startswith(address):
        request = parse_brief_request(chosen.entries[0].removeprefix(address))
    elif chosen.entries:
        for each in chosen.entries:
            if not distinct_entries([each]):
                raise EnvironmentFault("address.invalid", address=each, example="country/NE")
        request = request.having(entries=distinct_entries(chosen.entries))
    region = (chosen.region or "").removeprefix(SCHEME)
    if region and not is_entry_id(region):
        raise EnvironmentFault("address.invalid", address=region, example="region/africa")
    given = {
        "query": chosen.query,
        "where": chosen.where,
        "tag": clean_tag(chosen.tag or ""),
        "bookmarks": chosen.bookmarks,
        "region": region,
    }
    request = request.having(**{name: value for name, value in given.items() if value})
    return request.having(options=_options(chosen, request.options))


def _options(chosen: Namespace, options: BriefOptions) -> BriefOptions:
    given = {
        "sections": chosen.sections,
        "order": BriefOrder(chosen.order) if chosen.order else None,
        "sources": BriefSources(chosen.sources) if chosen.sources else None,
        "own_notes": chosen.notes or None,
        "signature": clean_signature(chosen.signed or "") or None,
    }
    return options.having(**{name: value for name, value in given.items() if value is not None})


def _read(chosen: Namespace, request: BriefRequest) -> BriefContent:
    reader = BriefReader(chosen.reference or paths.reference_file(), chosen.annotations or existing_own_annotations())
    try:
        return reader.read(request)
    finally:
        reader.close()


def _window_words(chosen: Namespace, request: BriefRequest) -> list[str]:
    """Return the words of the command line by which the window's part writes the same brief as PDF."""
    words = ["--write", str(chosen.output), str(brief_address(str(request)))]
    words += ["--annotations", str(chosen.annotations)] if chosen.annotations is not None else []
    return [*words, *([str(chosen.reference)] if chosen.reference is not None else [])]


def _write(chosen: Namespace, form: str, content: BriefContent, tr: Translate) -> None:
    document = lay_out_brief(content, date.today(), tr)
    if chosen.output is None:
        (print_utf8 if form == "html" else print_text)(_text(form, document, tr))
        return
    if form == "docx":
        imprint = imprint_of(content.edition, tr)
        save_file(chosen.output, write_docx(document, imprint, tr, read_template(paths.user_files().template)))
    else:
        save_file(chosen.output, _text(form, document, tr).encode())
    written = tr.plural(
        "A brief on {n} entry was written to {path}.",
        "A brief on {n} entries was written to {path}.",
        len(content.pages),
        path=chosen.output,
    )
    confirm(written)


def _text(form: str, document: Document, tr: Translate) -> str:
    if form == "html":
        return write_web_page(document, tr, paths.world_map())
    return write_markdown(document) if form == "markdown" else write_text(document)
