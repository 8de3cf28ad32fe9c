"""Annotations, their tags and texts as they are stored."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import RFC_4122, UUID

import pytest

from coopviewer.domain.annotations.annotation import (
    DAYS_IN_BIN,
    Anchor,
    clean_tag,
    clean_text,
    is_cut_tag,
    new_uuid,
    select,
    sorted_tags,
    utc_now,
)
from tests.annotated import THEN, annotation

TAGS = [
    ("verify", "verify"),
    ("  #To\tverify \n now ", "To verify now"),
    ("##", ""),
    ("می‌خواهم", "می‌خواهم"),  # with a joiner that is not shown
    ("👩\u200d💻 🏳️\u200d🌈", "👩\u200d💻 🏳️\u200d🌈"),
    ("\U0001fae8", "\U0001fae8"),  # of Unicode 15, which Python 3.11 does not know
    ("bell\a\x00 and \u202eturned\u202c", "bell � and turned"),
    ("half \ud83d", "half �"),
    ("e\u0301", "é"),
    ("x" * 201, "x" * 200),
    ("\u200b", ""),
    ("#\u200d\ufe0f \u2060\u00ad\u3164", ""),
    ("\u200b#verify\u200b", "verify"),
    ("\u2800\U000e0041", ""),
    ("y" * 199 + " z", "y" * 199),
]


@pytest.mark.parametrize(("written", "kept"), TAGS)
def test_a_tag_is_stored_without_control_characters(written: str, kept: str) -> None:
    assert clean_tag(written) == kept
    assert clean_tag(kept) == kept


def test_tags_are_sorted_without_duplicates() -> None:
    assert sorted_tags(["b", "#a", "B", "a ", "", " "]) == ("a", "b")


def test_cleaning_a_text_keeps_its_length_and_its_storable_characters() -> None:
    assert clean_text("a\0b\ud800c\udfff🇳🇪\r\n") == "a�b�c�🇳🇪\r\n"


@pytest.mark.parametrize(
    ("tag", "is_cut"), [("x" * 200, False), ("x" * 201, True), (f"  #{'x' * 200} ", False), ("", False)]
)
def test_a_tag_of_up_to_two_hundred_code_points_is_stored_whole(tag: str, is_cut: bool) -> None:
    assert is_cut_tag(tag) is is_cut
    assert len(clean_tag(tag)) <= 200


def test_an_annotation_has_its_last_anchor_and_its_first_quotation() -> None:
    first, last = (select(text, 0, 5, fact_id="f", field="text") for text in ("Niger", "niger"))
    made = annotation("a", "", first)
    found = annotation("a", anchors=(*made.anchors, Anchor(selector=last, edition="f", edition_sha256="1" * 64)))
    assert found.anchor is not None
    assert (found.anchor.selector, found.quotation) == (last, "Niger")
    whole = annotation("b", "a note")
    assert (whole.anchor, whole.quotation) == (None, "")


def test_an_annotation_in_the_bin_is_deleted() -> None:
    assert annotation("a", deleted_at=THEN).is_deleted
    assert not annotation("a").is_deleted


def test_a_change_makes_the_next_revision_with_its_tags_in_order() -> None:
    before = annotation("a", "x", tags=("z",), revision=4)
    after = before.changed(THEN + timedelta(1), tags=("b", "#A", "b"))
    assert (after.revision, after.modified, after.tags) == (5, THEN + timedelta(1), ("A", "b"))
    assert (after.body, after.created) == (before.body, before.created)
    assert before.changed(THEN, body="y").tags == ("z",)


def test_a_selector_has_thirty_two_code_points_of_context_on_either_side() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(200))
    inside = select(text, 100, 110, fact_id="f", field="text")
    assert (inside.start, inside.end, inside.exact) == (100, 110, text[100:110])
    assert (inside.prefix, inside.suffix) == (text[68:100], text[110:142])
    near = select(text, 10, 190, fact_id="f", field="text")
    assert (near.prefix, near.suffix) == (text[:10], text[190:])
    whole = select(text, 0, 200, fact_id="f", field="text")
    assert (whole.prefix, whole.suffix) == ("", "")
    assert select(text, 33, 34, fact_id="f", field="text").prefix == text[1:33]


def test_times_are_in_utc_and_to_the_millisecond() -> None:
    now = utc_now()
    assert now.tzinfo is UTC
    assert now.microsecond % 1000 == 0
    assert timedelta(0) <= utc_now() - now < timedelta(minutes=1)
    assert abs(datetime.now(UTC) - now) < timedelta(seconds=10)


def test_new_uuids_are_unique_and_random_ones_in_their_standard_form() -> None:
    made = {new_uuid() for _ in range(100)}
    assert len(made) == 100
    for each in made:
        assert str(UUID(each)) == each
        assert (UUID(each).version, UUID(each).variant) == (4, RFC_4122)
    assert all(len({each[place] for each in made}) > 1 for place in (*range(8), *range(9, 13), *range(15, 18), 35))


def test_the_guide_states_the_days_in_the_bin() -> None:
    guide = Path(__file__).parents[3].joinpath("docs/user-guide.md").read_text(encoding="utf-8")
    assert f"in a bin for {DAYS_IN_BIN} days" in " ".join(guide.split())
