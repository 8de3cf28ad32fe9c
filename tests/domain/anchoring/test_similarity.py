"""Finding in a text the passage that is most like a quotation."""

from hashlib import sha256

import pytest

from coopviewer.domain.anchoring.quotations import Quotation, quotation_of
from coopviewer.domain.anchoring.similarity import Likest, find_likest, grams_of, likeness
from coopviewer.domain.annotations.annotation import select

WORDS = "Officers of eight countries recieve training in analysing risks."
NOW = "Officers of eight countries receive training in analysing risks."
OTHER = "A handbook is written in three languages, and the network meets twice a year. "


def quotation(words: str, before: str = "", after: str = "") -> Quotation:
    text = before + words + after
    return quotation_of(select(text, len(before), len(before) + len(words), fact_id="f", field="text"))


def likest(made: Quotation, text: str) -> Likest | None:
    return find_likest(made, text, grams_of(text))


def found(made: Quotation, text: str) -> str | None:
    place = likest(made, text)
    return None if place is None else text[place.start : place.end]


@pytest.mark.parametrize(
    ("old", "new", "alike"),
    [
        ("", "", 1.0),
        ("abcd", "abcd", 1.0),
        ("abcd", "", 0.0),
        ("abcd", "abxy", 0.5),
        ("a" * 2000, "a" * 1999 + "b", 1999 / 2000),
        ("a" * 2001, "a" * 2000 + "b", 0.0),  # beyond that, word by word
        ("a" * 5, "a" * 2001, 0.0),
        ("ward " * 600, "word " * 600, 0.0),
        ("one " * 600 + "two", "one " * 600 + "ten", 600 / 601),
    ],
)
def test_long_texts_are_compared_word_by_word(old: str, new: str, alike: float) -> None:
    assert likeness(old, new) == pytest.approx(alike)
    assert likeness(new, old) == pytest.approx(alike)


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("", {}),
        ("abc", {}),
        ("abcd", {"abcd": [0]}),
        ("abcdeabcd", {"abcd": [0, 5], "bcde": [1], "cdea": [2], "deab": [3], "eabc": [4]}),
        ("aaaaa", {"aaaa": [0, 1]}),
    ],
)
def test_each_run_of_letters_is_listed_with_where_it_stands(text: str, grams: dict[str, list[int]]) -> None:
    assert grams_of(text) == grams


@pytest.mark.parametrize("before", ["", OTHER, OTHER * 5, OTHER * 50])
@pytest.mark.parametrize("after", ["", f" {OTHER}", f" {OTHER * 20}"])
def test_a_changed_sentence_is_found_wherever_it_stands(before: str, after: str) -> None:
    place = likest(quotation(WORDS), f"{before}{NOW}{after}")
    assert place is not None
    assert (place.start, place.end) == (len(before), len(before) + len(NOW))
    assert place.score == pytest.approx(likeness(WORDS, NOW))
    assert place.next_score < 0.5
    assert not place.next_score or before + after


@pytest.mark.parametrize(
    ("words", "now"),
    [
        (WORDS, "Many officers of eight countries receive training in analysing risks."),
        (WORDS, "Officers of eight countries and two agencies receive training in analysing risks."),
        (WORDS, "Officers of eight countries receive training in analysing all of the risks."),
        ("analysing risks and threats", "analysing many risks and threats"),
        ("Côte d’Ivoire trains officers", "Côte d’Ivoire trains its officers"),
        ("يدعم المشروع تدريب ضباط شرطة الحدود", "يدعم المشروع أيضا تدريب ضباط شرطة الحدود"),
    ],
)
def test_words_put_in_and_left_out_do_not_move_the_ends(words: str, now: str) -> None:
    core = found(quotation(words), f"{OTHER}{now} {OTHER}")
    assert core is not None
    assert core in now
    assert likeness(words, core) >= likeness(words, now)
    assert (core[0], core[-1]) != (" ", " ")


def test_nothing_is_found_where_nothing_is_in_common() -> None:
    assert likest(quotation(WORDS), "") is None
    assert likest(quotation(WORDS), "xyz " * 50) is None
    assert likest(quotation(WORDS), OTHER * 10) is None
    assert likest(quotation("the"), "the the the") is None, "too short for a run of letters"


def test_the_second_best_place_is_told_with_the_best() -> None:
    second = "Officers of seven countries receive training in analysing risks."
    place = likest(quotation(WORDS), f"{second} {OTHER}{NOW}")
    assert place is not None
    assert place.start == len(second) + 1 + len(OTHER)
    assert place.next_score == pytest.approx(likeness(WORDS, second), abs=0.03)
    assert place.next_score < place.score
    alone = likest(quotation(WORDS), NOW)
    assert alone is not None
    assert alone.next_score == 0


def test_of_places_alike_both_are_told_with_the_same_score() -> None:
    place = likest(quotation(WORDS), f"{NOW} {OTHER}{NOW}")
    assert place is not None
    assert place.score == place.next_score


def test_a_long_passage_is_found_by_its_ends() -> None:
    words = [sha256(bytes([number % 256, number // 256])).hexdigest()[: 3 + number % 7] for number in range(600)]
    old = " ".join(words)
    new = " ".join(word if number % 7 else f"{word}s" for number, word in enumerate(words))
    assert len(old) > 2000
    text = f"{OTHER}{new} {OTHER}"
    place = likest(quotation(old), text)
    assert place is not None
    assert text[place.start : place.end] == new


def test_a_quotation_that_begins_and_ends_within_words_is_found_within_words() -> None:
    cut = quotation("icers of eight countries recieve train", "Off", "ing in analysing risks.")
    assert found(cut, f"{OTHER}{NOW}") == "icers of eight countries receive train"


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("Off", "icers of eight countries recieve training", " in analysing risks."),
        ("", "Officers of eight countries recieve train", "ing in analysing risks."),
    ],
)
def test_a_quotation_that_was_cut_at_one_end_is_found_cut_there_alone(before: str, words: str, after: str) -> None:
    assert found(quotation(words, before, after), f"{OTHER}{NOW}") == words.replace("recieve", "receive")


def test_a_long_passage_that_ends_in_short_words_is_found_to_its_last_one() -> None:
    words = f"{WORDS[:-1]} and as it is to be or as we do so at it or by it as is"
    assert len(words) > 100
    new = words.replace("recieve", "receive")
    assert found(quotation(words), f"{OTHER}{new} in a way. {OTHER}") == new
    first = f"as it is to be or as we do so at it or by it as is and {WORDS}"
    new = first.replace("recieve", "receive")
    assert found(quotation(first), f"{OTHER}In a way {new} {OTHER}") == new


def test_a_place_right_beside_the_best_one_is_another_place() -> None:
    second = "Officers of seven countries receive training in analysing risks."
    for text in (f"{second}{NOW}", f"{NOW}{second}"):
        place = likest(quotation(WORDS), text)
        assert place is not None
        assert text[place.start : place.end] == NOW
        assert place.next_score > 0.8


LETTERS = "".join(chr(0x2500 + number) for number in range(100))  # signs that are words of their own
BLANK = "".join(chr(0x2600 + number) for number in range(80))


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        (f"{BLANK}{LETTERS[:20]}{BLANK}", False),  # 17 of 97 runs of letters
        (f"{BLANK}{LETTERS[:30]}{BLANK}", True),  # 27 of them
        (f"{BLANK}{LETTERS[:16]}{BLANK[:6]}{LETTERS[16:32]}{BLANK}", True),  # 26, a little apart
        (f"{BLANK}{LETTERS[:16]}{BLANK}{BLANK}{LETTERS[50:66]}{BLANK}", False),  # 26, far apart
    ],
)
def test_a_fifth_of_the_runs_of_letters_must_stand_together(text: str, is_found: bool) -> None:
    assert (likest(quotation(LETTERS), text) is not None) is is_found


def test_white_space_at_the_ends_is_found_only_where_the_quotation_has_it() -> None:
    assert found(quotation("eight countries recieve training"), NOW) == "eight countries receive training"
    assert found(quotation(" eight countries recieve training ", "of", "in"), NOW) == (
        " eight countries receive training "
    )


def test_a_run_of_letters_that_stands_everywhere_says_nothing() -> None:
    everywhere = "the border of the border " * 100
    assert found(quotation("the border of the village"), f"{everywhere}. The border by the village") is not None
    assert likest(quotation("border of the border"), everywhere) is None
    assert found(quotation("border of the border"), "the border of the border " * 60) == "border of the border"
