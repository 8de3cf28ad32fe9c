"""Finding words in texts, with the same result as :func:`match_beginnings`, and phrases."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coopviewer.domain.search.answer import Snippet
from coopviewer.domain.search.occurrences import OccurrenceFinder, finder_for
from coopviewer.domain.search.syntax import parse_query
from coopviewer.domain.text.folding import fold, match_beginnings, words_of

IN_NUMBER = re.compile(r"[0-9][.,][0-9]\Z")
TEXT = (
    "Increase the capacity of beneficiary countries to write strategic and operational analyses of risk, and to share "
    "them: on flows of migration, on border security and crime across borders, and on smuggling."
)


@pytest.mark.parametrize(
    ("text", "words", "phrases", "shown"),
    [
        ("Nigeria and Niger", ("niger",), (), ["Niger", "Niger"]),
        ("Algeria", ("geria",), (), []),
        ("xniger", ("niger",), (), []),
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
        ("anything", ("",), ((), ("",)), []),
        ("Niger, niger; nigeria", ("niger", "nigeria"), (), ["Niger", "niger", "nigeria"]),
        ("risk analysis", ("risk", "analysis"), (("risk", "analysis"),), ["risk analysis"]),
        ("risk analysis", ("r",), (("risk", "analysis"),), ["risk analysis"]),
        ("analysis of risk", ("risk",), (("analysis",),), ["analysis", "risk"]),
        ("risk of an analysis", (), (("risk", "analysis"),), []),
        ("at risk", (), (("risk",),), ["risk"]),
        ("a risky risk", (), (("risk",),), ["risk"]),
        ("risks risk", ("risk",), (), ["risk", "risk"]),
        ("Straße der Arbeit", ("der",), (("strasse", "der"),), ["Straße der"]),
        ("Straße der der Arbeit", ("der",), (("der", "arbeit"),), ["der", "der Arbeit"]),
        ("Straße der der", (), (("der", "arbeit"),), []),
        ("die Straße", (), (("die", "strasse", "der"),), []),
        ("l'action, l'action", ("laction",), (), ["l'action", "l'action"]),
        ("l'action", ("action",), (("laction",),), ["l'action"]),
        ("x xa", ("xa", "x"), (), ["x", "xa"]),
        ("risk analysis", (), (("risk",), ("risk", "analysis")), ["risk analysis"]),
        ("risk analysis", (), (("risk", "analysis"), ("risk",)), ["risk analysis"]),
        ("Straße: risk analysis", (), (("risk",), ("risk", "analysis")), ["risk analysis"]),
        ("risk analysis unit", (), (("risk", "analysis"), ("analysis", "unit")), ["risk analysis"]),
        ("Annexes, annex A", (), (("annex", "a"),), ["annex A"]),
        ("Of a plan: a plan B", (), (("a", "plan", "b"),), ["a plan B"]),
        ("საქართველო, ქართველი", ("ქართველ",), (), ["ქართველ"]),
        ("النيجر، نيجر", ("نيجر",), (), ["نيجر"]),
        ("Niger边境警察", ("niger", "境警"), (), ["Niger", "境警"]),
        ("Niger边境警察", (), (("niger", "边境"),), ["Niger边境"]),
        ("边境警察Niger, 边境警察Nigeria", (), (("警察", "niger"),), ["警察Niger"]),
        ("aNiger边境, Niger, 边境", (), (("niger", "边境"),), ["Niger, 边境"]),
    ],
)
def test_words_and_phrases_are_found(
    text: str, words: tuple[str, ...], phrases: tuple[tuple[str, ...], ...], shown: list[str]
) -> None:
    assert [text[start:end] for start, end in OccurrenceFinder(words, phrases).ranges(text)] == shown


def test_a_line_is_cut_between_words_around_the_first_match() -> None:
    line = OccurrenceFinder(("smuggling",)).cut(TEXT)
    assert line.text.startswith("…")
    assert line.text.endswith("smuggling.")
    assert [line.text[start:end] for start, end in line.ranges] == ["smuggling"]
    assert TEXT.startswith(OccurrenceFinder(("border",)).cut(TEXT, from_start=True).text.removesuffix("…"))
    assert len(OccurrenceFinder(()).cut("x" * 1000).text) <= 161


@given(st.text(max_size=80) | st.text("0127.,\u0131 ", max_size=12), st.text(max_size=12) | st.sampled_from("0127"))
@example("0.1", "0:1")
@example("0.1 \u0149", "1")
@example("0.\u00b9", "1")
@example("\u00b9.1", "1")
def test_words_are_found_where_match_beginnings_finds_them(text: str, sought: str) -> None:
    words = words_of(sought)
    finding = OccurrenceFinder(words)
    marks = finding.ranges(text)
    assert bool(marks) == bool(begun_in(text, words))
    assert all(0 <= start < end <= len(text) for start, end in marks)
    assert finding.count(text) == sum(bool(begun_in(text, (word,))) for word in set(words))


def begun_in(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where words are begun, but not by digits that continue a number, such as those after the point of 11.4.

    Raised digits are digits too.
    """
    plain = [fold(sign) or sign for sign in text]
    return [each for each in match_beginnings(text, words) if not IN_NUMBER.search("".join(plain[: each[0] + 1]))]


@given(st.lists(st.text(max_size=30), max_size=5), st.text(max_size=12), st.integers(-1, 2))
def test_the_richest_text_is_the_first_with_the_greatest_count(texts: list[str], sought: str, least: int) -> None:
    for finder in (OccurrenceFinder(words_of(sought)), OccurrenceFinder(words_of(sought)[1:], [words_of(sought)[:1]])):
        counts = list(map(finder.count, texts))
        best = counts.index(max(counts)) if counts and max(counts) > least else None
        assert finder.richest(texts, least) == best


@pytest.mark.parametrize(
    ("texts", "words", "least", "index"),
    [
        (("water", "water road", "road water"), ("water", "road"), 0, 1),
        (("water", "road"), ("water", "road"), 1, None),  # of which no text has both
        (("11.4", "a 4", "4"), ("4",), 0, 1),
        (("l’eau", "the wells"), ("leau",), 0, 0),
        (("ﬁnance", "no finance"), ("finance",), 0, 0),
        (("wat", "er"), ("water",), 0, None),
        (("a", "b"), ("c",), -1, 0),
        ((), ("c",), -1, None),
    ],
)
def test_the_richest_text_has_more_than_the_least(
    texts: tuple[str, ...], words: tuple[str, ...], least: int, index: int | None
) -> None:
    assert OccurrenceFinder(words).richest(texts, least) == index


@given(st.text(max_size=400), st.text(max_size=3))
def test_the_ranges_of_a_line_are_inside_it(text: str, sought: str) -> None:
    line = OccurrenceFinder(words_of(sought)).cut(text)
    assert len(line.text) <= 162
    assert all(0 <= start < end <= len(line.text) for start, end in line.ranges)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Niger", 1),
        ("risk analysis in Niger", 2),
        ("l'action in Niger: risk analysis", 3),
        ("the action, no risk", 0),
        ("Straße in Niger", 1),
        ("Straße: l’action, risk analysis, Niger", 3),
    ],
)
def test_the_words_and_phrases_in_a_text_are_counted(text: str, count: int) -> None:
    finder = OccurrenceFinder(("niger", "laction"), (("risk", "analysis"),))
    assert finder.wanted == 3
    assert finder.count(text) == count
    assert finder.has_all(text, finder.ranges(text)) == (count == 3)


def test_a_single_word_is_there_if_it_has_ranges() -> None:
    finder = OccurrenceFinder(("niger", "niger", ""))
    assert finder.wanted == 1
    assert finder.has_all("Niger", ((0, 5),))
    assert not finder.has_all("Mali", ())
    assert not OccurrenceFinder(("niger", "mali")).has_all("Niger", ((0, 5),))
    assert OccurrenceFinder(("niger", "mali")).has_all("Niger, Mali", ((0, 5), (7, 11)))
    assert not OccurrenceFinder(("niger", "mali")).has_all("Niger and Mali", ()), "nothing of it is shown"


def test_the_finder_of_a_query_has_its_words_phrases_and_goals_unless_excluded() -> None:
    query = parse_query('Risk "border guards" -army goal:"train staff" -goal:drones region:Africa -"no go"').query
    finder = finder_for(query)
    assert finder.wanted == 4
    text = "Border guards train staff in risk, army, drones, Africa, no go"
    assert [text[start:end] for start, end in finder.ranges(text)] == ["Border guards", "train", "staff", "risk"]


def line(text: str, *words: str, from_start: bool = False) -> Snippet:
    return OccurrenceFinder(words).cut(text, from_start=from_start)


def marked_in(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.ranges]


@pytest.mark.parametrize("text", ["", "Niger", "x" * 155 + " niger"[:5], "niger " + "x" * 154])
def test_a_text_that_fits_a_line_is_shown_whole(text: str) -> None:
    assert line(text, "niger").text == text


def test_a_text_longer_than_a_line_is_cut() -> None:
    assert line("word " * 31 + "words", "none").text == "word " * 31 + "words"
    assert line("word " * 31 + "wordss", "none").text == "word " * 30 + "word…"
    assert len(line("x" * 161, "none").text) == 161


def test_a_line_with_a_match_at_the_beginning_starts_with_the_text() -> None:
    snippet = line("Niger " + "word " * 100, "niger")
    assert snippet.text.startswith("Niger word")
    assert snippet.text.endswith(" word…")
    assert marked_in(snippet) == ["Niger"]
    assert not line("word " * 5 + "Niger " + "word " * 100, "niger").text.startswith("…")


def test_a_match_far_into_the_text_is_shown_with_words_before_it() -> None:
    snippet = line("word " * 100 + "Niger " + "word " * 100, "niger")
    assert snippet.text.startswith("…word ")
    assert snippet.text.endswith(" word…")
    assert marked_in(snippet) == ["Niger"]
    assert 30 < snippet.text.index("Niger") <= 51
    assert 140 < len(snippet.text) <= 162


def test_a_line_with_a_match_at_the_end_ends_with_the_text() -> None:
    snippet = line("word " * 100 + "Niger", "niger")
    assert snippet.text.endswith("word Niger")
    assert snippet.text.startswith("…word")
    assert marked_in(snippet) == ["Niger"]
    assert len(snippet.text) > 140


def test_a_line_that_reaches_the_end_of_the_text_is_not_cut_there() -> None:
    text = "word " * 20 + "Niger" + " word" * 19
    snippet = line(text, "niger")
    assert text.endswith(snippet.text.removeprefix("…"))
    assert len(snippet.text) > 150
    assert marked_in(snippet) == ["Niger"]


def test_a_line_is_cut_around_the_first_of_several_matches() -> None:
    assert line("Niger " + "word " * 100 + "Niger", "niger").text.startswith("Niger word")


def test_about_fifty_characters_precede_a_match_far_into_the_text() -> None:
    snippet = line("x " * 100 + "Niger" + " x" * 100, "niger")
    assert snippet.text.startswith("…x ")
    assert 48 <= snippet.text.index("Niger") <= 50


def test_a_line_from_the_start_ignores_the_position_of_matches() -> None:
    text = "word " * 100 + "Niger"
    snippet = line(text, "niger", from_start=True)
    assert snippet == Snippet(f"{text[:159]}…", ())


def test_a_word_longer_than_a_line_is_cut_inside() -> None:
    snippet = line("word " * 40 + "x" * 400, "xx")
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("x…")
    assert marked_in(snippet) == ["xx"]
    alone = line("a" * 200 + "-" + "b" * 200, "bb")
    assert alone.text.startswith("…a")
    assert alone.text.endswith("b…")
    assert marked_in(alone) == ["bb"]


def test_a_text_whose_length_changes_when_folded_is_cut_in_the_same_way() -> None:
    plain, sharp = (line("word " * 60 + middle + "word " * 60, "niger") for middle in ("ss Niger ", "ß Niger "))
    assert marked_in(plain) == marked_in(sharp) == ["Niger"]
    assert sharp.text.startswith("…word")
    at_end = line("Straße " + "word " * 100 + "Niger", "niger")
    assert at_end.text.endswith("word Niger")
    assert marked_in(at_end) == ["Niger"]


def test_a_line_without_a_match_starts_with_the_text() -> None:
    text = "word " * 100
    assert line(text, "niger") == line(text) == Snippet(f"{text[:159]}…", ())


def test_the_ranges_of_a_line_are_those_of_whole_words_in_it() -> None:
    snippet = line("Niger " * 100, "niger")
    assert set(marked_in(snippet)) == {"Niger"}
    assert snippet.text.count("Niger") == len(snippet.ranges)


@pytest.mark.parametrize(
    ("words", "text", "starts"),
    [
        (("4",), "11.4 and 4", [9]),
        (("4",), "1,4 .4 a.4 4", [5, 9, 11]),
        (("4",), ".4", [1]),
        (("11",), "11.4", [0]),
        (("4",), "…11.4 – 4", [8]),
    ],
)
def test_digits_behind_a_point_are_part_of_a_number(words: tuple[str, ...], text: str, starts: list[int]) -> None:
    assert [start for start, _ in OccurrenceFinder(words).ranges(text)] == starts
    assert [start for start, _ in OccurrenceFinder((), [words]).ranges(text)] == [s for s in starts if text != "11.4"]


@pytest.mark.parametrize(
    ("texts", "least", "richest"),
    [
        (["nothing", "a risk"], 0, 1),
        (["a risk", "risk and border"], 0, 1),
        (["border, risk", "risk and border"], 0, 0),
        (["a risk", "the border"], 1, None),
        (["nothing"], 0, None),
        ([], 0, None),
    ],
)
def test_the_text_with_most_of_the_words_is_the_richest(texts: list[str], least: int, richest: int | None) -> None:
    finder = OccurrenceFinder(["risk", "border"], [])
    assert finder.richest(texts, least) == richest
    assert least or finder.richest(texts) == richest
