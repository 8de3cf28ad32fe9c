"""The user's own part of the home page: how much of it is shown, and the lines on each bookmark and note."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.editions import OtherReference
from coopviewer.domain.reference.pages import HomePage, Own, OwnNote, Target
from coopviewer.rendering.document.document import Block, Heading, Link, Paragraph
from coopviewer.rendering.pages.home_own import own_blocks
from tests.reference_values import ref
from tests.rendering.reference_samples import home_page, words

DAY = date(2026, 11, 2)
WELLS = Target("project/wells", "Wells of the region (WELLS)")


def sections(page: HomePage) -> dict[str, list[str]]:
    """Return the lines of each section, by its heading; a line that keeps a space free is empty."""
    found: dict[str, list[str]] = {}
    for block in own_blocks(page, ENGLISH):
        if isinstance(block, Heading):
            found[words(block.line)] = []
        elif isinstance(block, Paragraph):
            assert block.role == "entry"
            found[list(found)[-1]].append(words(block.line).strip())
    return found


def lines_of(page: HomePage, heading: str) -> list[str]:
    (lines,) = (lines for title, lines in sections(page).items() if title.startswith(heading))
    return lines


def own(**more: Any) -> HomePage:
    return home_page(own=Own(**more))


def targets(number: int) -> tuple[Target, ...]:
    return tuple(Target(f"country/c{at}", f"Country {at}") for at in range(number))


def notes(number: int) -> tuple[OwnNote, ...]:
    return tuple(OwnNote(f"Note {at}", None, (), DAY) for at in range(number))


def test_a_page_that_shows_nothing_of_the_user_has_no_such_part() -> None:
    assert own_blocks(home_page(shows_own=False, recent=(ref("country/a"),)), ENGLISH) == []


def test_the_sections_are_in_their_order_and_those_without_lines_are_left_out() -> None:
    page = home_page(
        own=Own(targets(1), 1, notes(1), 1),
        recent=(ref("country/a"),),
        saved=(("Name", "query"),),
        others=(OtherReference("/data/mali.db", "Mali", 0),),
    )
    assert list(sections(page)) == [
        *("Recently opened", "Saved searches", "Bookmarks 1  All", "Latest notes 1  All", "Other references")
    ]
    assert list(sections(home_page())) == ["Bookmarks", "Latest notes"]


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (4, 4), (5, 4)])
def test_at_most_four_bookmarks_are_shown(number: int, shown: int) -> None:
    lines = lines_of(own(bookmarks=targets(number), bookmark_total=number), "Bookmarks")
    assert [line for line in lines if line.startswith("Country")] == [f"Country {at}" for at in range(shown)]


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (3, 3), (4, 3)])
def test_at_most_three_notes_are_shown(number: int, shown: int) -> None:
    lines = lines_of(own(notes=notes(number), note_total=number), "Latest notes")
    assert [line for line in lines if line.startswith("Note")] == [f"Note {at}" for at in range(shown)]


@pytest.mark.parametrize(("number", "shown"), [(1, 1), (6, 6), (7, 6)])
def test_at_most_six_entries_and_six_searches_are_among_what_was_opened_last(number: int, shown: int) -> None:
    refs = tuple(ref(f"country/c{at}") for at in range(number))
    entries, searches = home_page(recent=refs), home_page(recent_searches=tuple(map(str, range(number))))
    assert lines_of(entries, "Recently opened") == [f"c{at} Country" for at in range(shown)]
    assert lines_of(searches, "Recently opened") == [f"{at} Search" for at in range(shown)]


@pytest.mark.parametrize(
    ("total", "count"),
    [(0, ""), (1, " 1  All"), (999, " 999  All"), (1_000, " 1,000 or more  All"), (1_001, " 1,000 or more  All")],
)
def test_a_heading_counts_up_to_a_thousand(total: int, count: str) -> None:
    page = own(bookmarks=targets(min(total, 1)), bookmark_total=total, notes=notes(min(total, 1)), note_total=total)
    assert list(sections(page)) == [f"Bookmarks{count}", f"Latest notes{count}"]


def test_all_of_them_are_a_link_away() -> None:
    blocks = own_blocks(own(bookmark_total=1, note_total=1), ENGLISH)
    links = [
        part.address for block in blocks if isinstance(block, Heading) for part in block.line if type(part) is Link
    ]
    assert links == ["coop:annotations?motivation=bookmarking", "coop:annotations"]


def empty_lines(page: HomePage) -> list[int]:
    """Return how many lines bookmarks and notes have in all, and how many of these are empty, one after the other."""
    return [number for lines in sections(page).values() for number in (len(lines), lines.count(""))]


@pytest.mark.parametrize("is_kept", [False, True])
def test_space_is_kept_until_annotations_are_read_and_later_if_that_is_asked(is_kept: bool) -> None:
    assert empty_lines(home_page(own=None)) == [4, 4, 6, 6]
    few = own(bookmarks=targets(1), bookmark_total=1, notes=notes(1), note_total=1, keeps_space=is_kept)
    assert empty_lines(few) == ([4, 3, 6, 4] if is_kept else [1, 0, 2, 0])
    all_there = own(bookmarks=targets(4), bookmark_total=4, notes=notes(3), note_total=3, keeps_space=is_kept)
    assert empty_lines(all_there) == [4, 0, 6, 0]


NIGER = Target("country/NE", "Niger")


@pytest.mark.parametrize(
    ("note", "line"),
    [
        (OwnNote("x", NIGER, (), DAY), "Niger · 2 November 2026"),
        (OwnNote("x", WELLS, ("a", "b"), DAY, "Ann"), "WELLS · Ann · #a · #b · 2 November 2026"),
        (OwnNote("x", None, (), DAY), "2 November 2026"),
        (OwnNote("x", None, ("a",), DAY, "Ann"), "Ann · #a · 2 November 2026"),
    ],
)
def test_under_a_note_is_where_it_is_whose_it_is_and_of_when(note: OwnNote, line: str) -> None:
    assert lines_of(own(notes=(note,), note_total=1), "Latest notes") == ["x", line]


def test_bookmarks_have_short_titles_and_lead_to_their_entries() -> None:
    blocks: list[Block] = own_blocks(own(bookmarks=(WELLS,), bookmark_total=1), ENGLISH)
    assert blocks[1] == Paragraph((Link("WELLS", "coop:project/wells"),), "entry")


def test_notes_on_other_references_are_counted_only_where_there_is_none_here() -> None:
    elsewhere = (("urn:a", 1), ("urn:b", 2))
    words = "3 annotations on other references are shown when those references are open."
    assert lines_of(own(elsewhere=elsewhere), "Latest notes")[1:] == [words]
    assert lines_of(own(elsewhere=elsewhere, notes=notes(1), note_total=1), "Latest notes") == [
        *("Note 0", "2 November 2026")
    ]
    assert lines_of(own(elsewhere=elsewhere), "Bookmarks") == ["None yet: Ctrl+D adds one."]


def test_another_reference_has_the_name_of_its_file_and_the_annotations_on_it() -> None:
    place = str(Path("/data/mali.db"))
    others = tuple(OtherReference(place, "Mali", number) for number in (0, 1, 2))
    assert lines_of(home_page(others=others), "Other references") == [
        *("Mali mali.db · opened last", "Mali mali.db · 1 annotation", "Mali mali.db · 2 annotations")
    ]
