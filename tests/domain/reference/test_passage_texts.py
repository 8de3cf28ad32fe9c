"""Finding a source's passages in the user's copy of its document."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.authoring.passages import cut
from coopviewer.domain.reference.passage_texts import match_passages, passage_sha256

DOCUMENT = """Wells for the Sahel

A page about wells, and who pays for them.
Label:
Zo\u00eb \u2014 cafe\u0301 \U0001f6b0 \u0645\u0631\u062d\u0628\u0627

Label:
Niger  and   Nigeria

The last line"""
PASSAGES = cut(DOCUMENT, "source/wells")


def texts_found(copy: str) -> list[str]:
    """Return the text found of each passage, in order, with white space collapsed; empty if it is not found."""
    matched = match_passages(copy, PASSAGES)
    spans = [matched.spans.get(passage.id) for passage in PASSAGES]
    return [" ".join(matched.text[slice(*span)].split()) if span else "" for span in spans]


ALL = texts_found(DOCUMENT)


def test_the_document_itself_matches_at_the_ranges_of_its_passages() -> None:
    assert match_passages(DOCUMENT, PASSAGES).spans == {p.id: (p.char_start, p.char_end) for p in PASSAGES}
    assert len(ALL) == 7
    assert all(ALL)


@pytest.mark.parametrize(
    ("change", "copy"),
    [
        ("line ends of Windows", DOCUMENT.replace("\n", "\r\n")),
        ("line ends of old", DOCUMENT.replace("\n", "\r")),
        ("lines in front", f"Saved from the web\n\n{DOCUMENT}"),
        ("lines in front, and Windows", f"Saved\n\n{DOCUMENT}".replace("\n", "\r\n")),
        ("white space at the ends", DOCUMENT.replace("\n", "  \n\t")),
        ("white space within", DOCUMENT.replace(" ", " \u00a0 ")),
        ("letters put together", unicodedata.normalize("NFC", DOCUMENT)),
        ("letters taken apart", unicodedata.normalize("NFD", DOCUMENT)),
        ("an emoji in front", f"\U0001f6b0{DOCUMENT}".replace("\U0001f6b0W", "\U0001f6b0\nW")),
        ("blank lines doubled", DOCUMENT.replace("\n\n", "\n\n\n\n")),
    ],
)
def test_a_copy_with_other_line_ends_white_space_or_normal_form_matches(change: str, copy: str) -> None:
    assert [unicodedata.normalize("NFC", text) for text in texts_found(copy)] == [
        unicodedata.normalize("NFC", text) for text in ALL
    ], change


def test_a_rewrapped_passage_is_found_as_a_paragraph() -> None:
    assert texts_found(DOCUMENT.replace("Niger  and", "\nNiger\nand")) == ALL


def test_equal_lines_are_matched_to_the_nearest_passage() -> None:
    copy = f"In front\n{DOCUMENT}"
    matched = match_passages(copy, PASSAGES)
    first, second = (matched.spans[p.id] for p in PASSAGES if p.locator.startswith("label"))
    assert (first[0], second[0]) == (copy.index("Label:"), copy.rindex("Label:"))


def test_only_a_changed_passage_is_not_found() -> None:
    assert texts_found(DOCUMENT.replace("who pays", "who paid")) == ["" if "who pays" in text else text for text in ALL]


@pytest.mark.parametrize("copy", ["", "\n\n", "Something else altogether\nin two lines", "W"])
def test_no_passage_is_found_in_another_text(copy: str) -> None:
    assert match_passages(copy, PASSAGES).spans == {}


def test_a_range_beyond_the_text_never_matches() -> None:
    beyond = replace(PASSAGES[-1], char_start=PASSAGES[-1].char_start, char_end=10_000)
    assert match_passages(DOCUMENT, [replace(beyond, sha256=passage_sha256("line"))]).spans == {}


def test_a_cancelled_search_stops() -> None:
    assert match_passages(f"In front\n{DOCUMENT}", PASSAGES, lambda: True).spans == {}


def test_the_work_for_overlapping_ranges_is_limited() -> None:
    whole = replace(PASSAGES[0], char_start=0, char_end=len(DOCUMENT), sha256="0" * 64)
    many = [replace(whole, id=f"wells/X{number}", ordinal=number) for number in range(10)]
    wanted = replace(PASSAGES[1], ordinal=11)
    assert match_passages(DOCUMENT, [*many, wanted]).spans == {wanted.id: (wanted.char_start, wanted.char_end)}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.text("xy \n\r", max_size=20))
def test_every_passage_is_found_after_lines_are_added_in_front(document: str, front: str) -> None:
    passages = cut(document, "source/any")
    matched = match_passages(f"{front}\n\n{document}", passages)
    assert set(matched.spans) == {passage.id for passage in passages}
    for passage in passages:
        assert passage_sha256(matched.text[slice(*matched.spans[passage.id])]) == passage.sha256
