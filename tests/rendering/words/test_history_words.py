"""How the versions of an annotation are told apart in a list."""

from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest

from coopviewer.domain.annotations.annotation import AnnotationStatus, Colour, Person, Selector
from coopviewer.domain.annotations.versions.version import make_version
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.review.history_words import state_line, version_row
from tests.annotated import THEN, annotation

ON = Selector(fact_id="f", field="text", start=0, end=5, exact="these words")
NOTE = annotation("6f1c0a5e-7a0e-4f57-9a7c-2f4a3f0d9b11", "The partners of the network are named in the annex.")


@pytest.mark.parametrize(
    ("beside", "shown"),
    [
        ("", "“The partners of the network are named in the annex.”"),
        ("Another note", "“The partners of the network are named in the annex.”"),
        (NOTE.body, "“The partners of the network are named in the annex.”"),
        ("The partners of the network are named on page 3.", "“…network are named in the annex.”"),
        ("The partners of the network are  named in the", "“…named in the annex.”"),
    ],
)
def test_a_version_begins_shortly_before_what_differs(beside: str, shown: str) -> None:
    version = make_version(NOTE, Person("person/zoe", "Zoë"))
    row = version_row(version, ENGLISH, UTC, beside=beside)
    assert row.strip("\u2068\u2069").split(" · ")[1:] == ["Zoë", shown]


def row(body: str = "A note", beside: str = "", **more: Any) -> str:
    version = make_version(replace(NOTE, **{"body": body, **more}), Person("person/zoe", "Zoë"))
    return version_row(version, ENGLISH, UTC, beside=beside).strip("\u2068\u2069")


def test_a_row_has_time_and_author_and_says_that_a_version_deletes() -> None:
    assert row() == "23 Nov 2026, 21:40 · Zoë · “A note”"
    assert row(deleted_at=THEN) == "23 Nov 2026, 21:40 · Zoë · “A note” · deleted"
    assert row("") == "23 Nov 2026, 21:40 · Zoë"
    assert row("", anchors=annotation("a", on=ON).anchors) == "23 Nov 2026, 21:40 · Zoë · “these words”"


@pytest.mark.parametrize(("length", "shown"), [(80, "x" * 80), (81, "x" * 79 + "…")])
def test_at_most_eighty_characters_of_a_note_are_shown(length: int, shown: str) -> None:
    assert row("x" * length).endswith(f"“{shown}”")


@pytest.mark.parametrize(
    ("same", "shown"),
    [
        ("abcdefghij klmnop qrstuvwxyz 1", "…qrstuvwxyz 1 new"),
        ("abcdefghij klmnop qrstuvwxyz ", "abcdefghij klmnop qrstuvwxyz  new"),
        ("a" * 40, "a" * 40 + " new"),  # no word begins before the difference
    ],
)
def test_only_a_beginning_of_thirty_characters_in_common_is_left_out(same: str, shown: str) -> None:
    assert row(f"{same}X new", beside=f"{same}Y old").endswith(f"“{shown.replace(' new', 'X new')}”")


def test_a_version_says_its_state_after_who_made_it() -> None:
    note = replace(NOTE, tags=("a", "b"), status=AnnotationStatus.VERIFIED, colour=Colour.BLUE)
    assert state_line(note, Person("p", ""), ENGLISH, UTC) == (
        "unknown author · 23 Nov 2026, 21:40 · verified · blue · #a #b"
    )
    gone = replace(NOTE, deleted_at=THEN, target_entry_id="country/NE")
    assert state_line(gone, Person("p", "Zoë"), ENGLISH, UTC) == (
        "Zoë · 23 Nov 2026, 21:40 · deleted · Link to country/NE"
    )
