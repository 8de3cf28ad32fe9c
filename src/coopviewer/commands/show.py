"""``coopviewer show``: print a page with its sources, as text, Markdown, HTML or JSON, or write it as DOCX."""

import json
from argparse import Action, ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from coopviewer import paths
from coopviewer.commands.parsing import add_reference, chosen_format, make_parser, path_argument
from coopviewer.commands.reporting import run_verb
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.domain.text.terminal import safe_json
from coopviewer.exchange.documents.docx import write_docx
from coopviewer.exchange.documents.docx_template import read_template
from coopviewer.exchange.files import save_file, save_parts
from coopviewer.exchange.pages.page_record import page_record
from coopviewer.rendering.document.plain_text import write_markdown, write_text
from coopviewer.rendering.document.web_page import web_page_parts
from coopviewer.rendering.pages.layout import imprint_of, lay_out_whole
from coopviewer.standard_output import print_json, print_text, print_utf8
from coopviewer.storage.reference.store import ReferenceStore

_FORMATS = ("text", "markdown", "html", "json", "docx")
_ENDINGS = {"md": "markdown", "html": "html", "htm": "html", "json": "json", "docx": "docx"}
_FILES = ("docx",)  # formats that are no text to print
_AT_ONCE = 256 * 1024  # characters that are printed or written at once


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """Print a page, or write it to a file, and return the exit status.

    The status is 1 if it cannot be printed, 2 for any other fault, such as an unknown address.
    """
    return run_verb(lambda: _show(_parser(tr).parse_args(arguments), tr), tr)


def _show(chosen: Namespace, tr: Translate) -> int:
    chosen.format = chosen_format(chosen, _ENDINGS, "text")
    if chosen.format in _FILES and chosen.output is None:
        raise EnvironmentFault("export.needs-file", format=chosen.format)
    page = _page(chosen.address, chosen.format, chosen.reference or paths.reference_file(), tr)
    if isinstance(page, bytes):
        save_file(chosen.output, page)
    elif chosen.output is not None:
        save_parts(chosen.output, (part.encode() for part in _joined(page)))
    else:
        printing = {"json": print_json, "html": print_utf8}.get(chosen.format, print_text)
        for part in _joined(page):
            printing(part)
    return 0


def _joined(parts: Iterable[str]) -> Iterator[str]:
    """Yield short parts together, so that few are written one by one."""
    waiting: list[str] = []
    length = 0
    for part in parts:
        waiting.append(part)
        length += len(part)
        if length >= _AT_ONCE:
            yield "".join(waiting)
            waiting, length = [], 0
    yield "".join(waiting)


def _parser(tr: Translate) -> ArgumentParser:
    parser = make_parser(
        "show",
        tr("Print the page of an entry, of a source, or home, with all details and with sources as footnotes."),
        tr,
    )
    address = tr("such as country/NE, project/afic, source/…, or home")
    parser.add_argument("address", metavar="ADDRESS", help=address)
    parser.add_argument(
        "--format",
        choices=_FORMATS,
        help=tr(
            "by default that of the extension of FILE, else text; html: one file with everything in it; docx: for word "
            "processors, with footnotes"
        ),
    )
    output = tr("write to this file instead of printing; docx needs it")
    parser.add_argument("-o", "--output", metavar="FILE", type=path_argument(tr), help=output)
    schema = tr("print the JSON Schema of what show and list write as JSON, and end")
    parser.add_argument("--schema", action=_PrintSchema, nargs=0, help=schema)
    add_reference(parser, tr)
    return parser


class _PrintSchema(Action):
    def __call__(self, parser: ArgumentParser, *_others: object) -> None:
        print_json(paths.schema_file().read_text(encoding="utf-8"))
        parser.exit()


def _page(text: str, format_name: str, path: Path, tr: Translate) -> Iterable[str] | bytes:
    """Return a page as the content of a file, or as a text in parts."""
    try:
        address = parse_address(text)
    except ValueError:
        raise EnvironmentFault("address.invalid", address=text, example="country/NE") from None
    store = ReferenceStore(path)
    try:
        page = store.page(address)
    finally:
        store.close()
    if format_name == "json":
        return (safe_json(json.dumps(page_record(page, store.edition), ensure_ascii=False, indent=2)) + "\n",)
    document = lay_out_whole(page, store.edition, date.today(), tr)
    if format_name == "html":
        return web_page_parts(document, tr, paths.world_map())
    if format_name == "docx":
        return write_docx(document, imprint_of(store.edition, tr), tr, read_template(paths.user_files().template))
    return (write_markdown(document) if format_name == "markdown" else write_text(document),)
