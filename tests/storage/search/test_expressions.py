"""The words of a query as expressions of FTS5: which words they stand for, and in how many entries those are."""

from collections.abc import Callable

import pytest

from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.search.query import SearchTerm
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.search.expressions import MOST_ENDINGS, Expression, Vocabulary, beginnings
from tests.reference_values import name, ref, statement
from tests.storage.search.conftest import MadeOf

Terms = tuple[SearchTerm, ...]


def terms(text: str) -> Terms:
    return parse_query(text).query.terms


@pytest.fixture
def words(made_of: MadeOf) -> Callable[..., Vocabulary]:
    def vocabulary(*facts: Fact, titles: tuple[str, ...] = ()) -> Vocabulary:
        return made_of(*facts, entries=[ref(f"theme/t{n}", title) for n, title in enumerate(titles)])._vocabulary

    return vocabulary


@pytest.fixture
def wells(words: Callable[..., Vocabulary]) -> Vocabulary:
    """Four entries: *wells* is in three of them, in the name of one; *wellspring* in one."""
    facts = [statement(f"theme/t{n}", text) for n, text in enumerate(("wells dug", "wells", "wellspring", "l'eau"))]
    return words(*facts, name("theme/t3", "Wells"), titles=("One", "Two", "Three", "Four"))


def test_a_word_is_counted_by_the_entries_that_have_it(wells: Vocabulary) -> None:
    assert wells.entries == 4
    assert (wells.count("wells"), wells.count("wells", named=True), wells.count("nowhere")) == (3, 1, 0)
    assert wells.endings("well", named=False) == [("wells", 3), ("wellspring", 1)]
    assert wells.endings("well", named=True) == [("wells", 1)]


def test_an_empty_reference_has_no_words(words: Callable[..., Vocabulary]) -> None:
    assert words().entries == 0


def test_a_beginning_stands_for_the_words_that_begin_so(wells: Vocabulary) -> None:
    assert wells.begun(terms("well"), named=False) == Expression('("wells" OR "wellspring")', 4, 4)
    assert wells.begun(terms("well"), named=True) == Expression('("wells")', 1, 1)


def test_a_word_that_no_other_begins_with_is_that_word(wells: Vocabulary) -> None:
    assert wells.begun(terms("wellspring"), named=False) == Expression('"wellspring"', 1, 1)


@pytest.mark.parametrize("text", ["wel", "w"])
def test_a_short_beginning_is_left_to_the_index_and_may_stand_anywhere(wells: Vocabulary, text: str) -> None:
    assert wells.begun(terms(text), named=False) == Expression(f'"{text}" *', 4, 4)


def test_a_beginning_that_no_word_has_may_stand_anywhere(wells: Vocabulary) -> None:
    assert wells.begun(terms("nowhere"), named=False) == Expression('"nowhere" *', 4, 4)


def test_an_apostrophe_may_be_left_out(wells: Vocabulary) -> None:
    assert wells.begun(terms("l'eau"), named=False).text == '("l\'eau" * OR "leau" *)'
    assert wells.whole(terms("l'eau"), named=False).text == '("l\'eau" OR "leau")'
    assert wells.whole(terms("wells"), named=False).text == '"wells"'


def test_a_phrase_is_its_words_whole_and_in_a_row(wells: Vocabulary) -> None:
    assert wells.begun(terms('"wells dug"'), named=False) == Expression('"wells dug"', 4, 1)


def test_of_several_words_all_are_found_at_the_cost_of_all(wells: Vocabulary) -> None:
    assert wells.whole(terms("wells dug"), named=False) == Expression('"wells" AND "dug"', 4, 1)
    assert wells.begun(terms("well wel"), named=False) == Expression('("wells" OR "wellspring") AND "wel" *', 8, 4)
    assert wells.whole((), named=False) == Expression("", 0, 0)


def test_any_of_some_words_is_found_whole(wells: Vocabulary) -> None:
    assert wells.any_whole(terms('wells "dug wells"')) == '"wells" OR "dug wells"'
    assert wells.any_whole(()) == ""


@pytest.mark.parametrize("more", [0, 1, 3])
def test_of_many_endings_those_in_most_entries_are_listed_and_the_rest_said_to_be_left_out(
    words: Callable[..., Vocabulary], more: int
) -> None:
    endings = [f"well{n:03}" for n in range(MOST_ENDINGS + more)]
    often = endings[-1]
    vocabulary = words(statement("theme/t0", " ".join(endings)), statement("theme/t1", often), titles=("One", "Two"))
    few = vocabulary.begun(terms("well"), named=False)
    assert few.text.count(" OR ") == MOST_ENDINGS - 1
    assert few.text.startswith(f'("{often}" OR "well000" OR ')
    assert few.complete is (more == 0)
    every = vocabulary.begun(terms("well"), named=False, every=True)
    assert every.complete
    assert every.text == (few.text if more == 0 else '"well" *')


def test_the_words_of_a_query_are_listed_with_the_longest_first() -> None:
    assert beginnings(terms('aa "left out" bbbb Ccc bbbb')) == ("bbbb", "ccc", "aa")
