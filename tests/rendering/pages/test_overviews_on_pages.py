"""Pages gain their share of the overviews: a country's row of the coverage, and a strip of the projects of an entry."""

from contextlib import closing
from datetime import date

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.pages import EntryPage
from coopviewer.rendering.document.document import Strip, Table
from coopviewer.rendering.document.plain_text import write_markdown, write_text
from coopviewer.rendering.document.web_page import write_web_page
from coopviewer.rendering.pages.entry_layout import lay_out_entry
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.storage.reference.store import ReferenceStore
from tests.rendering.reference_samples import headings, texts, words

TODAY = date(2026, 11, 29)


def page_of(entry_id: str) -> EntryPage:
    with closing(ReferenceStore(paths.reference_file())) as store:
        page = store.page(Address(entry_id))
    assert isinstance(page, EntryPage)
    return page


def strip_of(entry_id: str) -> list[str]:
    """Return the titles of the drawn projects."""
    document = lay_out_entry(page_of(entry_id), TODAY, set(), ENGLISH)
    strips = [block for block in document.blocks if isinstance(block, Strip)]
    return [words(span.title) for strip in strips for span in strip.spans]


def test_a_country_begins_with_its_row_of_the_coverage() -> None:
    document = lay_out_entry(page_of("country/RS"), TODAY, set(), ENGLISH)
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert dict(zip(table.headers, texts([table]), strict=True)) == {
        "Working arrangement": "● listed",
        "4 networks": "◌ not stated",
        "EaP": "– not listed",
        "AFIC": "– not listed",
        "EU4BorderSecurity": "◌ not stated",
        "IPA II, Phase II": "● listed",
        "Risk analysis cell": "– not listed",
    }


def test_what_there_is_comes_before_names_and_sources() -> None:
    titles = [title for level, title in headings(lay_out_entry(page_of("country/RS"), TODAY, set(), ENGLISH))]
    assert titles == ["Serbia", "Cooperation 2", "Not listed", "Names and codes", "Sources"]


@pytest.mark.parametrize(
    ("entry_id", "drawn"),
    [
        ("country/RS", ["IPA II, Phase II"]),
        ("region/africa", ["AFIC"]),
        ("organisation/iom", ["EaP", "IPA II, Phase II"]),
        ("organisation/european-union", ["EaP", "AFIC", "EU4BorderSecurity", "IPA II, Phase II"]),
        ("funding-instrument/european-neighbourhood-instrument", ["EaP", "EU4BorderSecurity"]),
        ("country/CA", []),
        ("project/afic", []),
    ],
)
def test_the_projects_of_an_entry_are_a_strip_in_the_order_of_their_beginning(entry_id: str, drawn: list[str]) -> None:
    assert strip_of(entry_id) == drawn


def test_a_saved_page_has_the_row_and_the_strip_in_words() -> None:
    page = page_of("country/RS")
    assert page.edition is not None
    whole = lay_out_whole(page, page.edition, TODAY, ENGLISH)
    text = write_text(whole)
    assert "Working arrangement: ● listed; 4 networks: ◌ not stated" in text
    assert "Project: IPA II, Phase II; Timeframe: 01/07/2019 – 30/06/2021 · known to the day" in text
    assert "01/07/2019 – 30/06/2021" in write_markdown(whole)
    assert "<svg" in write_web_page(whole, ENGLISH)
