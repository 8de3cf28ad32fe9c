"""Quotation marks of all languages make phrases."""

import pytest

from coopviewer.domain.search.query import SearchTerm
from coopviewer.domain.search.syntax import FaultKind, parse_query
from coopviewer.domain.text.quotes import parts_of

PHRASES = [
    *('"border security"', "“border security”", "„border security“", "„border security”", "”border security”"),
    *("«border security»", "« border security »", "»border security«", "»border security»", "\u2039border security›"),
    *(
        "「border security」",
        "『border security』",
        "《border security》",
        "〈border security〉",
        "〝border security〟",
    ),
    *("\uff02border security\uff02", "\u201aborder security\u2018", "\u2018border security\u2019"),
    *('“border security"', "‟border security”", '„border security"'),
]


@pytest.mark.parametrize("phrase", PHRASES, ids=ascii)
def test_quotation_marks_of_every_language_make_a_phrase(phrase: str) -> None:
    parsed = parse_query(f"niger {phrase} -{phrase} mali")
    assert parsed.query.terms == (
        SearchTerm("niger"),
        SearchTerm("border security", phrase=True),
        SearchTerm("border security", phrase=True, excluded=True),
        SearchTerm("mali"),
    )
    assert parsed.faults == ()
    assert [each.strip() for each in parts_of(f"niger {phrase} mali")] == ["niger", "border security", "mali"]
    (chosen,) = parse_query(f"region:{phrase}").query.filters
    assert chosen.value == "border security"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\u2018Abd al-Rahman", ["Abd", "al-Rahman"]),  # no mark that ends it
        ("Côte d\u2019Ivoire", ["Côte", "d\u2019Ivoire"]),
        ("the officers\u2019 work", ["the", "officers", "work"]),
        ("5\u2019 wide ”", ["5", "wide"]),
        ("\u2018Côte d\u2019Ivoire\u2019", ["Côte d\u2019Ivoire"]),
        ("abc” def", ["abc", "def"]),
        ("»abc", ["abc"]),
        ("niger“mali chad”", ["niger", "mali chad"]),
    ],
    ids=ascii,
)
def test_a_mark_that_may_be_an_apostrophe_or_ends_nothing_opens_no_phrase(text: str, words: list[str]) -> None:
    parsed = parse_query(text)
    assert [term.text for term in parsed.query.terms] == words
    assert parsed.faults == ()


@pytest.mark.parametrize("opener", '"“„«「')
def test_a_phrase_without_its_end_is_told_and_goes_on_to_the_end(opener: str) -> None:
    parsed = parse_query(f"niger {opener}border security")
    assert [str(term.text) for term in parsed.query.terms] == ["niger", "border security"]
    assert [(fault.kind, fault.position) for fault in parsed.faults] == [(FaultKind.UNCLOSED, 6)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("  a  b ", ["a", "b"]),
        ('a "b c', ["a", "b c"]),
        ('"" a', ["a"]),
        ('"a ""b"" c"', ['a "b" c']),
        ("a”b c”", ["a”b", "c”"]),
        ("難民 “支援 計画”", ["難民", "支援 計画"]),
        ("🎉 a", ["🎉", "a"]),
    ],
    ids=ascii,
)
def test_a_text_is_divided_into_words_and_phrases(text: str, parts: list[str]) -> None:
    assert list(parts_of(text)) == parts
