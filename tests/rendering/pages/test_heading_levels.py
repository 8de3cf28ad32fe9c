"""Headings of every page of the bundled reference go down one level at a time, in each layout."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from coopviewer import paths
from coopviewer.domain.browsing.addresses import Address, parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.document.document import Block, Document, Field, Heading, Row, Table, Text, single_blocks
from coopviewer.rendering.document.paper_layout import set_for_paper
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.layout import lay_out, lay_out_whole
from coopviewer.storage.reference.store import ReferenceStore

TODAY = date(2026, 11, 23)
COMPARED = parse_address("coop:compare?a=country/RS&b=country/MD&c=country/TR&d=country/UA")


def levels(blocks: tuple[Block, ...]) -> Iterator[int]:
    for block in single_blocks(blocks):
        if isinstance(block, Heading):
            yield block.level
        elif isinstance(block, Table):
            for row in block.rows:
                yield from levels(row.detail or ())


def skipped(document: Document) -> list[tuple[int, int]]:
    found = [0, *levels(document.blocks)]
    return [(above, level) for above, level in pairwise(found) if level > above + 1]


def test_no_heading_of_a_page_skips_a_level_on_screen_in_an_export_or_on_paper() -> None:
    store = ReferenceStore(paths.reference_file())
    entries = [Address(ref.id) for kind in EntryKind for ref in store.entries(kind)]
    counted = 0
    sources = [Address(source.id) for source, _ in store.sources_with_passages()]
    for address in (*entries, *sources, Address("home"), COMPARED):
        page = store.page(address)
        whole = lay_out_whole(page, store.edition, TODAY, ENGLISH)
        for document in (lay_out(page, TODAY, set(), ENGLISH), whole, set_for_paper(whole)):
            assert skipped(document) == [], address
            counted += len(list(levels(document.blocks)))
    store.close()
    assert counted > 1_000


def test_the_headings_of_a_table_inside_a_row_are_below_that_of_the_row() -> None:
    inner = Table(("Project",), (Row((((Field("f", "inner"),),),)),))
    blocks = (
        Heading(1, (Text("t"),)),
        Heading(2, (Text("h"),)),
        Table(("Entry",), (Row((((Field("f", "o"),),),), (inner,)),)),
    )
    paper = set_for_paper(Document("T", "coop:theme/t", blocks))
    assert list(levels(paper.blocks)) == [1, 2, 3, 4]


def test_an_export_offers_nothing_that_works_in_a_window_only() -> None:
    store = ReferenceStore(paths.reference_file())
    page = store.page(Address("country/NE"))
    text = write_text(lay_out_whole(page, store.edition, TODAY, ENGLISH))
    store.close()
    assert "Open" not in text
