"""Searches that are kept: the latest ones, and those with a name."""

from coopviewer.domain.search.saved_searches import LONGEST_NAME, MOST_KEPT, SavedSearch, Searches


def test_a_query_is_kept_as_the_latest_and_once() -> None:
    searches = Searches().having_searched("a").having_searched("b").having_searched("a")
    assert searches.history == ("a", "b")
    assert searches
    assert not Searches()
    assert Searches(saved=(SavedSearch("n", "q"),))
    assert searches.having_saved("n", "q").without_history() == Searches(saved=(SavedSearch("n", "q"),))


def test_only_the_latest_queries_are_kept() -> None:
    searches = Searches()
    for number in range(MOST_KEPT + 5):
        searches = searches.having_searched(f"q{number}")
    assert len(searches.history) == MOST_KEPT
    assert searches.history[0] == f"q{MOST_KEPT + 4}"
    assert searches.history[-1] == "q5"


def test_a_name_stands_for_the_query_saved_last_and_names_are_sorted() -> None:
    searches = Searches().having_saved("b", "1").having_saved(" A  name ", "2").having_saved("b", "3")
    assert searches.saved == (SavedSearch("A name", "2"), SavedSearch("b", "3"))
    assert searches.without_saved("b").saved == (SavedSearch("A name", "2"),)
    assert searches.without_saved("B") == searches


def test_a_long_name_is_cut() -> None:
    (saved,) = Searches().having_saved("x" * (LONGEST_NAME + 1), "q").saved
    assert saved.name == "x" * LONGEST_NAME
