"""Finding words in texts: the same as :func:`marked`, faster, and phrases besides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopviewer.domain.search.occurrences import OccurrenceFinder
from coopviewer.domain.text.folding import marked, words_of

TEXT = (
    "Increase the capacity of beneficiary countries to write strategic and operational analyses of risk, and to share "
    "them: on flows of migration, on border security and crime across borders, and on smuggling."
)


@pytest.mark.parametrize(
    ("text", "words", "phrases", "shown"),
    [
        ("Nigeria and Niger", ("niger",), (), ["Niger", "Niger"]),
        ("Algeria", ("geria",), (), []),
        ("snake_case", ("case",), (), ["case"]),
        ("Côte d’Ivoire", ("cote", "divoire"), (), ["Côte", "d’Ivoire"]),
        ("the agency's work", ("agencys",), (), ["agency's"]),
        ("the agency's work", ("agency", "s"), (), ["agency", "s"]),
        ("Straße", ("strass",), (), ["Straß"]),
        ("Risk analysis, risk", (), (("risk", "analysis"),), ["Risk analysis"]),
        ("risk analyses", (), (("risk", "analys"),), []),
        ("Côte-d’Ivoire", (), (("cote", "divoire"),), ["Côte-d’Ivoire"]),
        ("¼0", ("0",), (), ["0"]),
        ("anything", (), (), []),
    ],
)
def test_words_and_phrases_are_marked(
    text: str, words: tuple[str, ...], phrases: tuple[tuple[str, ...], ...], shown: list[str]
) -> None:
    assert [text[start:end] for start, end in OccurrenceFinder(words, phrases).marks(text)] == shown


def test_a_line_is_cut_around_the_first_find_between_words() -> None:
    line = OccurrenceFinder(("smuggling",)).cut(TEXT)
    assert line.text.startswith("…")
    assert line.text.endswith("smuggling.")
    assert [line.text[start:end] for start, end in line.marks] == ["smuggling"]
    assert TEXT.startswith(OccurrenceFinder(("border",)).cut(TEXT, from_start=True).text.removesuffix("…"))
    assert len(OccurrenceFinder(()).cut("x" * 1000).text) <= 161


@given(st.text(max_size=80), st.text(max_size=12))
def test_words_are_found_where_folding_marks_them(text: str, sought: str) -> None:
    words = words_of(sought)
    finding = OccurrenceFinder(words)
    marks = finding.marks(text)
    assert bool(marks) == bool(marked(text, words))
    assert all(0 <= start < end <= len(text) for start, end in marks)
    assert finding.count(text) == sum(bool(marked(text, (word,))) for word in set(words))


@given(st.text(max_size=400), st.text(max_size=3))
def test_a_line_has_its_marks_inside(text: str, sought: str) -> None:
    line = OccurrenceFinder(words_of(sought)).cut(text)
    assert len(line.text) <= 162
    assert all(0 <= start < end <= len(line.text) for start, end in line.marks)
