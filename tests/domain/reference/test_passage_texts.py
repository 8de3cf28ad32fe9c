"""Finding a source's passages in the user's copy of its document."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.authoring.passages import cut
from coopviewer.domain.reference.passage_texts import match_passages, passage_sha256
from coopviewer.domain.reference.sources import Passage

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
    beyond = PASSAGES[-1]._replace(char_start=PASSAGES[-1].char_start, char_end=10_000)
    assert match_passages(DOCUMENT, [beyond._replace(sha256=passage_sha256("line"))]).spans == {}


def test_a_cancelled_search_stops() -> None:
    assert match_passages(f"In front\n{DOCUMENT}", PASSAGES, lambda: True).spans == {}


def test_the_work_for_overlapping_ranges_is_limited() -> None:
    whole = PASSAGES[0]._replace(char_start=0, char_end=len(DOCUMENT), sha256="0" * 64)
    many = [whole._replace(id=f"wells/X{number}", ordinal=number) for number in range(10)]
    wanted = PASSAGES[1]._replace(ordinal=11)
    assert match_passages(DOCUMENT, [*many, wanted]).spans == {wanted.id: (wanted.char_start, wanted.char_end)}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.text("xy \n\r", max_size=20))
def test_every_passage_is_found_after_lines_are_added_in_front(document: str, front: str) -> None:
    passages = cut(document, "source/any")
    matched = match_passages(f"{front}\n\n{document}", passages)
    assert set(matched.spans) == {passage.id for passage in passages}
    for passage in passages:
        assert passage_sha256(matched.text[slice(*matched.spans[passage.id])]) == passage.sha256


def passage(number: int, start: int, end: int, text: str) -> Passage:
    """Make a passage at a range, whose text it is."""
    return PASSAGES[0]._replace(
        id=f"wells/{number}",
        ordinal=number,
        char_start=start,
        char_end=end,
        sha256=passage_sha256(text),
    )


def test_a_passage_within_a_line_is_found_at_its_range_alone() -> None:
    line = "Fifty wells in Niger"
    parts = [passage(1, 0, 5, "Fifty"), passage(2, 6, 11, "wells"), passage(3, 15, 20, "Niger")]
    assert match_passages(line, parts).spans == {"wells/1": (0, 5), "wells/2": (6, 11), "wells/3": (15, 20)}
    assert match_passages(f"x{line}", parts).spans == {}


def test_passages_may_be_given_in_any_order() -> None:
    assert match_passages(DOCUMENT, PASSAGES[::-1]) == match_passages(DOCUMENT, PASSAGES)


def test_a_copy_in_which_nothing_is_found_is_given_as_it_is() -> None:
    for copy in ("Something else\nin two lines", "Something else\r\nin two lines", ""):
        assert match_passages(copy, PASSAGES).text == copy


def test_no_other_line_ends_are_tried_when_the_search_is_no_longer_wanted() -> None:
    copy = DOCUMENT.replace("\n", "\r\n")
    assert match_passages(copy, PASSAGES).text == DOCUMENT
    stopped = match_passages(copy, PASSAGES, lambda: True)
    assert stopped.text == copy
    assert len(stopped.spans) < len(PASSAGES)


def test_of_two_places_as_near_the_first_is_taken() -> None:
    wanted = passage(1, 7, 10, "abc")
    assert match_passages("x\nabc\nyy\nzz\nabc\nx", [wanted]).spans == {"wells/1": (2, 5)}
    assert match_passages("abc\nx\nyy\nzz\nabc\nx", [wanted]).spans == {"wells/1": (12, 15)}


def test_lines_that_follow_a_shifted_one_are_looked_for_as_far_from_their_range() -> None:
    first, second = passage(1, 0, 5, "Wells"), passage(2, 6, 9, "abc")
    copy = "abc\nxx\nyyyyy\nzz\nWells\nabc\nabc"
    assert match_passages(copy, [first, second]).spans == {"wells/1": (16, 21), "wells/2": (22, 25)}


def test_a_passage_at_its_range_ends_the_shift_of_those_before_it() -> None:
    first, second, third = passage(1, 0, 3, "abc"), passage(2, 10, 15, "Wells"), passage(3, 20, 23, "xyz")
    copy = "xxxx\nabc\n\nWells\nxyz\nxx\nxyz\n"
    assert match_passages(copy, [first, second, third]).spans == {
        "wells/1": (5, 8),
        "wells/2": (10, 15),
        "wells/3": (23, 26),
    }


def test_a_passage_within_a_line_is_found_where_the_one_before_it_moved_to() -> None:
    heading, first, second = passage(1, 0, 4, "Page"), passage(2, 6, 11, "Wells"), passage(3, 12, 17, "Fifty")
    copy = "Page\n\nPut in\nWells\nFifty wells in Niger"
    assert match_passages(copy, [heading, first, second]).spans == {
        "wells/1": (0, 4),
        "wells/2": (13, 18),
        "wells/3": (19, 24),
    }


def test_a_line_that_moved_further_than_the_one_before_it_is_looked_for_near_that() -> None:
    first, second = passage(1, 6, 11, "Wells"), passage(2, 12, 15, "abc")
    copy = "abc\nxx\nyyyyy\nzz\nabc\nWells\n\n\nabc"
    assert match_passages(copy, [first, second]).spans == {"wells/1": (20, 25), "wells/2": (28, 31)}


def test_after_a_passage_at_its_range_the_nearest_of_several_places_is_taken() -> None:
    first, second = passage(1, 0, 5, "Wells"), passage(2, 10, 13, "abc")
    assert match_passages("Wells\nabc\nxyz0\nabc", [first, second]).spans["wells/2"] == (6, 9)
    assert match_passages("Wells\nabc\nxyz\nabc", [first, second]).spans["wells/2"] == (6, 9), "the first of two"


def test_whether_a_search_is_still_wanted_is_asked_rarely() -> None:
    asked: list[None] = []
    match_passages("a line\n" * 500, [passage(1, 0, 3, "abc")], lambda: bool(asked.append(None)))
    assert 1 <= len(asked) < 20


@pytest.mark.parametrize(
    "copy", ["Saved.\n\nFifty wells\nin Niger\n\nThe end", "Saved.\n\n  Fifty wells\n  in Niger  "]
)
def test_a_passage_of_two_lines_is_found_in_the_middle_and_at_the_end(copy: str) -> None:
    matched = match_passages(copy, [passage(1, 0, 20, "Fifty wells in Niger")])
    (span,) = matched.spans.values()
    assert matched.text[slice(*span)].split() == ["Fifty", "wells", "in", "Niger"]
    assert (matched.text[span[0]], matched.text[span[1] - 1]) == ("F", "r")


def test_a_line_in_a_paragraph_is_found_by_itself_and_lines_on_either_side_of_a_blank_one_are_not_joined() -> None:
    copy = "Saved.\n\nFifty wells\nin Niger\n\nThe end"
    assert match_passages(copy, [passage(1, 0, 8, "in Niger")]).spans == {"wells/1": (20, 28)}
    assert match_passages(copy, [passage(1, 0, 15, "in Niger The end")]).spans == {}


def test_no_more_of_a_document_is_read_than_its_ranges_need_within_reason() -> None:
    text = "x" * 90 + "0123456789"
    ends = [passage(number, 90, 100, "0123456789") for number in range(35)]
    assert len(match_passages(text, ends).spans) == 35
    document = f"{text}\n\n{text}"
    wholes = [passage(number, 0, len(document), document) for number in range(1000)]
    assert 1 <= len(match_passages(document, wholes).spans) < 50
