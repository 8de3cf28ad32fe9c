"""The passage of a text that is most similar to a quotation."""

from hashlib import sha256

import pytest

from coopviewer.domain.anchoring.quotations import Quotation, quotation_of
from coopviewer.domain.anchoring.similarity import BestMatch, find_best_match, grams_of, text_similarity
from coopviewer.domain.annotations.annotation import select

WORDS = "Officers of eight countries recieve training in analysing risks."
NOW = "Officers of eight countries receive training in analysing risks."
OTHER = "A handbook is written in three languages, and the network meets twice a year. "


def quotation(words: str, before: str = "", after: str = "") -> Quotation:
    text = before + words + after
    return quotation_of(select(text, len(before), len(before) + len(words), fact_id="f", field="text"))


def best_match(made: Quotation, text: str) -> BestMatch | None:
    return find_best_match(made, text, grams_of(text))


def found(made: Quotation, text: str) -> str | None:
    match = best_match(made, text)
    return None if match is None else text[match.start : match.end]


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
def test_long_texts_are_compared_by_word(old: str, new: str, alike: float) -> None:
    assert text_similarity(old, new) == pytest.approx(alike)
    assert text_similarity(new, old) == pytest.approx(alike)


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
def test_each_run_of_letters_is_listed_with_its_offsets(text: str, grams: dict[str, list[int]]) -> None:
    assert grams_of(text) == grams


@pytest.mark.parametrize("before", ["", OTHER, OTHER * 5, OTHER * 50])
@pytest.mark.parametrize("after", ["", f" {OTHER}", f" {OTHER * 20}"])
def test_a_changed_sentence_is_found_at_any_offset(before: str, after: str) -> None:
    match = best_match(quotation(WORDS), f"{before}{NOW}{after}")
    assert match is not None
    assert (match.start, match.end) == (len(before), len(before) + len(NOW))
    assert match.score == pytest.approx(text_similarity(WORDS, NOW))
    assert match.next_score < 0.5
    assert not match.next_score or before + after


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
def test_inserted_and_removed_words_do_not_move_the_ends(words: str, now: str) -> None:
    core = found(quotation(words), f"{OTHER}{now} {OTHER}")
    assert core is not None
    assert core in now
    assert text_similarity(words, core) >= text_similarity(words, now)
    assert (core[0], core[-1]) != (" ", " ")


def test_texts_without_common_runs_have_no_match() -> None:
    assert best_match(quotation(WORDS), "") is None
    assert best_match(quotation(WORDS), "xyz " * 50) is None
    assert best_match(quotation(WORDS), OTHER * 10) is None
    assert best_match(quotation("the"), "the the the") is None, "too short for a run of letters"


def test_the_best_match_has_the_score_of_the_second_best() -> None:
    second = "Officers of seven countries receive training in analysing risks."
    match = best_match(quotation(WORDS), f"{second} {OTHER}{NOW}")
    assert match is not None
    assert match.start == len(second) + 1 + len(OTHER)
    assert match.next_score == pytest.approx(text_similarity(WORDS, second), abs=0.03)
    assert match.next_score < match.score
    alone = best_match(quotation(WORDS), NOW)
    assert alone is not None
    assert alone.next_score == 0


def test_equally_good_matches_have_the_same_score() -> None:
    match = best_match(quotation(WORDS), f"{NOW} {OTHER}{NOW}")
    assert match is not None
    assert match.score == match.next_score


@pytest.mark.parametrize("count", [40, 150, 400, 900])
@pytest.mark.parametrize("before", [0, 7, 40, 150, 330, 480, 700])
def test_a_passage_of_any_length_is_found_with_its_exact_ends_at_any_offset(count: int, before: int) -> None:
    words = [sha256(bytes([number % 256, number // 256])).hexdigest()[: 3 + number % 7] for number in range(count)]
    old = " ".join(words)
    new = " ".join(f"{word}s" if number % 20 == 10 else word for number, word in enumerate(words))
    front = (OTHER * 10)[:before].rpartition(" ")[0] + " " * bool(before)
    text = f"{front}{new} {OTHER}"
    match = best_match(quotation(old), text)
    assert match is not None
    assert text[match.start : match.end] == new


def test_a_quotation_cut_inside_words_is_found_inside_words() -> None:
    cut = quotation("icers of eight countries recieve train", "Off", "ing in analysing risks.")
    assert found(cut, f"{OTHER}{NOW}") == "icers of eight countries receive train"


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("Off", "icers of eight countries recieve training", " in analysing risks."),
        ("", "Officers of eight countries recieve train", "ing in analysing risks."),
    ],
)
def test_a_quotation_cut_inside_a_word_at_one_end_is_found_cut_only_there(before: str, words: str, after: str) -> None:
    assert found(quotation(words, before, after), f"{OTHER}{NOW}") == words.replace("recieve", "receive")


def test_a_long_passage_that_ends_in_short_words_is_found_up_to_the_last() -> None:
    words = f"{WORDS[:-1]} and as it is to be or as we do so at it or by it as is"
    assert len(words) > 100
    new = words.replace("recieve", "receive")
    assert found(quotation(words), f"{OTHER}{new} in a way. {OTHER}") == new
    first = f"as it is to be or as we do so at it or by it as is and {WORDS}"
    new = first.replace("recieve", "receive")
    assert found(quotation(first), f"{OTHER}In a way {new} {OTHER}") == new


def test_a_passage_next_to_the_best_match_counts_as_another_one() -> None:
    second = "Officers of seven countries receive training in analysing risks."
    for text in (f"{second}{NOW}", f"{NOW}{second}"):
        match = best_match(quotation(WORDS), text)
        assert match is not None
        assert text[match.start : match.end] == NOW
        assert match.next_score > 0.8


LETTERS = "".join(chr(0x2500 + number) for number in range(100))  # characters that are words by themselves
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
def test_a_fifth_of_the_runs_of_letters_must_vote_for_a_shift(text: str, is_found: bool) -> None:
    assert (best_match(quotation(LETTERS), text) is not None) is is_found


def test_a_match_has_white_space_at_its_ends_only_if_the_quotation_has() -> None:
    assert found(quotation("eight countries recieve training"), NOW) == "eight countries receive training"
    assert found(quotation(" eight countries recieve training ", "of", "in"), NOW) == (
        " eight countries receive training "
    )


def test_a_too_frequent_run_of_letters_does_not_vote() -> None:
    everywhere = "the border of the border " * 100
    assert found(quotation("the border of the village"), f"{everywhere}. The border by the village") is not None
    assert best_match(quotation("border of the border"), everywhere) is None
    assert found(quotation("border of the border"), "the border of the border " * 60) == "border of the border"
