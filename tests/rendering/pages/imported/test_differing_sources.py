"""Sources that differ on pages of curated and imported references: all values are shown, the preferred one first."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.reference.imported.contradictions import contradictions
from coopviewer.domain.reference.pages import EntryPage
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.exchange.pages.page_record import page_record
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.fact_card import lay_out_card
from coopviewer.rendering.pages.imported.contradiction_layout import value_line
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.rendering.words.reference_words import not_stated
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.reference.store import ReferenceStore
from tests.activity_values import LATER, WELL, coded, everything, flow, milestone, related, write_imported
from tests.reference_values import amount, cited, dataset, timeframe
from tests.rendering.reference_samples import words

WHY = "The later file corrects it."


def told(path: Path, address: str) -> str:
    store = ReferenceStore(path)
    try:
        return write_text(lay_out_whole(store.page(parse_address(address)), store.edition, date(2022, 1, 1), ENGLISH))
    finally:
        store.close()


def test_a_curated_project_shows_what_its_sources_say_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "curated.db"
    facts = (
        timeframe("project/p", "2019/2020", "from 2019 to 2020"),
        timeframe("project/p", "2019/2021", "until 2021", citations=cited("report/P1"), preferred=WHY),
        *(amount("project/p", 5), amount("project/p", 6, citations=cited("report/P1"))),
    )
    write_reference(dataset(*facts), path)
    text = told(path, "project/p")
    assert "In 2 points the sources of this entry differ." in text
    assert "Timeframe: until 2021 [1] · report · date not known · Preferred: " in text
    assert text.index(f"Preferred: {WHY}") < text.index("from 2019 to 2020 [2] · leaflet · date not known")
    assert "Grant: 5 euros [2] · leaflet · date not known · 6 euros [1] · report · date not known" in text


def test_the_bundled_sources_do_not_differ() -> None:
    store = ReferenceStore(paths.reference_file())
    for kind in EntryKind:
        for ref in store.entries(kind):
            page = store.page(parse_address(ref.id))
            assert isinstance(page, EntryPage)
            assert contradictions(page.record.facts) == ()
    store.close()


@pytest.mark.parametrize(
    "other",
    [
        coded("ActivityStatus", "4", id=f"{WELL}/class/status@2", citations=LATER),
        flow("t-1", 999_900, reference="R-17", id=f"{WELL}/flow/t-1@2", citations=LATER),
        related("has-beneficiary", "country/NE", share=500_000, share_as_given="50", citations=LATER, id=f"{WELL}/n@2"),
    ],
    ids=["status", "flow", "share"],
)
def test_neither_value_replaces_the_other(tmp_path: Path, other: Fact) -> None:
    chosen = replace(other, preferred=WHY)
    path = write_imported(tmp_path / "differ.db", (*everything(), chosen))
    text = told(path, WELL)
    assert "In 2 points" in text
    assert "wells-2020.xml · 1 December 2020" in text
    assert "wells-2021.xml · 1 December 2021" in text
    if isinstance(other, Relation):
        assert re.search(r"\b50 %.*wells-2021.xml.*\b60 %.*wells-2020.xml", text)
    store = ReferenceStore(path)
    page = store.page(parse_address(WELL))
    card = lay_out_card(page, other.id, {}, ENGLISH)
    assert card is not None
    assert f"Preferred: {WHY}" in write_text(card)
    assert "Another source differs: " in write_text(card)
    differing = page_record(page, store.edition)["differing"]
    assert other.id in [fact_id for each in differing for fact_id in each["facts"]]
    store.close()


def test_a_value_without_words_of_its_source_has_no_empty_parentheses() -> None:
    status = coded("ActivityStatus", "4")
    assert words(value_line(replace(status, as_given=""), None, ENGLISH)) == "Closed"
    assert words(value_line(replace(status, as_given="4"), None, ENGLISH)) == "Closed (4)"
    share = related("has-beneficiary", "country/NE", share=500_000, share_as_given="")
    assert words(value_line(share, None, ENGLISH)) == not_stated(ENGLISH)
    start = milestone("start-actual", "2017-02-03")
    assert words(value_line(replace(start, as_given=""), None, ENGLISH)) == "3 February 2017"
    assert words(value_line(replace(start, as_given="3.2.17"), None, ENGLISH)) == "3.2.17 · 3 February 2017"
    assert words(value_line(flow("t-1", 100_000, as_given=""), None, ENGLISH)) == "EUR 1,000"
