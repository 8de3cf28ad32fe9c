"""``coopviewer show``: print a page with its sources, as text, Markdown, HTML or JSON."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from coopviewer import paths
from coopviewer.commands.reporting import ignore_closed_pipe, report_environment_fault
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.files import save_file
from coopviewer.exchange.pages.page_record import page_record
from coopviewer.rendering.document.plain_text import write_markdown, write_text
from coopviewer.rendering.document.web_page import write_web_page
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.storage.reference.store import ReferenceStore

_FORMATS = ("text", "markdown", "html", "json")


def main(arguments: Sequence[str]) -> int:
    """Show a page and return the exit status."""
    parser = ArgumentParser(
        prog="coopviewer show",
        description="Print the page of an entry, of a source, or home, with all details and with sources as footnotes.",
    )
    parser.add_argument("address", metavar="ADDRESS", help="such as country/NE, project/afic, source/…, or home")
    parser.add_argument("--format", choices=_FORMATS, default="text", help="html: one file with everything in it")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to this file instead of printing")
    parser.add_argument("--reference", metavar="FILE", type=Path, help="the reference (default: the bundled one)")
    chosen = parser.parse_args(arguments)
    try:
        text = _page(chosen.address, chosen.format, chosen.reference or paths.reference_file())
        if chosen.output is not None:
            save_file(chosen.output, text.encode())
            return 0
    except EnvironmentFault as fault:
        return report_environment_fault(fault)
    with ignore_closed_pipe():
        sys.stdout.write(text)
    return 0


def _page(text: str, format_name: str, path: Path) -> str:
    try:
        address = parse_address(text)
    except ValueError:
        raise EnvironmentFault(f"{text} is not an address. One looks like country/NE.") from None
    store = ReferenceStore(path)
    try:
        page = store.page(address)
    finally:
        store.close()
    if format_name == "json":
        return json.dumps(page_record(page, store.edition), ensure_ascii=False, indent=2) + "\n"
    document = lay_out_whole(page, store.edition, date.today(), str)
    if format_name == "html":
        return write_web_page(document, str)
    return write_markdown(document) if format_name == "markdown" else write_text(document)
