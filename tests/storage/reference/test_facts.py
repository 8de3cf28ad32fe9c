"""The facts of an entry are read as they were written, with all that they name."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.facts import Citation, DocumentFact, Extent, Quantity
from coopviewer.domain.reference.pages import EntryPage
from coopviewer.domain.reference.sources import Redirect
from coopviewer.domain.reference.vocabulary import (
    AmountKind,
    Basis,
    CitationRole,
    Comparator,
    ExtentValue,
    NameKind,
    StatementKind,
)
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.reference.store import ReferenceStore
from tests.faults import raises_fault
from tests.reference_values import (
    amount,
    cited,
    dataset,
    extent,
    name,
    ref,
    relation,
    statement,
    timeframe,
)

AFIC, WELLS, NIGER = "project/afic", "project/wells", "country/NE"
Read = Callable[[Dataset, str], EntryPage]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def page(written: Dataset, entry_id: str) -> EntryPage:
        path = tmp_path / "coop.db"
        write_reference(written, path)
        with closing(ReferenceStore(path)) as store:
            found = store.page(Address(entry_id))
        assert isinstance(found, EntryPage)
        return found

    return page


def test_every_kind_of_fact_comes_back_as_it_was_written(read: Read) -> None:
    known = {"entry_id": AFIC, "basis": Basis.EDITORIAL, "note": "why"}
    citations = (*cited("leaflet/P1"), Citation("source/book", "book/P2", CitationRole.CONTEXT), *cited("norm"))
    facts = (
        name(AFIC, "AFIC", NameKind.ACRONYM, "fr"),
        statement(AFIC, "first", StatementKind.GOAL, 1, language="fr", citations=citations),
        statement(AFIC, "second", StatementKind.GOAL, 2),
        statement(AFIC, "in short", StatementKind.SUMMARY, 1),
        timeframe(AFIC, "2017/2018-06", "2017 - June"),
        amount(
            AFIC, 5, AmountKind.GRANT, funder_id="organisation/eu", funding_instrument_id="funding-instrument/purse"
        ),
        Quantity(
            id=f"{AFIC}/q", measure="meetings", comparator=Comparator.MORE_THAN, value=50, as_given="over 50", **known
        ),
        DocumentFact(id=f"{AFIC}/d", about="statute", title="Statut", language="fr", url="a.example", **known),
        Extent(id=f"{AFIC}/extent/goal", value=ExtentValue.NONE, statement_kind=StatementKind.GOAL, **known),
        extent(AFIC, "leads", ExtentValue.OPEN),
    )
    page = read(dataset(*facts[::-1]), AFIC)
    assert page.record.facts == facts


def test_codes_of_a_country_come_back_with_its_place_and_its_marker(read: Read) -> None:
    made = dataset(name("country/XK", "Kosovo"), entries=[ref("country/XK", "Kosovo*", "*")])
    (codes,) = made.countries
    written = codes._replace(alpha3="XKX", m49="412", latitude=42.5, longitude=21.0)
    page = read(replace(made, countries=(written,)), "country/XK")
    assert page.record.codes == written
    assert page.record.ref.marker == "*"
    assert read(dataset(name(AFIC, "AFIC")), AFIC).record.codes is None


def test_a_countrys_page_names_who_takes_part_in_its_projects(read: Read) -> None:
    partners = [relation(AFIC, "project-partner", f"organisation/{each}", ordinal=n) for n, each in enumerate("bac", 1)]
    others = (relation(AFIC, "funded-by", "organisation/a"), relation(AFIC, "financed-under", "funding-instrument/i"))
    written = dataset(*partners, *others, relation(AFIC, "has-beneficiary", NIGER), name(WELLS, "Wells"))
    record = read(written, NIGER).related[AFIC]
    groups = {group.predicate.id: [each.object_id for each in group.relations] for group in record.groups}
    assert groups == {
        "project-partner": ["organisation/b", "organisation/a", "organisation/c"],  # in the source's order
        "funded-by": ["organisation/a"],
        "financed-under": ["funding-instrument/i"],
    }
    assert all(group.outgoing and group.total == len(group.relations) for group in record.groups)


def test_a_project_is_not_related_to_itself(read: Read) -> None:
    written = dataset(relation(AFIC, "strengthens", AFIC), relation(AFIC, "strengthens", WELLS))
    assert set(read(written, AFIC).related) == {WELLS}


def test_relations_are_grouped_by_predicate_and_end_and_sorted_by_title(read: Read) -> None:
    titles = [ref("country/AA", "Zet"), ref("country/BB", "Alpha"), ref("country/CC", "beta")]
    countries = [relation(AFIC, "has-beneficiary", each.id, ordinal=n) for n, each in enumerate(titles, 1)]
    page = read(dataset(*countries, relation(WELLS, "leads", AFIC), entries=titles), AFIC)
    found = [
        (group.predicate.id, group.outgoing, [group.other_end(each) for each in group.relations])
        for group in page.record.groups
    ]
    assert found == [
        ("has-beneficiary", True, ["country/BB", "country/CC", "country/AA"]),
        ("leads", False, [WELLS]),
    ]


def test_an_organisations_page_has_the_grants_that_it_pays(read: Read) -> None:
    paid = (amount(AFIC, 5, funder_id="organisation/eu"), amount(WELLS, 7, funder_id="organisation/other"))
    written = dataset(*paid, relation(AFIC, "funded-by", "organisation/eu"))
    assert read(written, "organisation/eu").record.paid == paid[:1]
    assert read(written, "organisation/other").record.paid == paid[1:]
    assert read(
        dataset(amount(AFIC, 5, funding_instrument_id="funding-instrument/i")), "funding-instrument/i"
    ).record.paid


def test_a_country_is_told_how_far_the_lists_go_that_it_could_stand_in(read: Read) -> None:
    extents = (extent("network/n", "has-member"), extent(AFIC, "project-partner"))
    made = dataset(*extents, name(NIGER, "Niger"))
    kinds = {"has-member": ("country", "organisation"), "project-partner": ("organisation",)}
    predicates = tuple(each._replace(object_kinds=kinds[each.id]) for each in made.predicates)
    written = replace(made, predicates=predicates)
    assert read(written, NIGER).extents == extents[:1]
    assert read(written, AFIC).extents == ()


def test_a_page_knows_by_which_ids_its_entry_was_known(read: Read) -> None:
    redirects = [Redirect(old, AFIC, "wells.1") for old in ("project/old", "project/older")]
    written = dataset(name(AFIC, "AFIC"), name(WELLS, "Wells"), redirects=redirects)
    assert read(written, "project/older").record.ref.id == AFIC
    assert read(written, AFIC).former_ids == ("project/old", "project/older")
    assert read(written, WELLS).former_ids == ()


@pytest.mark.parametrize("table", ["passage", "source", "entry"])
def test_what_a_fact_names_and_the_file_lacks_is_told_by_its_name(tmp_path: Path, table: str) -> None:
    path = tmp_path / "coop.db"
    write_reference(dataset(relation(AFIC, "leads", NIGER), statement(AFIC, "dig", citations=cited("norm"))), path)
    missing = {"passage": "leaflet/P1", "source": "source/norm", "entry": NIGER}[table]
    delete(path, f"DELETE FROM {table} WHERE id = '{missing}'")
    with closing(ReferenceStore(path)) as store, raises_fault(f"{missing}.* is not in it"):
        store.page(Address(AFIC))


def delete(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
