"""Ids of entries and of facts."""

import pytest

from coopviewer.domain.reference.entries import is_entry_id
from coopviewer.domain.reference.fact_texts import entry_of_fact, texts_of
from coopviewer.domain.reference.facts import DocumentFact, Extent
from coopviewer.domain.reference.vocabulary import Basis, ExtentValue, PassageKind
from tests.domain.reference.page_samples import amount, relation, statement


@pytest.mark.parametrize("text", ["country/NE", "funding-instrument/ipa-2", "source/leaflet", "a/1", "a/A-b"])
def test_an_id_is_a_kind_and_a_slug(text: str) -> None:
    assert is_entry_id(text)


@pytest.mark.parametrize(
    "text", ["", "country", "country/", "/NE", "Country/NE", "country/-NE", "country/NE/x", "country/NE\n", "country/é"]
)
def test_other_texts_are_not_ids(text: str) -> None:
    assert not is_entry_id(text)


@pytest.mark.parametrize(
    ("fact_id", "entry_id"),
    [("country/NE/name/en", "country/NE"), ("project/afic/goal/a", "project/afic"), ("country/NE", "country/NE")],
)
def test_a_fact_is_about_the_entry_whose_id_its_own_begins_with(fact_id: str, entry_id: str) -> None:
    assert entry_of_fact(fact_id) == entry_id


def test_the_texts_of_a_fact_are_returned_by_column() -> None:
    document = DocumentFact(id="project/p/document/a", entry_id="project/p", basis=Basis.STATED, about="a report")
    extent = Extent(id="project/p/extent/a", entry_id="project/p", basis=Basis.STATED, value=ExtentValue.OPEN)
    assert texts_of(statement("project/p/goal/a", text="To learn")) == {"text": "To learn"}
    assert texts_of(amount("project/p/grant")) == {"as_given": "1 cent"}
    assert texts_of(relation("project/p/funded-by/a", "organisation/eu")) == {}
    assert texts_of(document) == {"about": "a report"}
    assert texts_of(extent) == {}


def test_facts_that_are_stated_or_inferred_need_a_passage() -> None:
    assert {basis for basis in Basis if basis.needs_passage} == {Basis.STATED, Basis.INFERRED}


def test_headings_labels_chrome_and_records_may_stay_uncited() -> None:
    assert {kind for kind in PassageKind if kind.may_stay_uncited} == {
        PassageKind.HEADING,
        PassageKind.LABEL,
        PassageKind.CHROME,
        PassageKind.RECORD,
    }
