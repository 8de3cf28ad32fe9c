"""The home page: what the reference answers at a glance, what is the user's own, and the edition below."""

from datetime import date

import pytest

from coopviewer.domain.browsing.addresses import parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.editions import OtherReference
from coopviewer.domain.reference.imported.imported_pages import ImportSummary, NoteCount
from coopviewer.domain.reference.imports import ImportSeverity
from coopviewer.domain.reference.pages import Answer, AnswerKind, HomePage, Own, OwnNote, Target
from coopviewer.domain.reference.vocabulary import EntryKind, StatementKind
from coopviewer.rendering.document.document import Document, Fold, Items, KeyFacts, Link, Paragraph, Strip, lines_of
from coopviewer.rendering.document.link_schemes import SOURCES
from coopviewer.rendering.document.plain_text import write_markdown, write_text
from coopviewer.rendering.document.web_page import write_web_page
from coopviewer.rendering.pages.home_layout import NOTES, lay_out_home
from coopviewer.rendering.pages.layout import lay_out_whole
from coopviewer.rendering.pages.page_links import page_links
from tests.reference_values import EDITION, amount, ref, statement, timeframe
from tests.rendering.reference_samples import TODAY, headings, home_page, only, record, section, texts, words


def lay_out(page: HomePage, *unfolded: str) -> Document:
    return lay_out_home(page, TODAY, set(unfolded), ENGLISH)


def anchors(page: HomePage) -> list[str]:
    blocks = [*lay_out(page).blocks, *(block for each in lay_out(page).blocks for block in getattr(each, "main", ()))]
    blocks += [block for each in lay_out(page).blocks for block in getattr(each, "side", ())]
    return [anchor for block in blocks if (anchor := getattr(block, "anchor", ""))]


def addresses(page: HomePage, anchor: str) -> list[tuple[str, str]]:
    lines = [line for block in section(lay_out(page), anchor) for line in lines_of(block)]
    return [(part.text, part.address) for line in lines for part in line if isinstance(part, Link)]


def note(entry_id: str, text: str) -> object:
    return statement(entry_id, text, StatementKind.DATA_NOTE)


DATA_NOTES = (note("project/a", "first"), note("project/b", "other"), note("project/a", "second"))


def test_the_edition_is_described_below_what_is_used() -> None:
    document = lay_out(home_page())
    assert headings(document)[0] == (1, EDITION.title)
    facts = only(KeyFacts, section(document, "edition"))
    assert facts.columns == 1
    said = " ".join(texts(section(document, "edition")))
    for words_ in ("1 February 2019", "31 December 2021", "inferred", EDITION.id, EDITION.publisher):
        assert words_ in said
    assert EDITION.licence_note in said
    assert EDITION.disclaimer in said
    assert headings(document)[-1] == (2, "About this edition")


@pytest.mark.parametrize(
    ("today", "age"),
    [
        (date(2026, 11, 23), "at least four years ago"),
        (date(2025, 12, 30), "at least three years ago"),
        (date(2025, 12, 31), "at least four years ago"),
        (date(2022, 12, 31), "at least one year ago"),
        (date(2022, 3, 1), "at least two months ago"),
        (date(2022, 1, 31), "at least one month ago"),
        (date(2041, 1, 1), "at least 19 years ago"),
        (date(2022, 1, 1), ""),
        (date(2019, 1, 1), ""),
    ],
)
def test_the_age_of_the_content_is_said_in_words(today: date, age: str) -> None:
    blocks = lay_out_home(home_page(), today, set(), ENGLISH).blocks
    (line,) = [words(block.line) for block in blocks if isinstance(block, Paragraph) and block.role == "age"]
    between = "It speaks of one day between 1 February 2019 and 31 December 2021 (inferred)"
    assert line == (f"{between}, {age}." if age else f"{between}.")


def test_every_section_is_of_the_second_level() -> None:
    page = home_page(
        *DATA_NOTES,
        counts={EntryKind.PROJECT: 1},
        answers=(Answer(AnswerKind.CELL, 6, "cell:project/a:listed"),),
        recent=(ref("country/b"),),
        recent_searches=("a",),
        saved=(("n", "b"),),
        is_first_start=True,
    )
    levels = [level for level, _ in headings(lay_out(page))]
    assert levels == [1] + [2] * (len(levels) - 1)
    wanted = ["begin", "projects", "data-notes", "answers", "recent", "saved", "bookmarks", "notes"]
    assert sorted(anchors(page)) == sorted([*wanted, "edition", "sources"])


def test_how_to_begin_is_said_the_first_time_alone() -> None:
    hints = only(Items, section(lay_out(home_page(is_first_start=True)), "begin"))
    assert len(hints.lines) > 1
    assert "begin" not in anchors(home_page(is_first_start=False))


def test_each_kind_is_counted_and_each_count_leads_to_what_it_counts() -> None:
    page = home_page(
        counts={EntryKind.REGION: 9, EntryKind.COUNTRY: 49, EntryKind.PROJECT: 4, EntryKind.FORUM: 3},
        inner_regions=3,
        answers=(Answer(AnswerKind.ARRANGEMENT, 18, "arrangement:listed"),),
    )
    flow = next(block for block in lay_out(page).blocks if type(block).__name__ == "RunIn")
    assert [(part.text, part.address) for line in flow.lines for part in line] == [
        ("49 countries", "coop:coverage"),
        ("18 with a working arrangement", "coop:coverage?where=arrangement:listed"),
        ("4 projects", "coop:timeline"),
        ("9 regions, 3 of them within other regions", "coop:search?q=kind:region"),
        ("3 fora", "coop:search?q=kind:forum"),
    ]


def test_answers_are_links_to_their_rows_in_the_coverage() -> None:
    answers = (
        Answer(AnswerKind.ARRANGEMENT_ONLY, 3, "arrangement:listed,projects:not-listed"),
        Answer(AnswerKind.CELL, 1, "cell:network/a:listed"),
    )
    assert addresses(home_page(answers=answers), "answers") == [
        (
            "3 with a working arrangement, and no project listed",
            "coop:coverage?where=arrangement:listed,projects:not-listed",
        ),
        ("1 with a risk analysis cell", "coop:coverage?where=cell:network/a:listed"),
        ("Open coverage", "coop:coverage"),
    ]
    assert "answers" not in anchors(home_page())


PROJECT = record(
    ref("project/a", "Integrated Border Project (IBP), Phase II"),
    timeframe("project/a", "2014-07/2018-12", "07/2014-12/2018"),
    amount("project/a", 450_000_000, as_given="4.5 million euros"),
)


def test_projects_are_drawn_on_one_scale_and_are_words_in_what_is_saved() -> None:
    page = home_page(counts={EntryKind.PROJECT: 2}, projects=(PROJECT, record("project/b")))
    strip = only(Strip, section(lay_out(page), "projects"))
    assert [words(span.title) for span in strip.spans] == ["IBP, Phase II", "b"]
    assert [span.edtf for span in strip.spans] == ["2014-07/2018-12", ""]
    assert (strip.years.first, strip.years.last) == (2014, 2026)
    assert (strip.years.as_of, strip.years.today) == (("2019-02-01", "2021-12-31"), TODAY.isoformat())
    whole = lay_out_whole(page, EDITION, TODAY, ENGLISH)
    text = write_text(whole)
    assert "Project: IBP, Phase II; Timeframe: 07/2014-12/2018 · known to the month; Grant: 4.5 million euros" in text
    assert "Project: b; Timeframe: not stated in the source; Grant: not stated in the source" in text
    assert "IBP, Phase II; Timeframe: 07/2014-12/2018 · known to the month" in write_markdown(whole)
    web = write_web_page(whole, ENGLISH)
    assert "07/2014-12/2018" in web
    assert web.count("<svg") == 2  # the bar, and the years


def test_too_many_projects_are_links_to_the_overviews() -> None:
    page = home_page(counts={EntryKind.PROJECT: 5000})
    assert addresses(page, "projects") == [
        ("Open as timeline", "coop:timeline"),
        ("Open as table of countries", "coop:coverage"),
        ("Open as map", "coop:map"),
    ]


def test_entries_and_searches_opened_last_are_linked_in_their_order() -> None:
    page = home_page(
        recent=(ref("country/b", "Beta"), ref("country/a", "Alpha")), recent_searches=[f"query {n}" for n in range(20)]
    )
    found = addresses(page, "recent")
    assert found[:2] == [("Beta", "coop:country/b"), ("Alpha", "coop:country/a")]
    assert [text for text, _ in found[2:]] == [f"query {n}" for n in range(6)]
    assert parse_address(found[2][1]).query == "query 0"


def test_saved_searches_are_all_offered() -> None:
    saved = addresses(home_page(saved=tuple((f"name {n}", f"kind:{n}") for n in range(20))), "saved")
    assert [text for text, _ in saved] == [f"name {n}" for n in range(20)]
    assert parse_address(saved[3][1]).query == "kind:3"


OWN = Own(
    (Target("country/TN", "Tunisia"),),
    1,
    (OwnNote("Ask again.", Target("theme/x", "Assistance"), ("names",), date(2026, 11, 2)),),
    7,
    keeps_space=True,
)


def test_bookmarks_and_notes_fill_the_space_that_is_kept_for_them() -> None:
    waiting, filled, empty = (
        [len(section(lay_out(home_page(own=own)), anchor)) for anchor in ("bookmarks", "notes")]
        for own in (None, OWN, Own(keeps_space=True))
    )
    assert waiting == filled == empty == [4, 6]


def test_bookmarks_and_notes_are_linked_with_their_numbers() -> None:
    page = home_page(own=OWN)
    assert addresses(page, "bookmarks") == [("Tunisia", "coop:country/TN")]
    assert addresses(page, "notes") == [("Assistance", "coop:theme/x")]
    lines = texts(section(lay_out(page), "notes"))
    assert lines[:2] == ["Ask again.", "Assistance · #names · 2 November 2026"]
    assert [words for _, words in headings(lay_out(page)) if words.startswith(("Book", "Latest"))] == [
        "Bookmarks 1  All",
        "Latest notes 7  All",
    ]


def test_without_any_the_page_says_how_to_make_one_and_with_a_damaged_file_that_it_cannot_be_read() -> None:
    assert "Ctrl+D" in texts(section(lay_out(home_page()), "bookmarks"))[0]
    assert "Ctrl+Shift+N" in texts(section(lay_out(home_page()), "notes"))[0]
    unread = lay_out(home_page(own=Own(is_readable=False)))
    assert texts(section(unread, "bookmarks")) == ["They cannot be read."]


@pytest.mark.parametrize(
    ("elsewhere", "words"),
    [
        (0, []),
        (1, ["1 annotation on another reference is shown when that reference is open."]),
        (7, ["7 annotations on other references are shown when those references are open."]),
    ],
)
def test_annotations_on_other_references_are_counted_where_there_are_none_on_this(
    elsewhere: int, words: list[str]
) -> None:
    lines = texts(
        section(lay_out(home_page(own=Own(elsewhere=(("urn:other", elsewhere),) if elsewhere else ()))), "notes")
    )
    assert [line for line in lines[1:] if line.strip()] == words


def test_other_references_are_links_with_the_annotations_on_them_and_come_last() -> None:
    others = (OtherReference("/data/mali.db", "Mali", 0), OtherReference("/data/niger.db", "Niger", 2))
    shown = lay_out(home_page(own=Own(), others=others))
    assert texts(section(shown, "other-references")) == ["Mali mali.db · opened last", "Niger niger.db · 2 annotations"]
    links = [link for link in page_links(shown, ENGLISH) if link.heading == "Other references"]
    assert [(link.name, link.target, link.leads_to) for link in links] == [
        ("Mali", "reference:/data/mali.db", "another reference"),
        ("Niger", "reference:/data/niger.db", "another reference"),
    ]


def test_before_annotations_are_read_no_number_of_them_is_shown() -> None:
    shown = [words for _, words in headings(lay_out(home_page(own=None)))]
    assert [each for each in shown if each.startswith(("Book", "Latest"))] == ["Bookmarks", "Latest notes"]


def test_a_saved_home_page_has_nothing_of_the_user() -> None:
    page = home_page(own=OWN, recent=(ref("country/b", "Beta"),), recent_searches=("secret",), saved=(("mine", "x"),))
    text = write_text(lay_out_whole(page, EDITION, TODAY, ENGLISH))
    for own in ("Tunisia", "Ask again", "Beta", "secret", "mine"):
        assert own not in text
    read = write_text(lay_out_whole(page, EDITION, TODAY, ENGLISH, with_own=True))
    assert "Tunisia" in read


def test_the_note_that_matters_most_is_shown_and_the_others_are_folded() -> None:
    page = home_page(*DATA_NOTES, foremost=(DATA_NOTES[1].id,))
    document = lay_out(page)
    assert (2, "Data notes 3") in headings(document)
    shown, fold = section(document, "data-notes")
    assert words(shown.line).startswith("b: other")
    assert fold.line == (Fold("2 more data notes", NOTES, False),)
    assert "first" not in texts(document.blocks)
    unfolded = lay_out(page, NOTES)
    folds = [
        part
        for block in section(unfolded, "data-notes")
        if isinstance(block, Paragraph)
        for part in block.line
        if isinstance(part, Fold)
    ]
    assert [(each.key, each.text, each.unfolded) for each in folds[1:]] == [("project/a", "a (2)", False)]


def test_unfolded_notes_are_below_their_entry_with_a_link_to_its_page_and_their_sources() -> None:
    page = home_page(*DATA_NOTES, note("project/c", "last"), foremost=(DATA_NOTES[1].id,))
    document = lay_out(page, NOTES, SOURCES, "project/a")
    blocks = [block for block in section(document, "data-notes") if not (isinstance(block, Paragraph) and block.role)]
    _, entry, notes, other = blocks
    assert texts([notes]) == ["first", "second"]
    assert [part.address for part in entry.line if isinstance(part, Link)] == ["coop:project/a"]
    assert not [part for part in other.line if isinstance(part, Link)]
    assert section(document, "sources")


@pytest.mark.parametrize(
    ("added", "shown", "fold"),
    [
        ((), ["a: first", "b: other", "a: second"], []),
        ((note("theme/t", "on all"),), ["t: on all", "a: first", "b: other"], ["1 more data note"]),
        (
            (note("theme/t", "on all"), note("theme/t", "also")),
            ["t: on all", "t: also", "a: first"],
            ["2 more data notes"],
        ),
    ],
)
def test_without_a_note_on_sums_the_first_notes_are_shown_those_of_themes_before_others(
    added: tuple[object, ...], shown: list[str], fold: list[str]
) -> None:
    document = lay_out(home_page(*DATA_NOTES, *added))
    lines = [words(each.line) for each in section(document, "data-notes") if isinstance(each, Paragraph)]
    assert [line.rstrip("abc ") for line in lines[: len(shown)]] == shown
    assert lines[len(shown) :] == fold


def test_the_notes_of_an_import_are_folded() -> None:
    document = lay_out(home_page(*DATA_NOTES, imported=IMPORTED))
    assert [words(each.line) for each in section(document, "data-notes")] == ["3 data notes"]


def test_an_edition_without_notes_says_so() -> None:
    assert texts(section(lay_out(home_page()), "data-notes")) == ["This edition has none."]


IMPORTED = ImportSummary((), 1, (), 0)


def test_an_import_has_no_empty_section_of_data_notes_but_those_it_has() -> None:
    assert "data-notes" not in anchors(home_page(imported=IMPORTED))
    assert "data-notes" in anchors(home_page(*DATA_NOTES, imported=IMPORTED))


@pytest.mark.parametrize("own", [None, Own(keeps_space=True), OWN])
def test_the_home_page_of_an_import_has_no_gap_of_empty_lines(own: Own | None) -> None:
    document = lay_out(home_page(own=own, imported=IMPORTED))
    lines = [len(section(document, anchor)) for anchor in ("bookmarks", "notes")]
    assert lines == ([1, 2] if own is OWN else [1, 1])


def test_the_note_on_a_marked_country_is_shown_with_its_marker() -> None:
    marked = ref("country/XK", "Kosovo*", "*")
    legal = statement("country/XK", "without prejudice", StatementKind.LEGAL_NOTE)
    page = home_page(refs=[marked], recent=(marked,), legal_notes=(legal,))
    assert [
        words(block.line) for block in lay_out(page).blocks if isinstance(block, Paragraph) and block.role == "note"
    ] == ["* Kosovo*: without prejudice"]


def test_kinds_of_notes_that_are_left_out_are_counted() -> None:
    def said(kinds: int) -> str:
        counts = tuple(NoteCount(ImportSeverity.KEPT, f"code-{number}", 1) for number in range(kinds))
        return " ".join(texts(section(lay_out(home_page(imported=ImportSummary((), 0, counts, kinds))), "import")))

    assert "more kind" not in said(6)
    assert "and 1 more kind of note" in said(7)
    assert "and 2 more kinds of notes" in said(8)
