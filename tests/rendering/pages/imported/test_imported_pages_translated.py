"""The pages of an imported reference in the pseudo-language: nothing is English but what the source says."""

from datetime import date
from pathlib import Path

import pytest

from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.reference.pages import facts_of
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.fact_card import lay_out_card
from coopviewer.rendering.pages.layout import lay_out, lay_out_whole
from coopviewer.storage.reference.store import ReferenceStore
from tests.activity_values import FUNDER, MINISTRY, OTHER, SECTOR, WELL, write_imported
from tests.bare_english import PSEUDO, bare_english

ADDRESSES = (
    *(WELL, OTHER, FUNDER, MINISTRY, SECTOR, "country/NE", "coop:home", "coop:import", "coop:source/wells-2020"),
    f"coop:compare?a={WELL}&b={OTHER}",
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_imported(tmp_path_factory.mktemp("imported") / "wells.db")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_text_of_the_interface_is_translated(path: Path, address: str) -> None:
    store = ReferenceStore(path)
    page = store.page(parse_address(address))
    today = date(2022, 1, 1)
    documents = [lay_out(page, today, frozenset(), PSEUDO), lay_out_whole(page, store.edition, today, PSEUDO)]
    documents += filter(None, (lay_out_card(page, fact.id, {}, PSEUDO) for fact in facts_of(page)))
    beside = (
        "Niger 60 %",
        "Mali 39.5 %",
        "Basic drinking water supply 14030 100 %",
        "Basic drinking water supply 100 %",
    )
    known = ("IATI", *beside)  # values side by side
    assert bare_english(map(write_text, documents), known, path) == []
    store.close()
