"""The rules of the standard's ruleset on dates, percentages and places, each at its bounds."""

from xml.etree.ElementTree import Element, fromstring

import pytest

from coopviewer.exchange.iati.checking import check
from coopviewer.exchange.iati.notes import NoteCollector

TODAY = "2026-11-29"
START, PLACE = '<activity-date type="1" iso-date="2020-01-01"/>', '<recipient-country code="NE"/>'


def noted(content: str, *, place: str = PLACE) -> list[tuple[str, tuple[str, ...]]]:
    """Return codes and values of the notes on an activity with this content and a place."""
    notes = NoteCollector()
    activity: Element = fromstring(f"<iati-activity>{content}{place}</iati-activity>")
    check(activity, TODAY, notes)
    return [(note.what, note.values) for note in notes.notes]


def dates(**days: str) -> str:
    codes = {"planned": "1", "begun": "2", "end": "3", "ended": "4"}
    return "".join(f'<activity-date type="{codes[name]}" iso-date="{day}"/>' for name, day in days.items())


@pytest.mark.parametrize(
    ("days", "notes"),
    [
        ({"planned": "2020-01-01"}, []),
        ({"begun": "2020-01-01"}, []),
        ({"end": "2020-01-01", "ended": "2020-01-01"}, [("rule-no-start", ())]),
        ({}, [("rule-no-start", ())]),
        ({"planned": "2020-01-02", "end": "2020-01-02"}, []),
        ({"planned": "2020-01-02", "end": "2020-01-01"}, [("rule-ends-first", ("2020-01-02 – 2020-01-01",))]),
        ({"begun": "2020-01-02", "ended": "2020-01-02"}, []),
        ({"begun": "2020-01-02", "ended": "2020-01-01"}, [("rule-ends-first", ("2020-01-02 – 2020-01-01",))]),
        ({"planned": "2020-01-02", "ended": "2020-01-01"}, []),
        ({"begun": "2020-01-02", "end": "2020-01-01"}, []),
        ({"begun": TODAY, "ended": TODAY}, []),
        ({"begun": "2026-11-30"}, [("rule-future", ("2026-11-30",))]),
        ({"planned": "2026-11-30", "end": "2026-11-30"}, []),
        ({"planned": "2020-01-01", "ended": "2026-11-30"}, [("rule-future", ("2026-11-30",))]),
    ],
)
def test_an_activity_begins_does_not_end_before_it_began_and_what_happened_is_past(
    days: dict[str, str], notes: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert noted(dates(**days)) == notes


def test_a_rule_that_is_broken_twice_is_one_note() -> None:
    days = {"planned": "2020-01-02", "end": "2020-01-01", "begun": "2027-01-02", "ended": "2027-01-01"}
    assert noted(dates(**days)) == [
        ("rule-ends-first", ("2020-01-02 – 2020-01-01", "2027-01-02 – 2027-01-01")),
        ("rule-future", ("2027-01-02", "2027-01-01")),
    ]


def sector(percentage: str | None, vocabulary: str | None = None) -> str:
    given = {"vocabulary": vocabulary, "percentage": percentage}
    return f"<sector {' '.join(f'{name}={value!r}' for name, value in given.items() if value is not None)}/>"


@pytest.mark.parametrize(
    ("sectors", "said"),
    [
        ([], ()),
        ([sector(None), sector(None)], ()),
        ([sector("100")], ()),
        ([sector("60"), sector("40")], ()),
        ([sector("99.99")], ()),
        ([sector("99.98")], ("sector 1: 99.98",)),
        ([sector("100.01")], ()),
        ([sector("100.02")], ("sector 1: 100.02",)),
        ([sector("60"), sector("39.5")], ("sector 1: 99.5",)),
        ([sector("100"), sector(None)], ("sector 1: 100",)),
        ([sector("100"), sector("100", "2")], ()),
        ([sector("60"), sector("40", "1")], ()),
        ([sector("60"), sector("40", "2")], ("sector 1: 60", "sector 2: 40")),
        ([sector("100"), sector(None, "2")], ()),
    ],
)
def test_the_shares_of_sectors_of_one_vocabulary_make_a_hundred(sectors: list[str], said: tuple[str, ...]) -> None:
    assert noted(START + "".join(sectors)) == ([("rule-percentages", said)] if said else [])


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ('<recipient-country percentage="60"/><recipient-region percentage="40"/>', ()),
        ('<recipient-country percentage="100"/><recipient-region/>', ("recipient: 100",)),
        ('<recipient-region percentage="40" vocabulary="2"/>', ("recipient: 40",)),
    ],
)
def test_the_shares_of_countries_and_regions_together_make_a_hundred(place: str, said: tuple[str, ...]) -> None:
    assert noted(START, place=place) == ([("rule-percentages", said)] if said else [])


@pytest.mark.parametrize(
    ("place", "is_named"),
    [
        ("<recipient-country/>", True),
        ("<recipient-region/>", True),
        ("<recipient-country/><recipient-region/>", True),
        ("<transaction><recipient-country/></transaction>", True),
        ("<transaction/><transaction><recipient-country/></transaction>", True),
        ("<transaction/><sector/>", False),
        ("", False),
    ],
)
def test_a_country_or_region_is_named(place: str, is_named: bool) -> None:
    assert noted(START, place=place) == ([] if is_named else [("rule-no-place", ())])
