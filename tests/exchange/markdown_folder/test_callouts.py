"""Annotations as callouts: what stands in each line, and what is left out."""

from datetime import timedelta

import pytest

from coopviewer.domain.annotations.annotation import AnnotationStatus, Colour, Motivation, Person
from coopviewer.domain.language import ENGLISH
from coopviewer.exchange.markdown_folder.callouts import callout, callouts, elsewhere, warning
from tests.storage.annotations.annotation_samples import GOAL, ME, START, anchor, note

WHEN = "Ana · 25 Nov 2026, 09:30 UTC"


def linked(entry_id: str) -> str:
    return f"[{entry_id}](x.md)"


@pytest.mark.parametrize(
    ("motivation", "kind", "word"),
    [
        (Motivation.HIGHLIGHTING, "quote", "Highlight"),
        (Motivation.QUESTIONING, "question", "Question"),
        (Motivation.LINKING, "info", "Link"),
        (Motivation.BOOKMARKING, "abstract", "Bookmark"),
        (Motivation.COMMENTING, "note", "Note"),
        (Motivation.ASSESSING, "note", "Assessment"),
    ],
)
def test_the_first_line_names_the_kind_the_author_and_the_time(motivation: Motivation, kind: str, word: str) -> None:
    assert callout(note("a", "", motivation=motivation), linked, ENGLISH) == f"> [!{kind}] {word} · {WHEN}"


def test_quotation_link_note_and_tags_follow_each_other() -> None:
    full = note(
        "a",
        "first *line*\n\n\nsecond\x07",
        motivation=Motivation.LINKING,
        colour=Colour.PINK,
        status=AnnotationStatus.DISPUTED,
        tags=("a, b", "c_d"),
        target_entry_id="country/NE",
        anchors=(anchor(),),
        modified=START + timedelta(days=1),
        creator=Person(ME.uuid, "A [b]\nc"),
    )
    head, *rest = callout(full, linked, ENGLISH).split("\n")
    assert head == (
        "> [!info] Link · disputed · pink · A \\[b\\] c · 25 Nov 2026, 09:30 UTC · changed 26 Nov 2026, 09:30 UTC · "
        "edition e1"
    )
    assert rest == [
        *(">", f"> > {GOAL[:10]}", ">", "> → [country/NE](x.md)", ">", "> first \\*line\\*", ">", "> second", ">"),
        '> Tags: "a, b", c\\_d',
    ]


@pytest.mark.parametrize("body", ["", "  \n "])
def test_what_an_annotation_lacks_has_no_line(body: str) -> None:
    assert callout(note("a", body, anchors=()), linked, ENGLISH) == f"> [!note] Note · {WHEN}"


def test_several_callouts_are_below_one_heading_in_their_order() -> None:
    one = callouts([note("a", "one"), note("b", "two")], linked, ENGLISH)
    assert one == (f"## Annotations\n\n> [!note] Note · {WHEN}\n>\n> one\n\n> [!note] Note · {WHEN}\n>\n> two")
    assert callouts([], linked, ENGLISH) == ""


def test_what_has_no_page_is_named_by_its_address_above_the_callout() -> None:
    notes = [note("a", "one", entry_id="source/a_b"), note("b", "two", entry_id="project/x")]
    assert elsewhere(notes, linked, ENGLISH) == (
        f"## Annotations on other pages\n\ncoop:source/a\\_b\n\n> [!note] Note · {WHEN}\n>\n> one\n\n"
        f"coop:project/x\n\n> [!note] Note · {WHEN}\n>\n> two"
    )
    assert elsewhere([], linked, ENGLISH) == ""


def test_a_warning_is_one_line() -> None:
    assert warning("It *is*\ngone\x07.") == "> [!warning] It \\*is\\* gone."
