"""The words of search: what is wrong with a query and where, and where a result was found."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.vocabulary import NameKind, StatementKind
from coopviewer.domain.search.answer import (
    Activity,
    Certainty,
    EmptyReason,
    FacetCounts,
    FacetValue,
    InCategory,
    Match,
    MatchField,
    UnknownName,
)
from coopviewer.domain.search.query import Facet, FactGroup, ListedState, OwnKind
from coopviewer.domain.search.syntax import MOST_PARTS, FaultKind, QueryFault, parse_query
from coopviewer.rendering.words.facet_words import example, facet_hint
from coopviewer.rendering.words.faults.empty_search_words import reason_words
from coopviewer.rendering.words.faults.query_fault_words import caret_lines, fault_words
from coopviewer.rendering.words.search_words import (
    activity_words,
    facet_heading,
    facet_word,
    fact_group_word,
    left_out_words,
    match_words,
    meant_words,
    no_totals_words,
    own_kind_word,
    part_words,
    sector_words,
    through_words,
    unknown_words,
    value_word,
)
from tests.reference_values import ref


def fault(kind: FaultKind = FaultKind.UNKNOWN_VALUE, position: int = 0, length: int = 1, **more: str) -> QueryFault:
    return QueryFault(kind, position, length, more.pop("found", "found it"), **more)  # type: ignore[arg-type]


def test_each_facet_is_told_from_the_others() -> None:
    for words in (facet_word, facet_hint):
        assert len({words(facet, ENGLISH) for facet in Facet}) == len(Facet)


def test_each_example_of_a_filter_is_understood() -> None:
    for facet in Facet:
        parsed = parse_query(example(facet))
        assert not parsed.faults
        assert [part.facet for part in parsed.query.filters] == [facet]


@pytest.mark.parametrize("kind", [FaultKind.UNKNOWN_FACET, FaultKind.UNKNOWN_VALUE])
def test_what_may_have_been_meant_is_asked(kind: FaultKind) -> None:
    plain, asked = fault_words(fault(kind), ENGLISH), fault_words(fault(kind, suggestion="meant"), ENGLISH)
    assert asked.startswith(f"{plain} ")
    assert "meant" in asked.removeprefix(plain)


@pytest.mark.parametrize("kind", sorted(set(FaultKind) - {FaultKind.UNKNOWN_FACET, FaultKind.UNKNOWN_VALUE}))
def test_nothing_else_is_asked_of_other_faults(kind: FaultKind) -> None:
    assert fault_words(fault(kind, suggestion="meant"), ENGLISH) == fault_words(fault(kind), ENGLISH)


def test_each_fault_is_told_from_the_others() -> None:
    assert len({fault_words(fault(kind), ENGLISH) for kind in FaultKind}) == len(FaultKind)


@pytest.mark.parametrize(
    "kind", [FaultKind.UNKNOWN_FACET, FaultKind.UNKNOWN_VALUE, FaultKind.BAD_PERIOD, FaultKind.BAD_SUM]
)
def test_what_is_not_understood_is_quoted(kind: FaultKind) -> None:
    assert "found it" in fault_words(fault(kind), ENGLISH)


def test_a_filter_without_a_value_is_shown_with_an_example_of_its_own() -> None:
    said = fault_words(QueryFault(FaultKind.NO_VALUE, 0, 6, "", Facet.GRANT), ENGLISH)
    assert example(Facet.GRANT) in said
    without = fault_words(QueryFault(FaultKind.NO_VALUE, 0, 6, ""), ENGLISH)
    assert ":" not in without


def test_of_too_many_parts_it_is_said_how_many_count() -> None:
    assert str(MOST_PARTS) in fault_words(fault(FaultKind.TOO_MANY), ENGLISH)


@pytest.mark.parametrize(
    ("text", "position", "length", "width", "lines"),
    [
        ("kind:projct x", 5, 6, 40, ("kind:projct x", "     ^^^^^^")),
        ("x", 0, 1, 40, ("x", "^")),
        ("kind:", 5, 0, 40, ("kind:", "     ^")),  # what is missing is missing there
        ("a\tb\x1b[2J", 2, 1, 40, ("a·b·[2J", "  ^")),
        ("abcdefghij", 7, 3, 10, ("cdefghij", "     ^^^")),  # half of the width stands before it
        ("abcdefghijklmnop", 7, 3, 10, ("cdefghijkl", "     ^^^")),
        ("abcdefghijklmnop", 7, 9, 10, ("cdefghijkl", "     ^^^^^")),  # no further than the piece
        ("abcdefghijklmnop", 5, 1, 10, ("abcdefghij", "     ^")),
    ],
)
def test_carets_stand_under_what_is_wrong(
    text: str, position: int, length: int, width: int, lines: tuple[str, str]
) -> None:
    assert caret_lines(text, fault(position=position, length=length), width) == lines


def test_an_unknown_name_is_told_with_its_facet() -> None:
    said = unknown_words(UnknownName(Facet.INSTRUMENT, 'the "P"'), ENGLISH)
    assert facet_word(Facet.INSTRUMENT, ENGLISH).lower() in said
    assert '"the ""P"""' in said


def test_a_name_is_told_by_its_kind_and_language() -> None:
    said = [match_words(Match(MatchField.NAME, "x", name_kind=kind, language="tr"), ENGLISH) for kind in NameKind]
    assert all(words.endswith(", tr") for words in said)
    assert len(set(said)) == len(NameKind)


@pytest.mark.parametrize("field", [MatchField.SUMMARY, MatchField.STATEMENT])
def test_a_statement_is_told_by_its_kind(field: MatchField) -> None:
    said = [match_words(Match(field, "x", statement_kind=kind), ENGLISH) for kind in StatementKind]
    assert all(said)
    assert len(set(said)) == len(StatementKind)


def test_what_is_no_name_or_statement_is_told_by_its_field() -> None:
    fields = (MatchField.TITLE, MatchField.CODE, MatchField.OWN_NOTE, MatchField.OWN_TAG, MatchField.OWN_BOOKMARK)
    said = [match_words(Match(field, "x"), ENGLISH) for field in fields]
    assert all(said)
    assert len(set(said)) == len(fields)


def test_a_result_of_filters_alone_was_found_nowhere() -> None:
    assert match_words(Match(MatchField.FILTER, ""), ENGLISH) == ""


def test_a_title_that_is_a_name_as_well_is_told_as_a_title() -> None:
    plain = match_words(Match(MatchField.TITLE, "x"), ENGLISH)
    assert match_words(Match(MatchField.TITLE, "x", name_kind=NameKind.ALIAS, language="tr"), ENGLISH) == plain


def test_how_sure_it_is_that_something_was_active_is_said() -> None:
    sure, planned, perhaps = (activity_words(Activity(each, "2017", "in 2017"), ENGLISH) for each in Certainty)
    assert len({sure, planned, perhaps}) == 3
    assert len(sure) < len(perhaps)  # which says why
    assert sure.endswith("in 2017")
    assert perhaps.endswith("in 2017")


def test_each_thing_of_ones_own_has_a_name() -> None:
    assert len({own_kind_word(kind, ENGLISH) for kind in OwnKind}) == len(OwnKind)


@pytest.mark.parametrize("facet", Facet)
def test_a_value_without_a_label_is_its_own_label(facet: Facet) -> None:
    assert value_word(facet, "zzz", ENGLISH) == "zzz"


def test_a_word_is_a_label_only_of_its_own_facet() -> None:
    assert value_word(Facet.BASIS, "stated", ENGLISH) != value_word(Facet.CURRENCY, "stated", ENGLISH) == "stated"
    assert value_word(Facet.KIND, "project", ENGLISH) != value_word(Facet.CURRENCY, "project", ENGLISH) == "project"


@pytest.mark.parametrize("text", ["partner:", "funder:", "country:", "sector:", "reporter:"])
def test_a_filter_without_a_name_names_no_entry_that_the_reference_may_not_have(text: str) -> None:
    (fault,) = parse_query(text).faults
    assert fault_words(fault, ENGLISH) == f"{text} needs a name, or the beginning of one."


@pytest.mark.parametrize("text", ["-25000", '-"two words"', "-one -two", "country:Niger -25000"])
def test_a_query_of_excluded_words_alone_says_what_a_minus_does(text: str) -> None:
    said = left_out_words(parse_query(text).query, ENGLISH)
    assert "A minus leaves out entries" in said


@pytest.mark.parametrize("text", ["25000", "niger -25000", "country:Niger -agadez", '"-25000"', "-kind:country", ""])
def test_of_any_other_query_nothing_is_said_of_the_minus(text: str) -> None:
    assert left_out_words(parse_query(text).query, ENGLISH) == ""


def test_what_is_offered_in_quotation_marks_is_looked_for() -> None:
    said = left_out_words(parse_query("-25000").query, ENGLISH)
    assert said.endswith('use quotation marks: "-25000".')
    (term,) = parse_query('"-25000"').query.terms
    assert not term.excluded


def test_a_filter_on_a_passed_end_does_not_say_that_no_actual_end_is_stated() -> None:
    words = value_word(Facet.STATUS, "end-passed", ENGLISH)
    assert words == "planned end passed"


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        ((), ""),
        (("EUCAP Sahel",), "through EUCAP Sahel"),
        (("EUCAP Sahel", "AFIC"), "through EUCAP Sahel and others"),
    ],
)
def test_of_several_entries_through_which_a_result_was_found_the_first_is_named(
    titles: tuple[str, ...], said: str
) -> None:
    assert through_words([ref(f"project/p{place}", title) for place, title in enumerate(titles)], ENGLISH) == said


def test_a_result_of_a_category_names_its_sector_unless_that_says_no_more() -> None:
    wells, water = ref("project/wells", "Wells"), ref("theme/dac-14030", "Drinking water")
    group = ref("theme/dac3-140", "Water supply")
    found = InCategory(water, "14030", "140", "Water supply")
    assert sector_words(None, wells, ENGLISH) == ""
    assert sector_words(found, wells, ENGLISH) == "sector 14030 Drinking water, of the category 140 Water supply"
    assert sector_words(found, water, ENGLISH) == "of the category 140 Water supply"
    assert sector_words(InCategory(group, "140", "140"), wells, ENGLISH) == "of the category 140"


@pytest.mark.parametrize(
    ("text", "years", "said"),
    [
        ("starts:2015", None, "No start is stated."),
        ("ends:2015", None, "No end is stated."),
        (
            "starts:2015",
            ("2017", "2019"),
            "Nothing is listed for starts:2015: all starts that are stated are of 2017 to",
        ),
        ("ends:2015", ("2017", "2017"), "Nothing is listed for ends:2015: all ends that are stated are of 2017."),
    ],
)
def test_no_start_or_end_in_a_year_is_answered_by_the_years_that_are_stated(
    text: str, years: tuple[str, str] | None, said: str
) -> None:
    (part,) = parse_query(text).query.filters
    assert reason_words(EmptyReason(ListedState.NOT_LISTED, part, years=years), ENGLISH).startswith(said)


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("projects:", "none, one, two-or-more"),
        ("projects:xyz", "none, one, two-or-more"),
        ("grant:", ""),
        ("active:xyz", ""),
        ("country:", ""),
    ],
)
def test_the_values_that_a_filter_can_have_are_listed_where_it_has_fixed_ones(text: str, listed: str) -> None:
    (fault,) = parse_query(text).faults
    said = fault_words(fault, ENGLISH)
    assert (f" There are: {listed}." in said) is bool(listed)
    assert ("There are" in said) is bool(listed)


def test_an_unknown_filter_is_answered_with_all_filters() -> None:
    (fault,) = parse_query("cuntry:Niger").faults
    said = fault_words(fault, ENGLISH)
    assert said.startswith("There is no filter called cuntry. There are: kind:, region:, country:, ")
    assert said.endswith("tag:, has:. Did you mean country?")


@pytest.mark.parametrize("chosen", [(False, False), (True, False), (False, True)])
def test_a_heading_says_that_counts_are_those_without_its_filter_once_a_value_is_chosen(
    chosen: tuple[bool, bool],
) -> None:
    values = tuple(FacetValue(f"v{number}", 3, more=False, chosen=each) for number, each in enumerate(chosen))
    heading = facet_heading(FacetCounts(Facet.COUNTRY, values), ENGLISH)
    assert heading == ("Country (without this filter)" if any(chosen) else "Country")


@pytest.mark.parametrize(
    ("text", "is_said"),
    [("25,000", True), ("wells 25000", True), ("wells", False), ("wells -25000", False), ("", False)],
)
def test_that_totals_are_not_searched_is_said_only_of_what_may_be_a_sum(text: str, *, is_said: bool) -> None:
    said = no_totals_words(parse_query(text).query, ENGLISH)
    assert said == ("Totals that pages add up are not searched." if is_said else "")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("active:2019", "Active in 2019"),
        ("kind:project country:Kenya", "Projects in Kenya"),
        ("kind:project region:Africa", "Projects in Africa"),
        ("country:Kenya active:2019", "Projects in Kenya"),
    ],
)
def test_a_search_by_year_or_place_is_offered_with_what_it_finds(text: str, label: str) -> None:
    assert meant_words(parse_query(text).query, ENGLISH) == label


@pytest.mark.parametrize(
    ("facet", "certainty", "said"),
    [
        (Facet.ACTIVE, Certainty.SURELY, "surely active then: 2016"),
        (Facet.ACTIVE, Certainty.PLANNED, "active then by its planned dates: 2016"),
        (Facet.ACTIVE, Certainty.POSSIBLY, "possibly active then, its timeframe is not exact enough to tell: 2016"),
        (Facet.STARTS, Certainty.SURELY, "starts then: 2016"),
        (Facet.STARTS, Certainty.PLANNED, "starts then by its planned dates: 2016"),
        (Facet.STARTS, Certainty.POSSIBLY, "possibly starts then, its dates are not exact enough to tell: 2016"),
        (Facet.ENDS, Certainty.SURELY, "ends then: 2016"),
        (Facet.ENDS, Certainty.PLANNED, "ends then by its planned dates: 2016"),
        (Facet.ENDS, Certainty.POSSIBLY, "possibly ends then, its dates are not exact enough to tell: 2016"),
    ],
)
def test_a_start_an_end_and_a_year_of_activity_are_said_differently(
    facet: Facet, certainty: Certainty, said: str
) -> None:
    assert activity_words(Activity(certainty, "2016", "2016", facet), ENGLISH) == said


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("country:Niger", "Country: Niger"),
        ("-country:Niger", "not Country: Niger"),
        ("kind:project", "Kind: Project"),
        ("has:note", "Has: note"),
        ("has:grant", "Has: grant"),
        ("basis:inferred", "Basis: Inferred"),
        ("status:ended", "Status: ended"),
        ("status:closed", "Status: Closed, published"),
        ("role:funding", "Role: funding"),
        ("marker:gender", "Policy marker: Gender equality"),
        ("arrangement:not-looked-at", "Working arrangement: not looked at"),
        ("projects:two-or-more", "Projects: two or more"),
        ("tag:project", "Tag: project"),
    ],
)
def test_a_filter_is_labelled_with_its_name_and_the_word_for_its_value(text: str, label: str) -> None:
    (part,) = parse_query(text).query.filters
    assert part_words(part, ENGLISH) == label


def test_each_group_of_facts_has_a_name() -> None:
    assert len({fact_group_word(group, ENGLISH) for group in FactGroup}) == len(FactGroup)


@pytest.mark.parametrize(
    ("facet", "said"),
    [(Facet.COUNTRY, 'No country is called "Nigr".'), (Facet.CURRENCY, 'No currency is called "Nigr".')],
)
def test_what_has_no_such_name_is_called_as_within_a_sentence(facet: Facet, said: str) -> None:
    assert unknown_words(UnknownName(facet, "Nigr"), ENGLISH) == said


def test_a_name_without_a_kind_is_told_by_nothing() -> None:
    assert match_words(Match(MatchField.NAME, "x"), ENGLISH) == ""
