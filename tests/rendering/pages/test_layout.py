"""A page laid out to be taken away: nothing folds there, and its end says where it comes from."""

import sqlite3
from contextlib import closing

import pytest

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
    Link,
    Paragraph,
    Row,
    ShowAll,
    Table,
    Text,
    lines_of,
)
from coopviewer.rendering.document.link_schemes import SOURCES
from coopviewer.rendering.pages.layout import (
    folds_of,
    imprint_of,
    lay_out,
    lay_out_for_screen,
    lay_out_whole,
    may_be_too_long,
    without_folds,
)
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


LINE = (Text("x"),)


@pytest.mark.parametrize(
    ("block", "is_long"),
    [
        (Paragraph((Text("x" * 1_000),)), False),
        (Paragraph((Text("x" * 1_001),)), True),
        (Items((LINE,) * 200), False),
        (Items((LINE,) * 201), True),
        (Table(("a",), (Row(((LINE,),)),) * 200), False),
        (Table(("a",), (Row(((LINE,),)),) * 201), True),
        (Table(("a", "b"), (Row(((LINE,), (LINE,))),) * 100), False),
        (Table(("a", "b"), (Row(((LINE,), (LINE,))),) * 101), True),
        (Items(((Text("x" * 1_000),),) * 40), False),
        (Items((*((Text("x" * 1_000),),) * 40, LINE)), True),
        (Items((*((Text("x" * 1_000),),) * 39, (Text("x" * 999), Text("y", STRONG)))), True),
    ],
)
def test_a_page_may_be_too_long_by_a_text_a_list_a_table_or_as_a_whole(block: Block, is_long: bool) -> None:
    assert may_be_too_long(Document("", "", (block,))) is is_long


def test_a_long_list_is_shown_in_parts_on_the_screen_alone() -> None:
    goals = [statement(AFIC, f"goal {number}") for number in range(201)]
    page = entry_page(record(AFIC, *goals))
    shown = only(Items, section(lay_out_for_screen(page, TODAY, set(), ENGLISH), "goals"))
    assert (len(shown.lines), len(only(Items, section(lay_out(page, TODAY, set(), ENGLISH), "goals")).lines)) == (
        200,
        201,
    )
    last = only(Items, section(lay_out_for_screen(page, TODAY, {"part:200:list"}, ENGLISH), "goals"))
    assert (len(last.lines), last.first) == (1, 201)


def test_what_can_be_unfolded_on_a_page_is_known() -> None:
    facts = (statement(NIGER, "a"), statement(NIGER, "b", language="fr"))
    folds = folds_of(entry_page(record(NIGER, *facts), record(AFIC)))
    assert {AFIC, "published", "flows/budget", "language/fr", f"language/{facts[0].language}"} <= folds
    assert "project/other" not in folds
    assert SOURCES not in folds


def test_the_foot_of_each_sheet_names_the_edition() -> None:
    assert imprint_of(EDITION, ENGLISH).startswith("Wells, edition wells.1, as of ")


def exported(*blocks: Block) -> tuple[Block, ...]:
    return tuple(without_folds(blocks))


def test_a_fold_becomes_a_heading_below_the_heading_above_it() -> None:
    fold = Paragraph((Fold("More", "key", True), Text(" · link")))
    top, below, deeper = exported(fold, Heading(2, LINE), fold)
    assert (top, below, deeper) == (Heading(2, (Text("More"),)), Heading(2, LINE), Heading(3, (Text("More"),)))
    assert exported(Heading(2, (Fold("Sources", SOURCES, True), Text(" 2")))) == (
        Heading(2, (Text("Sources"), Text(" 2"))),
    )


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ((Link("Open", "coop:timeline"),), False),
        ((Link("Open", "coop:coverage?where=a:listed"),), False),
        ((Link("Open", "coop:country/NE"),), True),
        ((Text("Bars fade."), Link("Open", "coop:timeline")), True),
        ((Text("coop:timeline"),), True),
        ((), True),
    ],
)
def test_a_paragraph_that_only_opens_an_overview_is_left_out(line: tuple[Text | Link, ...], is_kept: bool) -> None:
    assert exported(Paragraph(line)) == ((Paragraph(line),) if is_kept else ())
