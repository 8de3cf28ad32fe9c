"""Words that the reference does not have are corrected to those that are spelt most alike."""

import pytest

from coopviewer.domain.search.answer import DidYouMean
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.search import suggestions
from coopviewer.storage.search.store import ReferenceSearch
from tests.reference_values import name, ref, statement
from tests.storage.search.conftest import MadeOf


def suggested(search: ReferenceSearch, text: str) -> tuple[DidYouMean, ...]:
    return search.search(parse_query(text)).did_you_mean


def meant(made_of: MadeOf, text: str, *titles: str) -> list[str]:
    """Return what is suggested for a text where the reference has entries of these titles."""
    entries = [ref(f"theme/t{number}", title) for number, title in enumerate(titles)]
    return [each.text for each in suggested(made_of(entries=entries), text)]


@pytest.mark.parametrize(
    ("typed", "title", "found"),
    [
        ("nigr", "Niger", True),  # one letter of up to four
        ("mlai", "Mali", True),  # two that changed places
        ("maxx", "Mali", False),
        ("albniaa", "Albania", True),  # two of up to nine
        ("xlbxnix", "Albania", False),
        ("afhganizstn", "Afghanistan", True),  # three of more
        ("xndxnesia", "Indonesia", True),
        ("xndxnexia", "Indonesia", False),
        ("xzexbaijxn", "Azerbaijan", True),
        ("wlels", "Wells", True),
        ("ma", "Mal", False),  # begins so, and is found
        ("xy", "Mal", False),  # too short to be corrected
        ("mxl", "Mal", True),
    ],
)
def test_a_word_is_corrected_by_as_many_letters_as_its_length_allows(
    made_of: MadeOf, typed: str, title: str, found: bool
) -> None:
    assert meant(made_of, typed, title) == ([title] if found else [])


def test_the_nearest_words_come_first_and_no_more_than_three_are_suggested(made_of: MadeOf) -> None:
    assert meant(made_of, "mali", "Mala", "Maly", "Malo", "Male") == ["Mala", "Male", "Malo"]
    assert meant(made_of, "albanja", "Albanian", "Albania")[0] == "Albania"
    assert meant(made_of, "wells") == []


def test_words_that_begin_alike_come_before_others_as_near(made_of: MadeOf) -> None:
    assert meant(made_of, "nali", "Mali", "Nala") == ["Nala", "Mali"]
    assert meant(made_of, "nalib", "Malibran", "Nalicran") == ["Nalicran", "Malibran"]


def test_whole_words_come_before_beginnings_as_near(made_of: MadeOf) -> None:
    assert meant(made_of, "albanx", "Albanoland", "Albany") == ["Albany", "Albanoland"]


def test_the_best_entry_of_each_correction_is_suggested(made_of: MadeOf) -> None:
    search = made_of(name("theme/u", "Mali"), entries=[ref("theme/t", "Mali"), ref("theme/u", "Wells")])
    assert [each.text for each in suggested(search, "malx")] == ["Mali"]


def test_only_words_of_some_length_are_corrected(made_of: MadeOf) -> None:
    assert meant(made_of, "x" * 59 + "z", "x" * 60) == ["x" * 60]
    assert meant(made_of, "x" * 60 + "z", "x" * 61) == []


def test_a_word_that_is_still_typed_is_compared_with_beginnings(made_of: MadeOf) -> None:
    assert meant(made_of, "afgna", "Afghanistan") == ["Afghanistan"]
    assert meant(made_of, "afgnx", "Afghanistan") == []  # a letter less may differ than of whole words


def test_a_word_of_two_names_is_parted(made_of: MadeOf) -> None:
    assert meant(made_of, "sierraleone", "Sierra Leone") == ["Sierra Leone"]
    assert meant(made_of, "catdog", "Cat dog") == ["Cat dog"]
    assert meant(made_of, "catxy", "Cat xy") == ["cat"]  # a part has three letters at least
    assert meant(made_of, "xydog", "Xy dog") == ["dog"]


def test_what_is_parted_are_words_of_names(made_of: MadeOf) -> None:
    search = made_of(statement("theme/t", "deep water"), entries=[ref("theme/t", "Deep")])
    assert [each.text for each in suggested(search, "deepwater")] == []


def test_names_are_suggested_before_words_of_texts(made_of: MadeOf) -> None:
    search = made_of(statement("theme/t", "malu"), entries=[ref("theme/t", "Wells"), ref("theme/u", "Mali")])
    assert [each.text for each in suggested(search, "malx")] == ["Mali"]
    assert [each.text for each in suggested(made_of(statement("theme/t", "boats")), "boatz")] == ["boats"]


def test_two_wrong_words_are_corrected_and_three_are_not(made_of: MadeOf) -> None:
    assert meant(made_of, "deap wellz", "Deep wells") == ["Deep wells"]
    assert meant(made_of, "oxd dxep wexls", "Old deep wells") == []
    assert meant(made_of, "deap zzzzzz", "Deep wells") == []


def test_right_words_stay_beside_those_that_are_corrected(made_of: MadeOf) -> None:
    search = made_of(statement("theme/t", "boats"), entries=[ref("theme/t", "Wells")])
    (each,) = suggested(search, "boats wellz kind:theme")
    assert each.text == str(each.query) == "boats wells kind:theme"


def test_a_phrase_is_corrected_as_a_phrase(made_of: MadeOf) -> None:
    search = made_of(statement("theme/t", "some deep wells"), entries=[ref("theme/t", "Boats")])
    (each,) = suggested(search, '"deep wellz" boats')
    assert str(each.query) == '"deep wells" boats'
    assert suggested(search, '"deap wellz"') == ()  # two words of one phrase


def test_what_finds_something_is_not_corrected_unless_it_is_spelt_nearly_like_the_title(made_of: MadeOf) -> None:
    named = (name("country/TR", "Türkiye", language="tr"), name("country/TR", "Turquie", language="fr"))
    search = made_of(*named, name("country/TR", "Turkia"), entries=[ref("country/TR", "Turkey")])
    (each,) = suggested(search, "Türkiye")
    assert (each.text, str(each.query), each.ref.id) == ("Turkey", "turkey", "country/TR")
    for text in ("turkey", "turkia", "türkiye kind:country", "turk"):
        assert suggested(search, text) == (), text
    far = made_of(name("country/DE", "Deutschland", language="de"), entries=[ref("country/DE", "Germany")])
    assert suggested(far, "Deutschland") == ()


def test_of_many_words_the_most_frequent_are_compared(made_of: MadeOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "_MOST_COMPARED", 1)
    assert meant(made_of, "malx", "Mali", "Wells", "Wells again") == []


def test_entries_with_some_of_the_words_are_named_where_nothing_is_found(made_of: MadeOf) -> None:
    titles = ["Wells", "Wells again", "Wells too", *(f"Boat {letter}" for letter in "abcdef")]
    search = made_of(
        statement("theme/x", "cars"), entries=[ref(f"theme/t{n}", title) for n, title in enumerate(titles)]
    )
    found = search.search(parse_query("zebra wells boat cars")).nearest
    assert [each.title for each in found] == ["Wells", "Wells again", "Boat a", "Boat b"]
    assert [each.title for each in search.search(parse_query('"zebra q y boat wells"')).nearest] == ["Boat a", "Boat b"]
    words = "zebra a b c d e f"
    assert len(search.search(parse_query(words)).nearest) == 5


def test_no_other_number_is_suggested_for_a_number(made_of: MadeOf) -> None:
    assert meant(made_of, "975000", "Budget 90000", "Budget 975001") == []
    assert meant(made_of, "20212022", "Plan 2021", "Plan 2022") == []
    assert meant(made_of, "975000a", "Budget 975000b") == ["975000b"]
