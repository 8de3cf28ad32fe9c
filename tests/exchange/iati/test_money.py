"""Sums as they are written, and the state of a loan where the standard's element says too little of it."""

from xml.etree.ElementTree import Element, fromstring

import pytest

from coopviewer.domain.reference.activities import WholeProject
from coopviewer.domain.reference.facts import Citation
from coopviewer.domain.reference.published_facts import Flow, FlowKind, PublishedField
from coopviewer.domain.reference.vocabulary import AmountKind
from coopviewer.exchange.iati.elements import own
from coopviewer.exchange.iati.money import amount_of, money, withdraw_loans
from coopviewer.exchange.iati.notes import NoteCollector
from tests.activity_values import flow, made
from tests.reference_values import amount, ref

ID = "project/wells"
F, G = "source/f", "source/g"


@pytest.mark.parametrize(
    ("units", "decimals", "given", "written"),
    [
        (150050, 2, "1500.50 EUR", "1500.50"),
        (150050, 2, "1500.5 EUR", "1500.5"),
        (150050, 2, "1500.5", "1500.5"),
        (150050, 2, "1,500.50 EUR", "1500.50"),
        (150050, 2, "1500.51 EUR", "1500.50"),
        (150050, 2, "1500.50 USD", "1500.50"),
        (150000, 2, "1500 EUR", "1500"),
        (150000, 2, "1500. EUR", "1500."),
        (150000, 2, "+1500 EUR", "+1500"),
        (150000, 2, "1.5e3 EUR", "1500.00"),
        (150000, 2, "a lot", "1500.00"),
        (-5, 2, "-.05 EUR", "-.05"),
        (-5, 2, "minus five cents", "-0.05"),
        (7, 0, "seven", "7"),
        (7, 3, "", "0.007"),
    ],
)
def test_a_sum_is_a_plain_decimal_number_as_the_source_writes_it(
    units: int, decimals: int, given: str, written: str
) -> None:
    assert amount_of(flow("t-1", units, decimals=decimals, as_given=given)) == written


def loan(key: str, *places: str, kind: FlowKind = FlowKind.LOAN, **more: object) -> Flow:
    cites = tuple(Citation(each.partition(" ")[0], "f/1", line=3, place=each.partition(" ")[2]) for each in places)
    fields = {"kind": kind, "type": key, "period_start": "2021-01-01", "value_date": "2021-06-30", "as_given": "5 EUR"}
    fields |= {"decimals": 0, "citations": cites, "id": f"{ID}/flow/{key}", "entry_id": ID}
    return flow(key, 5, **{**fields, **more})


INTEREST = loan("interest-received", f"{F} crs-add 1, loan-status 1", f"{G} crs-add 2, loan-status 1")
ARREARS = loan("principal-arrears", f"{F} crs-add 1, loan-status 1")
PAID = loan("3", f"{F} transaction 1", kind=FlowKind.TRANSACTION, day="2020-01-01")


def field(place: str) -> PublishedField:
    source, _, named = place.partition(" ")
    cites = (Citation(source, "f/1", line=3, place=named),)
    return made(PublishedField, f"published/{place}", ID, label="x", ordinal=1, values=(), citations=cites)


def whole(*facts: Flow) -> WholeProject:
    return WholeProject(ref(ID), facts, (), {}, {}, {}, {})


@pytest.mark.parametrize(
    ("unsaid", "is_removed"),
    [
        ([], False),
        ([f"{F} crs-add 1"], True),
        ([f"{G} crs-add 2"], True),
        ([f"{F} transaction 1", f"{F} crs-add 1"], True),
        ([f"{F} crs-add 2"], False),
        ([f"{G} crs-add 1"], False),
        ([f"{F} transaction 1"], False),
    ],
)
def test_the_state_of_a_loan_is_taken_out_if_its_element_said_more(unsaid: list[str], is_removed: bool) -> None:
    activity = fromstring("<iati-activity><budget/><crs-add/><fss/></iati-activity>")
    said = {fact.id for fact in (INTEREST, ARREARS, PAID)}
    gone = withdraw_loans(activity, whole(INTEREST, ARREARS, PAID), said, map(field, unsaid))
    assert gone == ({INTEREST.id, ARREARS.id} if is_removed else set())
    assert [each.tag for each in activity] == ["budget", *([] if is_removed else ["crs-add"]), "fss"]


def test_only_the_places_of_sums_that_are_said_count() -> None:
    activity = fromstring("<iati-activity><crs-add/></iati-activity>")
    elsewhere = loan("interest-arrears", f"{F} crs-add 3, loan-status 1")
    given = whole(INTEREST, elsewhere)
    assert withdraw_loans(activity, given, {INTEREST.id}, [field(f"{F} crs-add 3")]) == set()
    assert withdraw_loans(activity, given, {INTEREST.id}, [field(f"{F} crs-add 1")]) == {INTEREST.id}


def test_without_a_loan_nothing_is_taken_out() -> None:
    activity = fromstring("<iati-activity><budget/></iati-activity>")
    assert withdraw_loans(activity, whole(INTEREST), {INTEREST.id}, [field(f"{F} crs-add 1")]) == set()
    assert len(activity) == 1


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        ({}, True),
        ({"value_date": "2021-07-01"}, False),
        ({"period_start": "2022-01-01"}, False),
        ({"period_start": None}, False),
        ({"currency": "USD", "as_given": "5 USD"}, False),
        ({"as_given": "five"}, False),
        ({"type": "interest-received"}, False),
        ({"citations": INTEREST.citations[1:]}, False),
    ],
)
def test_the_sums_of_a_loan_are_one_element_or_none(other: dict[str, object], is_one: bool) -> None:
    notes = NoteCollector()
    given = whole(INTEREST, loan("principal-arrears", f"{F} crs-add 1, loan-status 1", **other))
    found = [each.tag for each in money(given, notes)]
    assert found == (["crs-add"] if is_one else [])
    assert bool(notes.notes) is not is_one


def places_said(written: Element) -> list[str]:
    """Return the places in files at which an element is said to be."""
    return (written.get(own("place")) or "").splitlines()


def test_the_state_of_a_loan_is_where_its_sums_are_in_each_file() -> None:
    (written,) = money(whole(ARREARS, INTEREST), NoteCollector())
    assert places_said(written) == [f"{F} crs-add 1", f"{G} crs-add 2"]
    assert [each.tag for each in written[0]] == ["principal-arrears", "interest-received"]
    only, other = loan("principal-arrears", f"{G} crs-add 2, loan-status 1"), loan("interest-arrears", f"{G} crs-add 2")
    (written,) = money(whole(only, other), NoteCollector())
    assert places_said(written) == [f"{G} crs-add 2"]


def test_a_sum_for_several_projects_is_left_out_without_a_note() -> None:
    notes = NoteCollector()
    total = amount(ID, 5, AmountKind.PORTFOLIO_TOTAL)
    grant = amount(ID, 6)
    given = WholeProject(ref(ID), (total, grant), (), {}, {}, {}, {})
    assert [each.findtext("narrative") for each in money(given, notes)] == ["Grant: 6 euros"]
    assert [note.values for note in notes.notes] == [("6 euros",)]
