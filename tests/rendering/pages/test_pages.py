"""What pages say, and how: every fact, every gap, and nothing unescaped."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import Statement
from coopviewer.domain.reference.pages import EntryPage, HomePage, SourcePage
from coopviewer.domain.reference.vocabulary import EntryKind, StatementKind
from coopviewer.rendering.document.document import Document
from coopviewer.rendering.document.html import write_html
from coopviewer.rendering.document.link_schemes import SOURCES
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.entry_layout import lay_out_entry
from coopviewer.rendering.pages.home_layout import NOTES, lay_out_home
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.rendering.pages.source_layout import lay_out_source
from coopviewer.storage.reference.store import ReferenceStore

TODAY = date(2026, 11, 23)
ENTRIES = 92


@pytest.fixture(scope="module")
def store() -> Iterator[ReferenceStore]:
    opened = ReferenceStore(paths.reference_file())
    yield opened
    opened.close()


def page_of(store: ReferenceStore, entry_id: str) -> EntryPage:
    page = store.page(Address(entry_id))
    assert isinstance(page, EntryPage)
    return page


def document_of(store: ReferenceStore, entry_id: str, *, unfolded: frozenset[str] = frozenset()) -> Document:
    return lay_out_entry(page_of(store, entry_id), TODAY, unfolded, ENGLISH)


def text_of(document: Document) -> str:
    """Return a page's words without source marks, one line."""
    without_marks = re.sub(r'<a class="mark".*?</a>', "", write_html(document))
    text = unescape(re.sub(r"<(?:br|/td|/p|/li|/h\d)[^>]*>", " ", without_marks))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


def test_every_entry_has_a_page_that_shows_all_its_own_facts(store: ReferenceStore) -> None:
    seen = 0
    for kind in EntryKind:
        for ref in store.entries(kind):
            page = page_of(store, ref.id)
            text = text_of(document_of(store, ref.id))
            assert ref.title in text
            for statement in page.record.of_type(Statement):
                assert re.sub(r"\s+", " ", statement.text) in text, f"{statement.id} is missing"
            seen += 1
    assert seen == ENTRIES


def test_every_relation_of_every_entry_is_shown_on_its_page(store: ReferenceStore) -> None:
    for kind in EntryKind:
        for ref in store.entries(kind):
            html = write_html(document_of(store, ref.id))
            for group in page_of(store, ref.id).record.groups:
                for relation in group.relations:
                    assert f'href="coop:{group.other_end(relation)}"' in html, f"{relation.id} is missing on {ref.id}"


@pytest.mark.parametrize(
    ("entry_id", "words"),
    [
        (
            "project/afic",
            [
                *("2017- 2023", "2017 to 2023, known to the year", "4 million euros", "EUR 4,000,000"),
                *("Partners not stated in the source", "Funding instrument not stated in the source"),
                *("Beneficiary countries 33", "Risk analysis cells 6", "complete list"),
                *("ended derived from its timeframe for 23 November 2026", "Over 50", "Over 250"),
            ],
        ),
        (
            "project/ipa-ii-phase-ii",
            [
                *("01/07/2019 – 30/06/2021", "1 July 2019 to 30 June 2021, known to the day", "3,4 million euros"),
                *("EASO, IOM, UNHCR", "Achievements not stated in the source", "Beneficiary countries 7", "Kosovo*"),
                "UNSC 1244",
            ],
        ),
        ("project/eap-ibm", ["07/2014-12/2018", "July 2014 to December 2018, known to the month", "ICMPD, IOM, WCO"]),
        (
            "project/eu4bordersecurity",
            ["Beneficiary regions 1", "Beneficiary countries: not stated in the source", "Southern Neighbourhood"],
        ),
        (
            "country/NE",
            [
                *("Beneficiary of Strengthening the Africa-Frontex", "Risk analysis cell", "Goals (3)", "Not listed"),
                "Niger is not in the list for Frontex, which the source gives as complete.",
            ],
        ),
        ("country/CA", ["Working arrangement with Frontex", "which is read as complete; the source does not say so"]),
        ("country/XK", ["Kosovo*", "XK · none · none", "without prejudice to positions on status"]),
        ("organisation/frontex", ["Working arrangements: countries 18", "Working arrangements: organisations 2"]),
        ("network/wb-ran", ["Members not stated in the source", "Is led by"]),
        ("funding-instrument/european-neighbourhood-instrument", ["Projects and grants 2", "4.5 million euros"]),
        ("theme/technical-assistance", ["14 million euros", "Overall funding"]),
        ("region/africa", ["Countries 33 editorial", "Projects 1", "Networks 1"]),
        ("forum/rabat-process", ["Frontex"]),
    ],
)
def test_a_page_says(store: ReferenceStore, entry_id: str, words: list[str]) -> None:
    text = text_of(document_of(store, entry_id))
    for word in words:
        assert word.lower() in text.lower(), f"{word!r} is not on the page"


def test_a_countrys_project_unfolds_its_goals_in_place(store: ReferenceStore) -> None:
    goals = page_of(store, "project/afic").record.statements(StatementKind.GOAL)
    folded = text_of(document_of(store, "country/NE"))
    unfolded = text_of(document_of(store, "country/NE", unfolded=frozenset({"project/afic"})))
    for goal in goals:
        assert goal.text not in folded
        assert goal.text in unfolded


def test_every_mark_leads_to_a_footnote_and_numbers_run_from_one(store: ReferenceStore) -> None:
    for kind in EntryKind:
        for ref in store.entries(kind):
            html = write_html(document_of(store, ref.id, unfolded=frozenset({SOURCES})))
            marks = {int(number) for number in re.findall(r'href="mark:(\d+)"', html)}
            notes = [int(number) for number in re.findall(r'<a name="source-(\d+)">', html)]
            assert notes == list(range(1, len(notes) + 1))
            assert marks == set(notes)


def test_kosovo_never_stands_without_asterisk_and_note(store: ReferenceStore) -> None:
    for kind in EntryKind:
        for ref in store.entries(kind):
            text = text_of(document_of(store, ref.id)).replace("Kosovo Declaration of Independence", "")
            named = re.findall(r"Kosovo(?!\*)", re.sub(r"Косово|كوسوفو", "", text))
            if ref.id != "country/XK":
                assert not named, f"Kosovo without its asterisk on {ref.id}"
            if "Kosovo*" in text:
                assert "UNSC 1244" in text, f"the note on Kosovo* is missing on {ref.id}"


def test_home_and_source_carry_the_note_on_kosovo(store: ReferenceStore) -> None:
    home, source = store.page(Address("home")), store.page(Address("source/frontex-other-partners"))
    assert isinstance(home, HomePage)
    assert isinstance(source, SourcePage)
    for document in (lay_out_home(home, TODAY, frozenset(), ENGLISH), lay_out_source(source, frozenset(), ENGLISH)):
        assert "Kosovo*" in text_of(document)
        assert "UNSC 1244" in text_of(document)


def test_a_status_is_derived_for_the_day_it_is_read_on(store: ReferenceStore) -> None:
    page = page_of(store, "project/eap-ibm")
    for day, word in (
        (date(2014, 1, 1), "not begun"),
        (date(2016, 1, 1), "under way"),
        (date(2018, 12, 9), "uncertain"),
    ):
        assert f"Status {word} derived" in text_of(lay_out_entry(page, day, frozenset(), ENGLISH))


def test_home_says_what_the_edition_is(store: ReferenceStore) -> None:
    home = store.page(Address("home"))
    assert isinstance(home, HomePage)
    text = text_of(lay_out_home(home, TODAY, frozenset(), ENGLISH))
    for words in (
        "not affiliated",
        "49 countries",
        "one day between 1 February 2019 and 31 December 2021",
        "CC BY 4.0",
    ):
        assert words in text
    note = home.notes[0]
    assert note.text not in text
    assert note.text in text_of(lay_out_home(home, TODAY, frozenset({NOTES, note.entry_id}), ENGLISH))


def test_a_source_page_lists_every_passage(store: ReferenceStore) -> None:
    page = store.page(Address("source/frontex-other-partners"))
    assert isinstance(page, SourcePage)
    text = text_of(lay_out_source(page, frozenset(), ENGLISH))
    assert "Passages 77" in text
    assert "9984–10078" in text
    assert "none: part of the site, not of the text" in text


def test_data_cannot_write_markup(store: ReferenceStore) -> None:
    from dataclasses import replace

    page = page_of(store, "theme/training")
    nasty = '<script>alert("1")</script> & \'x\' <img src="file:///etc/passwd">'
    facts = tuple(replace(f, text=nasty) if isinstance(f, Statement) else f for f in page.record.facts)
    ref = page.record.ref._replace(title=nasty)
    record = page.record._replace(facts=facts, ref=ref)
    html = write_html(lay_out_entry(page._replace(record=record), TODAY, frozenset(), ENGLISH))
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_source_marks_are_numbered_in_the_order_of_the_page(store: ReferenceStore) -> None:
    for kind in EntryKind:
        for ref in store.entries(kind):
            page = lay_out_whole(store.page(Address(ref.id)), store.edition, TODAY, ENGLISH)
            lines = (line for line in write_text(page).splitlines() if not line.startswith("* "))  # a note of the map
            marks = [int(mark) for line in lines for mark in re.findall(r"(?<!^)\[(\d+)\]", line)]
            first = list(dict.fromkeys(marks))
            assert first == sorted(first), ref.id
