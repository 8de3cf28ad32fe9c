"""The first page: what the edition is, how much is in it, and what the user did last."""

from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.pages import HomePage
from coopviewer.domain.reference.vocabulary import EntryKind, StatementKind
from coopviewer.rendering.document.document import Document, Flow, Fold, Items, KeyFacts, Link, Paragraph
from coopviewer.rendering.pages.home_layout import lay_out_home
from tests.reference_values import EDITION, ref, statement
from tests.rendering.reference_samples import headings, home_page, only, section, texts, words


def lay_out(page: HomePage, *unfolded: str) -> Document:
    return lay_out_home(page, set(unfolded), ENGLISH)


def anchors(page: HomePage) -> list[str]:
    return [anchor for block in lay_out(page).blocks if (anchor := getattr(block, "anchor", ""))]


def addresses(page: HomePage, anchor: str) -> list[tuple[str, str]]:
    flow = only(Flow, section(lay_out(page), anchor))
    return [(part.text, part.address) for line in flow.lines for part in line if isinstance(part, Link)]


def note(entry_id: str, text: str) -> object:
    return statement(entry_id, text, StatementKind.DATA_NOTE)


NOTES = (note("project/a", "first"), note("project/b", "other"), note("project/a", "second"))


def test_the_edition_is_told_above_everything_else() -> None:
    document = lay_out(home_page())
    facts = next(block for block in document.blocks if isinstance(block, KeyFacts))
    assert facts.columns == 1
    said = " ".join(texts([facts]))
    for words_ in (
        "1 February 2019",
        "31 December 2021",
        "inferred",
        EDITION.id,
        EDITION.publisher,
        EDITION.licence_note,
    ):
        assert words_ in said
    assert EDITION.disclaimer in texts(document.blocks)
    assert headings(document)[0] == (1, EDITION.title)


def test_every_section_is_of_the_second_level() -> None:
    page = home_page(
        *NOTES,
        regions=(ref("region/a"),),
        recent=(ref("country/b"),),
        recent_searches=("a",),
        saved=(("n", "b"),),
        is_first_start=True,
    )
    levels = [level for level, _ in headings(lay_out(page))]
    assert levels == [1] + [2] * (len(levels) - 1)
    assert anchors(page) == ["begin", "counts", "regions", "recent", "saved", "searched", "data-notes"]


def test_what_there_is_nothing_of_has_no_section() -> None:
    assert anchors(home_page()) == ["counts", "data-notes"]


def test_how_to_begin_is_said_the_first_time_alone() -> None:
    hints = only(Items, section(lay_out(home_page(is_first_start=True)), "begin"))
    assert len(hints.lines) > 1
    assert "begin" not in anchors(home_page(is_first_start=False))


def test_each_kind_is_counted() -> None:
    page = home_page(counts={EntryKind.COUNTRY: 49, EntryKind.FORUM: 3})
    assert texts(section(lay_out(page), "counts")) == ["49 countries", "3 fora"]


def test_entries_opened_last_are_linked_in_their_order() -> None:
    page = home_page(recent=(ref("country/b", "Beta"), ref("country/a", "Alpha")), regions=(ref("region/r", "Rho"),))
    assert addresses(page, "recent") == [("Beta", "coop:country/b"), ("Alpha", "coop:country/a")]
    assert addresses(page, "regions") == [("Rho", "coop:region/r")]


def test_of_recent_searches_the_last_twelve_are_offered_and_of_saved_ones_all() -> None:
    page = home_page(
        recent_searches=tuple(f"query {n}" for n in range(20)),
        saved=tuple((f"name {n}", f"kind:{n}") for n in range(20)),
    )
    assert [text for text, _ in addresses(page, "searched")] == [f"query {n}" for n in range(12)]
    saved = addresses(page, "saved")
    assert [text for text, _ in saved] == [f"name {n}" for n in range(20)]
    assert parse_address(saved[3][1]).query == "kind:3"


def test_data_notes_are_counted_and_folded_by_entry() -> None:
    document = lay_out(home_page(*NOTES))
    assert (2, "Data notes 3") in headings(document)
    folds = [
        part
        for block in document.blocks
        if isinstance(block, Paragraph)
        for part in block.line
        if isinstance(part, Fold)
    ]
    assert [(fold.key, fold.text, fold.unfolded) for fold in folds] == [
        ("project/a", "a (2)", False),
        ("project/b", "b (1)", False),
    ]
    assert "first" not in texts(document.blocks)


def test_unfolded_notes_stand_beneath_their_entry_with_a_way_to_its_page_and_their_sources() -> None:
    document = lay_out(home_page(*NOTES), "project/a")
    blocks = [block for block in section(document, "data-notes") if not (isinstance(block, Paragraph) and block.role)]
    entry, notes, other = blocks
    assert texts([notes]) == ["first", "second"]
    assert [part.address for part in entry.line if isinstance(part, Link)] == ["coop:project/a"]  # type: ignore[union-attr]
    assert not [part for part in other.line if isinstance(part, Link)]  # type: ignore[union-attr]
    assert section(document, "sources")


def test_an_edition_without_notes_says_so() -> None:
    some, none = (texts(section(lay_out(page), "data-notes"))[0] for page in (home_page(*NOTES), home_page()))
    assert some != none


def test_the_note_on_a_marked_country_is_shown_with_its_marker() -> None:
    marked = ref("country/XK", "Kosovo*", "*")
    legal = statement("country/XK", "without prejudice", StatementKind.LEGAL_NOTE)
    page = home_page(refs=[marked], recent=(marked,), legal_notes=(legal,))
    assert [
        words(block.line) for block in lay_out(page).blocks if isinstance(block, Paragraph) and block.role == "note"
    ] == ["* without prejudice"]
