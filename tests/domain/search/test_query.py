"""Queries as values: their filters, and how they are written."""

import pytest

from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.search.answer import MatchField
from coopviewer.domain.search.query import (
    COUNTED,
    Facet,
    FactGroup,
    OwnKind,
    SearchFilter,
    SearchQuery,
    SearchTerm,
    quoted,
)


def test_tags_and_a_part_of_has_are_answered_from_the_users_annotations() -> None:
    assert {facet for facet in Facet if facet.is_own} == {Facet.TAG}
    assert {value for value in (*OwnKind, *FactGroup) if SearchFilter(Facet.HAS, value).is_own} == set(OwnKind)
    assert not any(facet.is_own for facet in COUNTED)


def test_a_facet_that_names_entries_says_of_which_kind() -> None:
    assert Facet.PARTNER.kind_of_values is Facet.FUNDER.kind_of_values is EntryKind.ORGANISATION
    assert Facet.ACTIVE.kind_of_values is None
    assert all(facet.names_an_entry == (facet.kind_of_values is not None) for facet in Facet)
    assert {facet for facet in Facet if facet.names_an_entry} >= {Facet.REGION, Facet.COUNTRY, Facet.NETWORK}


def test_matches_in_the_users_annotations_are_recognised() -> None:
    assert {field for field in MatchField if field.is_own} == {
        MatchField.OWN_NOTE,
        MatchField.OWN_TAG,
        MatchField.OWN_BOOKMARK,
    }


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (SearchTerm("risk"), "risk"),
        (SearchTerm("risk", excluded=True), "-risk"),
        (SearchTerm("risk analysis", phrase=True), '"risk analysis"'),
        (SearchTerm('a "b"', phrase=True, excluded=True), '-"a ""b"""'),
        (SearchFilter(Facet.REGION, "Africa"), "region:Africa"),
        (SearchFilter(Facet.REGION, "Western Balkans", excluded=True), '-region:"Western Balkans"'),
        (SearchFilter(Facet.REGION, "a,b"), 'region:"a,b"'),
        (SearchFilter(Facet.REGION, "a\u00a0b"), 'region:"a\u00a0b"'),
        (SearchFilter(Facet.TAG, 'a"b'), 'tag:"a""b"'),
        (SearchFilter(Facet.TAG, ""), 'tag:""'),
    ],
)
def test_a_part_is_written_in_the_syntax_of_queries(part: SearchTerm | SearchFilter, text: str) -> None:
    assert str(part) == text
    assert str(SearchQuery((part, SearchTerm("x")))) == f"{text} x"


def test_quotation_marks_inside_are_doubled() -> None:
    assert quoted('say "no"') == '"say ""no"""'


def test_a_query_without_parts_is_false() -> None:
    assert not SearchQuery()
    assert SearchQuery((SearchTerm("x"),))


def test_terms_and_filters_of_a_query_are_in_its_order() -> None:
    niger, project = SearchTerm("niger"), SearchFilter(Facet.KIND, "project")
    no_mali, not_ended = SearchTerm("mali", excluded=True), SearchFilter(Facet.ACTIVE, "2019", excluded=True)
    query = SearchQuery((niger, project, no_mali, not_ended))
    assert query.terms == (niger, no_mali)
    assert query.filters == (project, not_ended)
    assert query.of_facet(Facet.KIND) == (project,)
    assert query.of_facet(Facet.REGION) == ()
    assert query.with_part(niger) is query
    assert query.without_part(SearchTerm("niger", excluded=True)) == query
    assert query.without_part(project).parts == (niger, no_mali, not_ended)


def test_filters_that_count_for_the_places_of_a_project_are_inherited_unless_excluded() -> None:
    funder, active = SearchFilter(Facet.FUNDER, "EU"), SearchFilter(Facet.ACTIVE, "2019")
    not_partner = SearchFilter(Facet.PARTNER, "ICMPD", excluded=True)
    query = SearchQuery((SearchTerm("risk"), active, not_partner, SearchFilter(Facet.COUNTRY, "Niger"), funder))
    assert query.inherited == (active, funder)
    assert SearchQuery((not_partner,)).inherited == ()
