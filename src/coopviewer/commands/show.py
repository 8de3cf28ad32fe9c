"""``coopviewer show``: a page as text, Markdown, HTML or JSON, with its sources."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from coopviewer import paths
from coopviewer.commands.reporting import quiet_when_closed, tell_environment
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
    """Show a page; gives the exit status."""
    parser = ArgumentParser(
        prog="coopviewer show",
        description="Print the page of an entry, of a source, or home, everything unfolded, sources as footnotes.",
    )
    parser.add_argument("address", metavar="ADDRESS", help="such as country/NE, project/afic, source/…, or home")
    parser.add_argument("--format", choices=_FORMATS, default="text", help="html: a page that stands alone")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write into this file instead")
    parser.add_argument("--reference", metavar="FILE", type=Path, help="another reference than the bundled one")
    chosen = parser.parse_args(arguments)
    try:
        text = _page(chosen.address, chosen.format, chosen.reference or paths.reference_file())
        if chosen.output is not None:
            save_file(chosen.output, text.encode())
            return 0
    except EnvironmentFault as fault:
        return tell_environment(fault)
    with quiet_when_closed():
        sys.stdout.write(text)
    return 0


def _page(words: str, form: str, path: Path) -> str:
    try:
        address = parse_address(words)
    except ValueError:
        raise EnvironmentFault(f"{words} is not an address. One looks like country/NE.") from None
    store = ReferenceStore(path)
    try:
        page = store.page(address)
    finally:
        store.close()
    if form == "json":
        return json.dumps(page_record(page, store.edition), ensure_ascii=False, indent=2) + "\n"
    document = lay_out_whole(page, store.edition, date.today(), str)
    if form == "html":
        return write_web_page(document, str)
    return write_markdown(document) if form == "markdown" else write_text(document)
