"""The latest searches, and the saved ones."""

from coopviewer.domain.search.saved_searches import LONGEST_NAME, MOST_SEARCHES, SavedSearch, Searches


def test_a_query_becomes_the_latest_without_duplicates() -> None:
    searches = Searches().with_search("a").with_search("b").with_search("a")
    assert searches.history == ("a", "b")
    assert searches
    assert not Searches()
    assert Searches(saved=(SavedSearch("n", "q"),))
    assert searches.with_saved("n", "q").without_history() == Searches(saved=(SavedSearch("n", "q"),))


def test_only_the_latest_queries_are_stored() -> None:
    searches = Searches()
    for number in range(MOST_SEARCHES + 5):
        searches = searches.with_search(f"q{number}")
    assert len(searches.history) == MOST_SEARCHES
    assert searches.history[0] == f"q{MOST_SEARCHES + 4}"
    assert searches.history[-1] == "q5"


def test_a_saved_name_is_replaced_and_names_are_sorted() -> None:
    searches = Searches().with_saved("b", "1").with_saved(" A  name ", "2").with_saved("b", "3")
    assert searches.saved == (SavedSearch("A name", "2"), SavedSearch("b", "3"))
    assert searches.without_saved("b").saved == (SavedSearch("A name", "2"),)
    assert searches.without_saved("B") == searches


def test_a_long_name_is_cut() -> None:
    (saved,) = Searches().with_saved("x" * (LONGEST_NAME + 1), "q").saved
    assert saved.name == "x" * LONGEST_NAME


def test_recent_queries_belong_to_the_dataset_in_which_they_were_searched_for() -> None:
    searches = (
        Searches().with_search("old").with_search("a", "urn:x").with_search("b", "urn:y").with_search("a", "urn:y")
    )
    assert searches.history_of("urn:x") == ("a", "old")
    assert searches.history_of("urn:y") == ("a", "b", "old")
    assert searches.history == ("a", "b", "old")
    again = searches.with_search("old", "urn:x")
    assert (again.history_of("urn:x"), again.history_of("urn:y")) == (("old", "a"), ("a", "b"))
