"""Sums as published: as they are read, as they are noted, and what stays beside them."""

import pytest

from coopviewer.authoring.importing.iati.values import read_degrees
from coopviewer.domain.reference.facts import Relation
from coopviewer.domain.reference.published_facts import Flow, PublishedField
from tests.authoring.importing.iati.reading import ReadFile, activity


@pytest.mark.parametrize(("words", "stays"), [("2012-12-31", False), ("late in the year", True)])
def test_the_words_beside_a_day_are_published_where_they_say_something_else(words: str, stays: bool) -> None:
    payment = f'<transaction-date iso-date="2012-12-31">{words}</transaction-date><value>1</value>'
    file = ReadFile(activity(f"<transaction>{payment}</transaction>"))
    fields = [fact for fact in file.facts.values() if isinstance(fact, PublishedField)]
    assert [value.value for field in fields for value in field.values] == ([words] if stays else [])
    assert [fact.day for fact in file.facts.values() if isinstance(fact, Flow)] == ["2012-12-31"]


@pytest.mark.parametrize(
    ("given", "written"),
    [("0,05", "0.05"), ("-0,5", "-0.5"), ("1,234.50", "1234.5"), ("10,00", "10"), ("1 000", "1000")],
)
def test_a_sum_that_is_mended_is_noted_as_it_is_read(given: str, written: str) -> None:
    file = ReadFile(activity(f"<transaction><value>{given}</value></transaction>"))
    assert [(note.found, note.done) for note in file.notes if note.what == "sum"] == [(given, written)]


@pytest.mark.parametrize(
    ("given", "minor_units", "decimals"),
    [("7.5000000000000", 750, 2), ("12.3400", 123_400, 4), ("7.123456789", 7_123_456_789, 9), ("70", 7_000, 2)],
)
def test_a_sum_has_the_decimals_that_are_written_unless_zeros_are_too_many(
    given: str, minor_units: int, decimals: int
) -> None:
    file = ReadFile(activity(f"<transaction><value>{given}</value></transaction>"))
    (flow,) = [fact for fact in file.facts.values() if isinstance(fact, Flow)]
    assert (flow.minor_units, flow.decimals, flow.as_given) == (minor_units, decimals, f"{given} EUR")


@pytest.mark.parametrize("given", ["1_000", "1_000.5", "\u0661\u0662", "7.1234567891", "1e99", "NaN"])
def test_what_is_no_sum_stays_as_it_is_published(given: str) -> None:
    file = ReadFile(activity(f"<transaction><value>{given}</value></transaction>"))
    assert not [fact for fact in file.facts.values() if isinstance(fact, Flow)]
    assert given in file.kept()
    assert ("kept", "sum", 4) in file.noted()


@pytest.mark.parametrize(("sum_", "left"), [("500", ["2014"]), ("much", ["2014", "USD", "2014-12-31", "much"])])
def test_of_a_loan_only_what_no_fact_has_stays_published(sum_: str, left: list[str]) -> None:
    loan = '<loan-status year="2014" currency="USD" value-date="2014-12-31">'
    file = ReadFile(activity(f"<crs-add>{loan}<interest-received>{sum_}</interest-received></loan-status></crs-add>"))
    fields = [fact for fact in file.facts.values() if isinstance(fact, PublishedField)]
    assert [value.value for field in fields for value in field.values] == left


@pytest.mark.parametrize(
    ("given", "share"), [("0", 0), ("0.0", 0), ("0.0001", 1), ("100", 1_000_000), ("-5", None), ("1e2", 1_000_000)]
)
def test_a_share_of_nothing_is_a_share(given: str, share: int | None) -> None:
    file = ReadFile(activity(f'<recipient-country code="NE" percentage="{given}"/>'))
    (relation,) = [fact for fact in file.facts.values() if isinstance(fact, Relation)]
    assert relation.share == share
    assert given in file.kept()


@pytest.mark.parametrize(("given", "is_sum"), [("92233720368547758.07", True), ("92233720368547758.08", False)])
def test_a_sum_that_no_reference_can_store_stays_as_it_is_published(given: str, is_sum: bool) -> None:
    file = ReadFile(activity(f"<transaction><value>{given}</value></transaction>"))
    assert [flow.minor_units for flow in file.facts.values() if isinstance(flow, Flow)] == [2**63 - 1] * is_sum
    assert any(given in each for each in file.kept())


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("12.5", 12.5),
        ("-3", -3.0),
        ("1e1", 10.0),
        ("90", 90.0),
        ("90.1", None),
        ("1_0", None),
        ("١٢", None),
        ("", None),
    ],
)
def test_degrees_are_plain_numbers_in_their_range(text: str, degrees: float | None) -> None:
    assert read_degrees(text, 90) == degrees
