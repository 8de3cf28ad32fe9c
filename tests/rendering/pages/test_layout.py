"""A page laid out to be taken away: nothing folds there, and its end says where it comes from."""

import sqlite3
from contextlib import closing

from coopviewer import paths
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.pages import Page
from coopviewer.domain.reference.vocabulary import StatementKind
from coopviewer.rendering.document.document import (
    FOOT,
    STRONG,
    Block,
    Document,
    Fold,
    Heading,
    Items,
    Paragraph,
    Row,
    ShowAll,
    Table,
    Text,
    lines_of,
)
from coopviewer.rendering.document.link_schemes import SOURCES
from coopviewer.rendering.pages.layout import lay_out, lay_out_for_screen, lay_out_whole
from coopviewer.storage.reference.store import ReferenceStore
from tests.reference_values import EDITION, passage, relation, statement
from tests.rendering.reference_samples import (
    TODAY,
    entry_page,
    group,
    home_page,
    only,
    record,
    section,
    source_page,
    texts,
)

NIGER, AFIC = "country/NE", "project/afic"


def whole(page: Page) -> Document:
    return lay_out_whole(page, EDITION, TODAY, ENGLISH)


def parts(document: Document) -> list[object]:
    return [part for block in document.blocks for line in lines_of(block) for part in line]


def country(*goals: str) -> Page:
    group_ = group(relation(AFIC, "has-beneficiary", NIGER), outgoing=False, total=300)
    return entry_page(record(NIGER, groups=[group_]), record(AFIC, *(statement(AFIC, goal) for goal in goals)))


def row_of(document: Document) -> Row:
    (row,) = only(Table, section(document, "cooperation")).rows
    return row


def test_a_page_taken_away_ends_with_edition_address_and_disclaimer() -> None:
    *_, where, disclaimer = whole(country()).blocks
    assert isinstance(where, Paragraph)
    assert isinstance(disclaimer, Paragraph)
    assert where.role == disclaimer.role == FOOT
    said = texts([where])[0]
    for words in (EDITION.title, EDITION.id, "31 December 2021", "coop:country/NE"):
        assert words in said
    assert texts([disclaimer]) == [EDITION.disclaimer]


def test_goals_of_projects_are_unfolded_under_the_words_of_their_fold() -> None:
    folded = lay_out(country("train", "share"), TODAY, set(), ENGLISH)
    (fold,) = (part for part in parts(folded) if isinstance(part, Fold) and part.key != SOURCES)
    row = row_of(whole(country("train", "share")))
    assert row.detail is not None
    title, goals = row.detail
    assert title == Paragraph((Text(fold.text, STRONG),))
    assert texts([goals]) == ["train", "share"]
    assert texts([Paragraph(line) for line in row.cells[0]]) == ["Beneficiary of afic"]


def test_a_row_without_a_fold_stays_as_it_is() -> None:
    row = row_of(whole(country()))
    assert row == row_of(lay_out(country(), TODAY, set(), ENGLISH))
    assert row.detail is None


def test_the_fold_of_a_paragraph_becomes_a_heading_below_those_of_sections() -> None:
    note = statement(AFIC, "a note", StatementKind.DATA_NOTE)
    shown = statement("theme/sums", "another note", StatementKind.DATA_NOTE)
    page = home_page(note, shown, foremost=(shown.id,))
    blocks: tuple[Block, ...] = section(whole(page), "data-notes")
    assert any(block == Heading(3, (Text("afic (1)"),)) for block in blocks)
    assert texts([only(Items, blocks)]) == ["a note"]


def test_all_facts_of_a_passage_are_shown() -> None:
    goals = tuple(statement(f"theme/{number}", f"goal {number}") for number in range(9))
    said = " ".join(texts(whole(source_page((passage("leaflet/P1"),), {"leaflet/P1": goals})).blocks))
    assert all(f"goal {number}" in said for number in range(9))


def test_nothing_that_only_a_window_can_do_is_taken_away() -> None:
    note = statement(AFIC, "a note", StatementKind.DATA_NOTE)
    partners = group(relation(AFIC, "project-partner", "organisation/iom"), total=300)
    pages = (country("train"), home_page(note), entry_page(record(AFIC, groups=[partners])))
    for page in pages:
        assert not [part for part in parts(whole(page)) if isinstance(part, Fold | ShowAll)]
    assert any("300" in text for text in texts(whole(pages[2]).blocks))  # that a list is cut stays said


def test_no_page_of_the_own_reference_is_shown_in_parts() -> None:
    with closing(ReferenceStore(paths.reference_file())) as store, closing(sqlite3.connect(store.path)) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM entry UNION SELECT id FROM source")]
        for entry_id in ids:
            page = store.page(Address(entry_id))
            assert lay_out_for_screen(page, TODAY, set(ids), ENGLISH) == lay_out(page, TODAY, set(ids), ENGLISH), (
                entry_id
            )
