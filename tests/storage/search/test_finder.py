"""What a query finds, how much of a large reference is looked at for it, and whether the answer says so."""

from contextlib import closing

import pytest

from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.vocabulary import StatementKind
from coopviewer.domain.search.answer import SearchAnswer
from coopviewer.domain.search.query import Facet
from coopviewer.domain.search.syntax import parse_query
from coopviewer.storage.search import finder
from coopviewer.storage.search.expressions import MOST_ENDINGS
from coopviewer.storage.search.store import FIRST, LIMIT, ReferenceSearch
from tests.reference_values import name, ref, relation, statement, timeframe
from tests.storage.search.conftest import MadeOf

NEVER = 10**9
TEN = [f"theme/t{number}" for number in range(10)]


def answer(search: ReferenceSearch, text: str, limit: int = LIMIT) -> SearchAnswer:
    return search.search(parse_query(text), limit)


def ids(found: SearchAnswer) -> list[str]:
    return [hit.ref.id for hit in found.hits]


def ten(*more: Fact) -> list[Fact]:
    return [*(statement(key, "wells") for key in TEN), *more]


@pytest.mark.parametrize("text", ["wells", "kind:theme", "wells kind:theme", "goal:wells"])
def test_an_answer_is_complete_and_says_whether_there_is_more(made_of: MadeOf, text: str) -> None:
    search = made_of(*ten(statement("project/p", "boats")))
    for limit, more in ((9, True), (10, False), (11, False)):
        found = answer(search, text, limit)
        assert (len(found.hits), found.more, found.complete) == (min(limit, 10), more, True), limit


def test_more_is_shown_at_once_than_a_first_screen_holds(made_of: MadeOf) -> None:
    search = made_of(*(statement(f"theme/t{number}", "wells") for number in range(LIMIT + 1)))
    assert len(search.search(parse_query("wells")).hits) == LIMIT > FIRST


def test_words_that_are_a_name_come_before_words_in_names_and_these_before_words_in_texts(made_of: MadeOf) -> None:
    named = [
        *(
            ref("theme/a", "Alpha wells"),
            ref("theme/b", "Wells"),
            ref("theme/c", "Wells of old"),
            ref("theme/d", "Old"),
        ),
        *(ref("theme/e", "Wellspring"), ref("theme/f", "Boats"), ref("theme/g", "Cars")),
    ]
    facts = (name("theme/d", "Wells"), statement("theme/f", "some wells"), name("theme/g", "The wells"))
    assert ids(answer(made_of(*facts, entries=named), "wells")) == [
        *("theme/b", "theme/d"),  # title, then name, as a whole
        *("theme/c", "theme/e"),  # begins with it
        *("theme/a", "theme/g"),  # has it
        "theme/f",  # says it
    ]


def test_a_name_comes_first_among_the_entries_that_a_filter_lists(
    made_of: MadeOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finder, "_FEW", -1)
    monkeypatch.setattr(finder, "MOST_RANKED", 0)  # without ranking, texts come by the numbers of their entries
    keys = [f"project/p{number}" for number in range(9)]
    named, later = ref(keys[-1], "Wells"), ref("project/q", "Wells")
    facts = [*(statement(key, "some wells") for key in keys[:-1]), timeframe(later.id, "2030/2031")]
    facts += [timeframe(key, "2019/2021") for key in keys]
    search = made_of(*facts, entries=[*(ref(key, f"Project {key[-1]}") for key in keys[:-1]), named, later])
    assert ids(answer(search, "wells starts:2019")) == [keys[-1], *keys[:-1]]


def test_a_phrase_is_no_beginning_of_a_word(made_of: MadeOf) -> None:
    search = made_of(entries=[ref("theme/a", "Wellspring"), ref("theme/b", "Well water"), ref("theme/c", "Well")])
    assert set(ids(answer(search, '"well"'))) == {"theme/b", "theme/c"}
    assert set(ids(answer(search, "well"))) == {"theme/a", "theme/b", "theme/c"}


def test_all_entries_are_found_however_many_words_begin_so(made_of: MadeOf) -> None:
    many = [statement(f"theme/t{number}", f"well{number:03}") for number in range(MOST_ENDINGS + 6)]
    found = answer(made_of(*many), "well", 200)
    assert (len(found.hits), found.complete) == (len(many), True)


def test_words_that_stand_nowhere_find_nothing_and_say_what_is_near(made_of: MadeOf) -> None:
    found = answer(made_of(*ten(), entries=[ref(TEN[0], "Boats")]), "boats zebra")
    assert found.hits == ()
    assert [each.id for each in found.nearest] == [TEN[0]]


@pytest.fixture
def large(made_of: MadeOf, monkeypatch: pytest.MonkeyPatch) -> ReferenceSearch:
    """A search that takes ten entries for many, and looks at them in twos."""
    monkeypatch.setattr(finder, "_FEW", -1)
    monkeypatch.setattr(finder, "_FIRST_BATCH", 2)
    monkeypatch.setattr(finder, "_BATCH", 2)
    return made_of(*ten())


@pytest.mark.parametrize(("most", "count", "complete"), [(4, 4, False), (5, 6, False), (10, 10, False), (11, 10, True)])
def test_of_what_a_filter_leaves_no_more_is_listed_than_is_looked_at(
    large: ReferenceSearch, monkeypatch: pytest.MonkeyPatch, most: int, count: int, complete: bool
) -> None:
    monkeypatch.setattr(finder, "MOST_LOOKED_AT", most)
    found = answer(large, "kind:theme")
    assert (len(found.hits), found.complete) == (count, complete)
    assert answer(large, "kind:theme", 3).complete  # as many as are wanted were found before


@pytest.mark.parametrize("looked_up", [0, NEVER], ids=["values are walked", "texts are walked"])
@pytest.mark.parametrize(("most", "count", "complete"), [(6, 6, False), (10, 10, False), (11, 10, True)])
def test_of_what_words_find_under_a_filter_no_more_is_looked_at(
    large: ReferenceSearch, monkeypatch: pytest.MonkeyPatch, looked_up: int, most: int, count: int, complete: bool
) -> None:
    monkeypatch.setattr(finder, "MOST_LOOKED_AT", most)
    monkeypatch.setattr(finder, "MOST_RANKED", -1)
    monkeypatch.setattr(finder, "_LOOKED_UP", looked_up)
    found = answer(large, "wells kind:theme")
    assert (len(found.hits), found.complete) == (count, complete)


@pytest.mark.usefixtures("large")
def test_an_answer_is_complete_if_as_many_as_are_wanted_were_found(
    made_of: MadeOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finder, "MOST_LOOKED_AT", 6)
    monkeypatch.setattr(finder, "MOST_RANKED", -1)
    search = made_of(*ten(), entries=[ref("theme/y", "Wells y"), ref("theme/z", "Wells z")])
    for limit, count, complete in ((7, 7, True), (8, 8, False)):  # two by their names, six by what is said of them
        found = answer(search, "wells kind:theme", limit)
        assert (len(found.hits), found.more, found.complete) == (count, complete, complete)


@pytest.mark.parametrize("looked_up", [0, NEVER], ids=["values are walked", "texts are walked"])
@pytest.mark.parametrize("text", ["wells", "kind:theme", "wells kind:theme", "-boats kind:theme", "wel kind:theme"])
def test_all_results_are_all_however_many_have_to_be_looked_at(
    large: ReferenceSearch, monkeypatch: pytest.MonkeyPatch, looked_up: int, text: str
) -> None:
    for bound, number in (("MOST_LOOKED_AT", 4), ("MOST_RANKED", -1), ("_LOOKED_UP", looked_up)):
        monkeypatch.setattr(finder, bound, number)
    assert large.matching(parse_query(text).query) == set(TEN)


def test_facets_count_all_that_a_filter_leaves(large: ReferenceSearch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "MOST_LOOKED_AT", 4)
    bases = next(each for each in large.facets(parse_query("kind:theme").query) if each.facet is Facet.BASIS)
    assert [(value.value, value.count, value.more) for value in bases.values] == [("stated", 10, False)]


def test_years_are_counted_by_time_and_all_else_by_how_many_there_are(made_of: MadeOf) -> None:
    regions = [relation(key, "in-region", f"region/r{number % 3 % 2}") for number, key in enumerate(TEN)]
    times = (timeframe("project/p", "2019/2020"), timeframe("project/q", "2020/2021"))
    facets = {each.facet: each.values for each in made_of(*ten(*regions, *times)).facets(parse_query("").query)}
    assert [(value.value, value.count) for value in facets[Facet.ACTIVE]] == [("2019", 1), ("2020", 2), ("2021", 1)]
    placed = facets[Facet.REGION]
    assert [(value.value, value.count) for value in placed] == [("region/r0", 8), ("region/r1", 4)]
    assert [value.ref and value.ref.title for value in placed] == ["r0", "r1"]
    assert {value.value: value.ref for value in facets[Facet.BASIS]} == {"stated": None}


def test_entries_are_chosen_by_filters_whatever_the_words(made_of: MadeOf) -> None:
    with closing(made_of(*ten(statement("project/p", "boats")))) as search:
        chosen = search.entries(parse_query("zebra kind:project").query, [TEN[0], "project/p", "project/none"])
        assert list(chosen) == ["project/p"]


def test_goals_are_statements_of_their_own_kind(made_of: MadeOf) -> None:
    search = made_of(statement(TEN[0], "dig wells"), statement(TEN[1], "dug wells", StatementKind.ACHIEVEMENT))
    assert ids(answer(search, "goal:wells")) == [TEN[0]]
    assert ids(answer(search, "wells -goal:dig")) == [TEN[1]]


@pytest.mark.parametrize("others", [(), ("organisation/m-0",), ("organisation/m-3", "organisation/m-4")])
def test_of_organisations_with_one_title_those_with_relations_come_first(
    made_of: MadeOf, others: tuple[str, ...]
) -> None:
    bare, related = "organisation/m-1", "organisation/m-2"
    facts = [relation("project/p", "funded-by", each) for each in (related, *others)]
    entries = [ref(each, "Ministry of Plans") for each in (bare, related, *others)]
    search = made_of(*facts, entries=[*entries, ref("organisation/none", "Ministry of Plants")])
    assert ids(answer(search, "ministry of plans")) == [*sorted((related, *others)), bare]
    for text in ("ministry plan", "ministry kind:organisation"):
        listed = ids(answer(search, text))
        assert [each for each in listed if each != "organisation/none"] == [*sorted((related, *others)), bare]


def test_an_organisation_that_is_the_subject_of_a_relation_is_not_bare(made_of: MadeOf) -> None:
    leads = relation("organisation/m-2", "leads", "forum/f")
    search = made_of(leads, entries=[ref(f"organisation/m-{number}", "Ministry of Plans") for number in (1, 2)])
    assert ids(answer(search, "ministry of plans")) == ["organisation/m-2", "organisation/m-1"]
