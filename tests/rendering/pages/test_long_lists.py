"""A list that is cut says so, and no word beside it suggests that what is shown were all."""

from collections.abc import Iterator
from datetime import date

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.pages import EntryPage
from coopviewer.rendering.document.document import Document, Paragraph, ShowAll
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.document.paper_layout import set_for_paper
from coopviewer.rendering.document.plain_text import write_markdown, write_spoken, write_text
from coopviewer.rendering.document.web_page import write_web_page
from coopviewer.rendering.pages.entry_layout import lay_out_entry
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.rendering.pages.page_links import page_links
from coopviewer.storage.reference.store import ReferenceStore

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def store() -> Iterator[ReferenceStore]:
    opened = ReferenceStore(paths.reference_file())
    yield opened
    opened.close()


def cut_page(store: ReferenceStore, entry_id: str) -> EntryPage:
    """Read a page and make each of its lists the beginning of one of 1,500."""
    page = store.page(Address(entry_id))
    assert isinstance(page, EntryPage)
    groups = tuple(group._replace(total=1500) for group in page.record.groups)
    return page._replace(record=page.record._replace(groups=groups))


def test_a_cut_list_says_how_much_of_it_is_shown_and_offers_all(store: ReferenceStore) -> None:
    document = lay_out_entry(cut_page(store, "project/afic"), TODAY, set(), ENGLISH)
    html = write_html(document)
    assert "The first 6 of 1,500 are shown here." in html
    assert '<a href="list:out:has-risk-analysis-cell-in">Show all 1,500</a>' in html


def test_what_is_said_of_a_cut_list_is_said_of_all_of_it(store: ReferenceStore) -> None:
    lines = write_text(lay_out_entry(cut_page(store, "project/afic"), TODAY, set(), ENGLISH)).splitlines()
    extents = [line for line in lines if "complete list" in line]
    assert extents
    assert all(line.startswith("Of all 1,500: ") for line in extents)


@pytest.mark.parametrize("entry_id", ["project/afic", "country/NE", "region/africa", "organisation/frontex"])
def test_a_page_taken_away_says_that_a_list_is_cut_and_offers_nothing(store: ReferenceStore, entry_id: str) -> None:
    document = lay_out_whole(cut_page(store, entry_id), store.edition, TODAY, ENGLISH)
    for written in (write_web_page(document, ENGLISH), write_html(set_for_paper(document)), write_markdown(document)):
        assert "of 1,500 are shown here" in written
        assert "Show all" not in written


@pytest.mark.parametrize(
    "entry_id", ["project/afic", "country/NE", "region/africa", "organisation/frontex", "organisation/iom"]
)
def test_every_cut_list_of_a_page_can_be_opened(store: ReferenceStore, entry_id: str) -> None:
    page = cut_page(store, entry_id)
    links = page_links(lay_out_entry(page, TODAY, set(), ENGLISH), ENGLISH)
    offered = {link.target for link in links if link.target.startswith("list:")}
    placement = {("in-region", True)}  # shown above the title
    groups = {(g.predicate.id, g.outgoing) for g in page.record.groups} - placement
    assert offered == {f"list:{'out' if outgoing else 'in'}:{predicate}" for predicate, outgoing in groups}


def test_a_cut_list_that_mixes_kinds_claims_no_number_of_either(store: ReferenceStore) -> None:
    text = write_spoken(lay_out_entry(cut_page(store, "region/africa"), TODAY, set(), ENGLISH))
    assert "\nCountries editorial\n" in text
    assert "Countries 1,500" not in text


def test_a_whole_list_offers_nothing_more(store: ReferenceStore) -> None:
    page = store.page(Address("project/afic"))
    assert isinstance(page, EntryPage)
    assert "list:" not in write_html(lay_out_entry(page, TODAY, set(), ENGLISH))


def test_the_predicate_of_a_strange_file_cannot_break_out_of_its_link() -> None:
    line = (ShowAll("Show <all>", '"><script>', True),)
    html = write_html(Document("T", "coop:theme/t", (Paragraph(line),)))
    assert "<script>" not in html
    assert "Show &lt;all&gt;" in html


def test_text_to_be_heard_has_neither_marks_nor_underlines(store: ReferenceStore) -> None:
    page = store.page(Address("project/afic"))
    assert isinstance(page, EntryPage)
    lines = write_spoken(lay_out_entry(page, TODAY, set(), ENGLISH)).splitlines()
    assert "Timeframe: 2017- 2023 · 2017 to 2023, known to the year" in lines
    assert not [line for line in lines if "[" in line or line.startswith(("-", "="))]
