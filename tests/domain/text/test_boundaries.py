"""Boundaries of words, numbers, characters and sentences, in any script."""

import pytest

from coopviewer.domain.text.boundaries import (
    begins_sentence,
    is_inside_character_at,
    is_inside_word,
    is_inside_word_at,
    is_self_contained,
    sentence_after,
    sentence_before,
)


@pytest.mark.parametrize(
    "cut",
    [
        "Ni|ger",
        "F|1",
        "1|F",
        "Kosovo|*",  # Kosovo* is not Kosovo
        "e|\u0301te\u0301",
        "e\u0301|te\u0301",
        "क|िसान",  # a spacing vowel sign
        "कि|सान",
        "Kosove\u0301|*",
        "👩|\u200d💻",
        "👩\u200d|💻",
        "☎|\ufe0e",
        "☎|\ufe0f",
        "👍|\U0001f3fb",
        "👍|\U0001f3ff",
        "🇦|🇿",
        "🇿|🇦",
        "3|,5 million",
        "cost 3,|5 million",
        "1|.5",
        "4\u202f|000",
        "4\u00a0|000",
        "4| 000",
        "1 |250",
        "1’|250",
    ],
)
def test_a_boundary_inside_a_word_a_number_or_a_character(cut: str) -> None:
    assert is_inside_word(*cut.split("|"))


@pytest.mark.parametrize(
    "cut",
    [
        "|",
        "|Niger",
        "Niger|",
        "|, 5",
        "5,|",
        "Niger| and",
        "Niger |and",
        "of |État",
        "Kosovo*| and",
        "Kosovo*|s",
        "Kosovo |*",
        "e\u0301| te",
        "e\u0301|, te",
        "👍|👍",
        "👍|🏺",  # the character before the skin tones
        "👍|🐀",  # the character after them
        "of |🇦",
        "🇦| of",
        "in|🇳🇪",
        "🇳🇪|in",
        "3|, 5",
        "3|,",
        "3|,x",
        "3|;5",
        "3;|5",
        "x|,5",
        "x,|5",
        ",|5",
        "3,|x",
        "3, |5",
    ],
)
def test_a_boundary_between_words_or_characters(cut: str) -> None:
    assert not is_inside_word(*cut.split("|"))


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("", []),
        ("Niger", [1, 2, 3, 4]),
        ("a 3,5 b", [3, 4]),
        ("3,5", [1, 2]),
        ("ab: 3, 5*", [1, 8]),
        ("e\u0301 👍🏽", [1, 4]),
    ],
)
def test_every_offset_of_a_text_is_inside_a_word_or_not(text: str, within: list[int]) -> None:
    assert [at for at in range(len(text) + 1) if is_inside_word_at(text, at)] == within


@pytest.mark.parametrize(
    "before", ["", " ", "\n", "Ended. ", "Ended.", "Really? ", "Now! ", "So… ", "حقا؟ ", "ختم\u06d4 ", "Aims: ",
               "one; ", "a heading\n", "a heading \n  "],
)  # fmt: skip
def test_a_sentence_begins_after_a_sentence_a_colon_or_a_new_line(before: str) -> None:
    assert begins_sentence(before)


@pytest.mark.parametrize("before", ["the ", "the", "one, ", "Ended. The ", "a heading\nthe ", "Aims: the "])
def test_no_sentence_begins_after_a_word_or_a_comma(before: str) -> None:
    assert not begins_sentence(before)


@pytest.mark.parametrize(
    "text",
    [
        "|Niger|",
        " |Niger| ",
        "|It ended.|",
        "It began. |It ended.| It",
        "It began. |It ended. | It",
        "It began. |It ended|. It",
        "It began. |It ended| . It",
        "Aims: |training;| patrols",
        "Aims: |training|; patrols",
        "|It ended|",
        "It began. |It ended|",
    ],
)
def test_a_whole_sentence_is_self_contained(text: str) -> None:
    assert is_self_contained(*text.split("|"))


@pytest.mark.parametrize(
    "text",
    [
        "It |ended.| It",
        "It |ended.|",
        "It began. |It ended| in 2019. ",
        "|It| ended.",
        "|It ended, | and",
        "It |began. It ended|. ",
    ],
)
def test_a_part_of_a_sentence_is_not_self_contained(text: str) -> None:
    assert not is_self_contained(*text.split("|"))


@pytest.mark.parametrize(
    ("before", "last"),
    [
        ("", ""),
        ("the border", "the border"),
        ("One. Two", "Two"),
        ("One. Two! Three", "Three"),
        ("One? (Two.) Three", "Three"),
        ("He said “no.” Three", "Three"),
        ("A heading\n  the border", "the border"),
        ("version 1.5 of", "version 1.5 of"),
        ("One. ", ""),
        ("One.", "One."),
    ],
)
def test_the_last_sentence_of_the_text_before_is_returned(before: str, last: str) -> None:
    assert sentence_before(before) == last


@pytest.mark.parametrize(
    ("after", "first"),
    [
        ("", ""),
        ("in 2019", "in 2019"),
        ("in 2019. It", "in 2019."),
        ("in 2019! It. And", "in 2019!"),
        ("in 2019.", "in 2019."),
        ("in 2019\nA heading", "in 2019"),
        ("in 2019.\n\nA heading", "in 2019."),
        ("version 1.5 of it", "version 1.5 of it"),
        (". It", "."),
        ("\nIt", ""),
    ],
)
def test_the_first_sentence_of_the_text_after_is_returned(after: str, first: str) -> None:
    assert sentence_after(after) == first


@pytest.mark.parametrize(
    ("text", "inside"),
    [("e\u0301te", [1]), ("te\u0301", [2]), ("\U0001f44d\U0001f3fd!", [1]), ("Kosovo*", []), ("ab", [])],
)
def test_an_offset_between_a_letter_and_its_mark_is_inside_a_character(text: str, inside: list[int]) -> None:
    assert [offset for offset in range(1, len(text)) if is_inside_character_at(text, offset)] == inside


@pytest.mark.parametrize(
    ("text", "inside"),
    [("e\u0301👍\U0001f3fdx", [1, 3]), ("👩\u200d💻 a", [1, 2]), ("ab", [])],
)
def test_a_character_and_what_belongs_to_it(text: str, inside: list[int]) -> None:
    assert [offset for offset in range(1, len(text)) if is_inside_character_at(text, offset)] == inside
