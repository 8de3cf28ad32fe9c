"""Where there is nothing, the page says so, and what to do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import HOME_ADDRESS, Address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.pages import EntryPage, HomePage
from coopviewer.rendering.document.link_schemes import SOURCES
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.entry_layout import lay_out_entry
from coopviewer.rendering.pages.home_layout import lay_out_home
from coopviewer.rendering.pages.page_links import page_links
from coopviewer.storage.reference.store import ReferenceStore

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def store() -> Iterator[ReferenceStore]:
    opened = ReferenceStore(paths.reference_file())
    yield opened
    opened.close()


def test_an_empty_reference_says_how_to_open_another(store: ReferenceStore) -> None:
    home = store.page(HOME_ADDRESS)
    assert isinstance(home, HomePage)
    nothing = {"counts": {}, "regions": (), "notes": (), "projects": (), "answers": ()}
    empty = home._replace(**nothing, lookup=home.lookup._replace(legal_notes=()))
    document = lay_out_home(empty, TODAY, set(), ENGLISH)
    text = write_text(document)
    assert "No entries. Open another reference with File > Open reference." in text
    assert "This edition has none." in text
    assert "Regions" not in text
    assert page_links(document, ENGLISH) == ()


def test_a_page_without_facts_says_that_it_cites_nothing(store: ReferenceStore) -> None:
    page = store.page(Address("theme/technical-assistance"))
    assert isinstance(page, EntryPage)
    bare = page._replace(record=page.record._replace(facts=(), groups=(), paid=()))
    assert "There is no fact on this page, so it cites nothing." in write_text(
        lay_out_entry(bare, TODAY, set(), ENGLISH)
    )


def test_a_fact_without_a_source_says_so(store: ReferenceStore) -> None:
    page = store.page(Address("project/afic"))
    assert isinstance(page, EntryPage)
    facts = tuple(replace(fact, citations=(), note=None) for fact in page.record.facts)
    bare = page._replace(record=page.record._replace(facts=facts))
    assert "Stated. No source is given." in write_text(lay_out_entry(bare, TODAY, {SOURCES}, ENGLISH))
    assert "No source is given" not in write_text(lay_out_entry(page, TODAY, {SOURCES}, ENGLISH))
