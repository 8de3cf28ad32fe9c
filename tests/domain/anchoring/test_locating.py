"""Where passages are found when the texts of their facts have changed: pairs of texts, and properties of all texts."""

import time
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from coopviewer.domain.anchoring.entry_texts import EntryTexts
from coopviewer.domain.anchoring.locating import Located, find_passage, is_passage_unmoved
from coopviewer.domain.annotations.annotation import AnchorStatus, Selector, select
from coopviewer.domain.reference.fact_texts import FactText

PAIRS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("anchoring_pairs.toml").read_text(encoding="utf-8")
)["pair"]
FACT, FIELD = "project/p/goal/a", "text"
FOUND = (AnchorStatus.EXACT, AnchorStatus.MOVED, AnchorStatus.CHANGED)


def offset_of(words: str, text: str, nth: int = 1) -> int:
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return at


def selector(text: str, start: int, end: int) -> Selector:
    return select(text, start, end, fact_id=FACT, field=FIELD)


def texts(new: str | None, **others: str) -> EntryTexts:
    own = {} if new is None else {FACT: new}
    return EntryTexts(FactText(fact_id, FIELD, "project/p", text) for fact_id, text in (own | others).items())


def text_at(found: Selector | None, among: EntryTexts) -> str | None:
    if found is None:
        return None
    return among.text((found.fact_id, found.field))[found.start : found.end]


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["name"] for pair in PAIRS])
def test_a_passage_is_found_where_a_reader_expects_it(pair: dict[str, Any]) -> None:
    old, words = pair["old"], pair["selection"]
    start = offset_of(words, old, pair.get("nth", 1))
    among = texts(pair.get("new"), **pair.get("others", {}))
    found = find_passage(selector(old, start, start + len(words)), among)
    suggested = found.suggestion.selector if found.suggestion else None
    assert (found.status, text_at(found.selector, among), text_at(suggested, among)) == (
        AnchorStatus(pair["outcome"]),
        pair.get("stands_on"),
        pair.get("suggestion"),
    )
    result = found.selector or suggested
    if result is not None:
        assert result.fact_id == pair.get("fact", FACT)
        assert result.exact == text_at(result, among)
    if "place_nth" in pair:
        assert result is not None
        assert result.start == offset_of(result.exact, pair["new"], pair["place_nth"])


def test_there_are_enough_pairs() -> None:
    assert len(PAIRS) >= 40
    assert len({pair["name"] for pair in PAIRS}) == len(PAIRS)


alphabet = st.sampled_from(
    [*"ab 4.,*é", "e\u0301", "🛂", "👍🏽", "م", "\u0651", "border", " Niger", "  ", "\n", "not "]
)
anything = st.lists(alphabet | st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).map("".join)


@st.composite
def selected(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(anything)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


def check(found: Located, was: Selector, among: EntryTexts) -> None:
    selectors = [found.selector, found.suggestion.selector if found.suggestion else None]
    for selector in selectors:
        if selector is not None:
            text = among.text((selector.fact_id, selector.field))
            assert 0 <= selector.start < selector.end <= len(text)
            assert text[selector.start : selector.end] == selector.exact
    assert (found.selector is None) == (found.status is AnchorStatus.ORPHAN)
    assert found.suggestion is None or found.selector is None
    if found.status in (AnchorStatus.EXACT, AnchorStatus.MOVED):
        assert found.selector is not None
        assert found.selector.exact == was.exact
    if found.status is AnchorStatus.EXACT:
        assert found.selector is not None
        assert found.selector.start == was.start
    assert 0 <= found.score <= 1


@given(selected())
@example(("Niger Niger Niger Niger Niger Niger Niger Niger Niger ", 24, 29))
@example(("a" * 500, 100, 400))
def test_in_a_text_that_did_not_change_every_passage_is_exact(case: tuple[str, int, int]) -> None:
    text, start, end = case
    was, among = selector(text, start, end), texts(text)
    assume(was.exact.strip())
    found = find_passage(was, among)
    check(found, was, among)
    assert found.status is AnchorStatus.EXACT
    assert is_passage_unmoved(was, text)


@given(selected(), anything)
def test_text_inserted_before_a_unique_quotation_leaves_at_least_a_suggestion(
    case: tuple[str, int, int], put: str
) -> None:
    text, start, end = case
    was, among = selector(text, start, end), texts(put + text)
    assume(was.exact.strip())
    assume((put + text).count(was.exact) == 1)
    assume((put + text).find(was.exact, (put + text).find(was.exact) + 1) < 0)
    found = find_passage(was, among)
    check(found, was, among)
    result = found.selector or (found.suggestion and found.suggestion.selector)
    assert result is not None
    if found.status is not AnchorStatus.ORPHAN:
        assert result.start == start + len(put)


@given(selected(), anything)
def test_any_result_is_a_range_of_the_new_text_with_its_content(case: tuple[str, int, int], new: str) -> None:
    was, among = selector(*case), texts(new, other=new[::-1] + case[0])
    check(find_passage(was, among), was, among)


@given(selected(), st.integers(0, 400), st.integers(0, 60), anything)
def test_any_change_of_a_text_results_in_a_range_inside_it(
    case: tuple[str, int, int], at: int, gone: int, put: str
) -> None:
    text, _, _ = case
    was, among = selector(*case), texts(text[:at] + put + text[at + gone :])
    check(find_passage(was, among), was, among)


@given(selected())
def test_composed_and_decomposed_text_is_always_found(case: tuple[str, int, int]) -> None:
    text = unicodedata.normalize("NFC", case[0])
    start = min(case[1], len(text) - 1)
    was = selector(text, start, len(text))
    assume(was.exact.strip())
    assume(not unicodedata.combining(was.exact[0]))
    among = texts(unicodedata.normalize("NFD", text))
    found = find_passage(was, among)
    check(found, was, among)
    assert found.selector is not None or found.suggestion is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("word " * 20_000, "ward " * 20_000),
        ("a" * 100_000, "a" * 99_999 + "b"),
        (
            "".join(f"{n} officers of Niger, " for n in range(5_000)),
            "".join(f"{n} officer of Mali, " for n in range(6_000)),
        ),
    ],
)
@pytest.mark.parametrize("part", [(0, 30), (50_000, 50_200), (1_000, 90_000)])
def test_the_work_grows_linearly_with_the_text(old: str, new: str, part: tuple[int, int]) -> None:
    begun = time.process_time()
    was, among = selector(old, *part), texts(new)
    check(find_passage(was, among), was, among)
    assert time.process_time() - begun < 5, "the square of 100,000 takes minutes"


@pytest.mark.parametrize(("length", "is_suggested"), [(1, True), (30, True), (70, True), (71, False), (500, False)])
def test_text_between_the_former_contexts_is_suggested_unless_far_longer_than_the_quotation(
    length: int, is_suggested: bool
) -> None:
    before, after = "So the first part says ", ", and so the last part says."
    text = f"{before}0123456789{after}"
    among = texts(f"{before}{'x' * length}{after}")
    found = find_passage(selector(text, len(before), len(before) + 10), among)
    suggested = found.suggestion.selector if found.suggestion else None
    assert found.status is AnchorStatus.ORPHAN
    assert text_at(suggested, among) == ("x" * length if is_suggested else None)
