"""The identical text of a quotation in a text, and which of several occurrences is meant."""

import pytest

from coopviewer.domain.anchoring.quotations import Quotation, quotation_of
from coopviewer.domain.anchoring.whole_quotations import find_exact_text, find_normalised_text, is_unmoved
from coopviewer.domain.annotations.annotation import select


def quotation(text: str, words: str) -> Quotation:
    start = text.index(words)
    return quotation_of(select(text, start, start + len(words), fact_id="f", field="text"))


LONG_TEXT = "The handbook of the agency was written in Niger in the first year, and then it was translated."


@pytest.mark.parametrize(
    ("old", "words", "new", "unmoved"),
    [
        ("Niger", "Niger", "Niger", True),
        ("Niger (a)", "a", "Niger (a)", True),
        ("Niger", "Niger", "Niger and Mali", False),  # too little is known of it
        ("Niger, Mal", "Niger", "Niger, Mal and more", True),
        ("Niger, Ma", "Niger", "Niger, Ma and more", False),
        ("the police of Niger", "the police of Niger", "the police of Nigeria", False),
        ("Frontex leads it", "Frontex leads it", "Frontex leads it no more", False),  # absorbed by another sentence
        ("Frontex leads it.", "Frontex leads it.", "Frontex leads it. So it is.", True),
        (LONG_TEXT, "Niger", LONG_TEXT, True),
        (LONG_TEXT, "Niger", LONG_TEXT.replace("translated", "given up"), True),  # far from it
        (LONG_TEXT, "Niger", LONG_TEXT.replace("first", "second"), False),
        (LONG_TEXT, "Niger", f"So {LONG_TEXT}", False),
        (LONG_TEXT, "The", LONG_TEXT, True),
        (LONG_TEXT, "Niger", "", False),
    ],
)
def test_a_quotation_with_the_same_context_is_unmoved(old: str, words: str, new: str, unmoved: bool) -> None:
    made = quotation(old, words)
    assert is_unmoved(made, new) is unmoved
    assert not is_unmoved(made._replace(start=None), new)


def test_an_empty_quotation_or_one_before_the_text_is_not_found() -> None:
    assert not is_unmoved(quotation("Niger", "Niger")._replace(exact=""), "Niger")
    assert not is_unmoved(quotation(LONG_TEXT, "Niger")._replace(start=3), LONG_TEXT)
    assert not is_unmoved(Quotation("c", "ab", "", 1, first=False, last=True), "c, and much more text: ab")


def found(old: str, words: str, new: str) -> tuple[int, bool] | None:
    """Find a quotation of an old text in a new one; return its range, and whether it is sure."""
    match = find_exact_text(quotation(old, words), new)
    if match is None:
        return None
    assert new[match.start : match.end] == words
    return match.start, match.sure


def test_removed_text_is_not_found() -> None:
    assert found("A cell stands in Niger.", "Niger", "A cell stands in Mali.") is None
    assert find_exact_text(quotation("x", "x")._replace(exact=""), "x") is None


def test_a_quotation_in_a_unique_sentence_is_sure() -> None:
    assert found("It stands in Niger. So it does.", "Niger", "It began. It stands in Niger. So it does.") == (23, True)


def test_of_several_occurrences_the_one_with_the_same_context_is_meant() -> None:
    old = "Niger hosts a cell. The cell works with the ministry. Niger leads the network."
    new = f"It began in 2017. {old}"
    match = find_exact_text(quotation(old, "Niger leads")._replace(exact="Niger", suffix=" leads the network."), new)
    assert match is not None
    assert (match.start, match.sure) == (new.rindex("Niger"), True)


def test_of_equally_likely_occurrences_the_first_is_returned_and_not_sure() -> None:
    assert found("So: Niger.", "Niger", "In Niger, in Niger, in Niger") == (3, False)


def test_text_inside_other_words_is_a_match_only_if_there_is_no_other() -> None:
    assert found("in Niger", "Niger", "in Nigeria") == (3, False)
    assert found("in Niger", "Niger", "in Nigeria and in Niger") == (18, False)
    assert found("4 million euros", "4 million", "14 million euros") == (1, False)
    assert found("Niger leads", "Niger", "aNiger leads; Niger follows") == (14, False)


@pytest.mark.parametrize(
    ("exact", "prefix", "before", "sure"),
    [
        ("training of the guards", "abcdefg ", "abcdeyz ", True),  # six of eight
        ("training of the guards", "abcdefg ", "abcdxyz ", False),
        ("guards", "abcdefghi ", "abcdefghx ", True),  # nine of ten
        ("guards", "abcdefghi ", "abcdefgxy ", False),
    ],
)
def test_a_short_quotation_needs_a_more_similar_context_than_a_long_one(
    exact: str, prefix: str, before: str, sure: bool
) -> None:
    match = find_exact_text(Quotation(exact, prefix, "", None, first=False, last=False), f"{before}{exact}")
    assert match is not None
    assert (match.start, match.sure) == (len(before), sure)


@pytest.mark.parametrize(("rival", "sure"), [("somx worxs herx. In ", True), ("somx worxs here. In ", False)])
def test_an_occurrence_is_sure_if_its_context_is_clearly_more_similar_than_that_of_others(
    rival: str, sure: bool
) -> None:
    prefix = "some words here. In "  # 17 or 18 of its 20 characters are the rival's
    made = Quotation("Niger", prefix, "", None, first=False, last=False)
    match = find_exact_text(made, f"{rival}Niger, {prefix}Niger")
    assert match is not None
    assert (match.start, match.sure) == (47, sure)


def test_very_frequent_text_is_not_searched() -> None:
    assert found("So: aa.", "aa", "aa " * 300) is not None
    assert found("So: aa.", "aa", "aa " * 301) is None
    assert found("So: aa.", "aa", "a" * 301) is not None, "300 overlapping occurrences"
    assert found("So: aa.", "aa", "a" * 302) is None


@pytest.mark.parametrize(
    ("old", "words", "new", "stands"),
    [
        ("Côte d’Ivoire", "Côte", "Co\u0302te d’Ivoire", "Co\u0302te"),
        ("in  Côte d’Ivoire", "Côte d’Ivoire", "in Co\u0302te  d’Ivoire.", "Co\u0302te  d’Ivoire"),
        ("North\nMacedonia", "North\nMacedonia", "North  Macedonia", "North  Macedonia"),
        ("4 million", "4 million", "4\u00a0million", "4\u00a0million"),
        ("été", "été", "e\u0301te\u0301", "e\u0301te\u0301"),
    ],
)
def test_text_in_another_notation_is_found(old: str, words: str, new: str, stands: str) -> None:
    match = find_normalised_text(quotation(old, words), new)
    assert match is not None
    assert new[match.start : match.end] == stands


def test_a_letter_does_not_match_inside_an_accented_one() -> None:
    assert find_normalised_text(quotation("ete", "ete"), "été") is None
    assert find_normalised_text(quotation("Sao", "Sao"), "Sa\u00e3o") is None
    assert find_normalised_text(quotation("x e", "e"), "é") is None
    assert find_normalised_text(quotation("e\u0301te", "\u0301te"), "éte") is None


def test_normalised_text_has_no_other_notation() -> None:
    assert find_normalised_text(quotation("North Macedonia", "North"), "North Macedonia") is None
    assert find_normalised_text(quotation("a \n b", " \n "), "a  b") is None
    assert find_normalised_text(quotation("a\u00a0b", "\u00a0"), "a b") is None
