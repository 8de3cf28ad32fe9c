"""What the standard has a place for, what an element lacks, and the order of elements."""

from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

import pytest

from coopviewer.exchange.iati.structure import faults, has_narrative, is_sayable, may_have_one_more, put_in_order


@pytest.mark.parametrize(
    ("path", "value", "is_said"),
    [
        ("iati-identifier", "XM-1", True),
        ("title/narrative", "Wells", True),
        ("title", "Wells", False),
        ("title/narrative/@xml:lang", "fr", True),
        ("title/narrative/@xml:lang", "pt-BR", True),
        ("title/narrative/@xml:lang", "fr-", False),
        ("title/narrative/@xml:lang", "a language", False),
        ("title/@xml:lang", "fr", False),
        ("title/name/narrative", "Wells", False),
        ("narrative", "Wells", False),
        ("unknown", "Wells", False),
        ("sector/@percentage", "12.5", True),
        ("sector/@percentage", "12,5", False),
        ("transaction/sector/@code", "14030", True),
        ("transaction/sector/@percentage", "12.5", False),
        ("transaction/description/narrative", "Wells", True),
        ("transaction/description/@type", "1", False),
        ("description/@type", "1", True),
        ("result/indicator/baseline/location/@ref", "AF-1", True),
        ("result/indicator/baseline/location/location-reach/@code", "1", False),
        ("budget/value", "12", True),
        ("budget/value", "-1.50", True),
        ("budget/value", ".5", True),
        ("budget/value", "1e3", False),
        ("budget/value", "", False),
        ("contact-info/telephone", "any", True),
        ("fss/forecast", "any", False),
        ("@hierarchy", "2", True),
        ("@hierarchy", "2.0", False),
        ("@humanitarian", "true", True),
        ("@humanitarian", "yes", False),
        ("@linked-data-uri", "any", True),
        ("@unknown", "any", False),
        ("@last-updated-datetime", "2020-01-01T00:00:00Z", True),
        ("@last-updated-datetime", "2020-01-01T00:00:00.123+02:00", True),
        ("@last-updated-datetime", "2020-01-01T00:00:00", True),
        ("@last-updated-datetime", "2020-01-01 00:00:00", False),
        ("activity-date/@iso-date", "2020-02-29", True),
        ("activity-date/@iso-date", "2020-02", False),
        ("activity-date/@iso-date", "2021-02-29", False),
        ("budget/value/@value-date", "2020", False),
        ("fss/@extraction-date", "soon", False),
        ("crs-add/loan-terms/@rate-1", "4.5", True),
        ("crs-add/loan-terms/@rate-2", "low", False),
        ("location/administrative/@level", "one", False),
        ("fss/@phaseout-year", "2028", True),
        ("x:note", "any", True),
        ("title/x:note/anything/@at-all", "any", True),
        ("unknown/x:note", "any", False),
        ("budget/@x:kind", "any", True),
    ],
)
def test_a_value_is_said_where_the_standard_has_a_place_and_a_type_for_it(path: str, value: str, is_said: bool) -> None:
    assert is_sayable(path.split("/"), value) is is_said


@pytest.mark.parametrize(
    ("path", "has"),
    [
        ("title", True),
        ("budget", False),
        ("iati-identifier", False),
        ("transaction/description", True),
        ("transaction/provider-org", True),
        ("location/point", False),
        ("budget/title", False),
        ("unknown", False),
        ("unknown/title", False),
        ("title/narrative", False),
    ],
)
def test_some_elements_have_their_text_in_narratives(path: str, has: bool) -> None:
    assert has_narrative(path.split("/")) is has


@pytest.mark.parametrize(
    ("name", "none", "one", "two"),
    [
        ("title", True, False, False),
        ("activity-scope", True, False, False),
        ("sector", True, True, True),
        ("activity-date", True, True, True),
        ("unknown", False, False, False),
        ("narrative", False, False, False),
        ("x:note", True, True, True),
    ],
)
def test_an_activity_may_have_one_more_child_up_to_what_the_standard_allows(
    name: str, none: bool, one: bool, two: bool
) -> None:
    activity = Element("iati-activity")
    SubElement(activity, "other")
    found = []
    for _ in range(3):
        found.append(may_have_one_more(activity, name))
        SubElement(activity, name)
    assert found == [none, one, two]


BUDGET = '<period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>'
VALUE = '<value value-date="2020-01-01">5</value>'
SPOKEN = "<narrative>Wells</narrative>"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (f"<budget>{BUDGET}{VALUE}</budget>", set()),
        (f"<budget>{BUDGET}</budget>", {"budget/value"}),
        (f"<budget>{BUDGET}{VALUE}{VALUE}</budget>", {"budget/value"}),
        (f"<budget>{VALUE}</budget>", {"budget/period-start", "budget/period-end"}),
        (f"<budget>{BUDGET}<value value-date='2020-01-01'> </value></budget>", {"value"}),
        (f"<budget>{BUDGET}<value>5</value></budget>", {"value/@value-date"}),
        (f"<budget>{BUDGET}{VALUE}<unknown/></budget>", set()),
        ("<title/>", {"title/narrative"}),
        (f"<title>{SPOKEN}</title>", set()),
        (f"<title>{SPOKEN}{SPOKEN}</title>", set()),
        ("<reporting-org ref='' type='10'/>", {"reporting-org/narrative"}),
        (f"<reporting-org>{SPOKEN}</reporting-org>", {"reporting-org/@ref", "reporting-org/@type"}),
        ("<participating-org role='1'/>", set()),
        (f"<other-identifier ref='a' type='b'>{'<owner-org/>' * 2}</other-identifier>", {"other-identifier/owner-org"}),
        ("<other-identifier ref='a' type='b'><owner-org/></other-identifier>", set()),
        ("<unknown><budget/></unknown>", set()),
        ("<x:budget xmlns:x='urn:x'><budget/></x:budget>", set()),
        ("<activity-scope/>", {"activity-scope/@code"}),
    ],
)
def test_what_an_element_lacks_or_has_too_many_of_is_a_fault(content: str, found: set[str]) -> None:
    assert faults(fromstring(content)) == found


def test_faults_depend_on_the_element_around() -> None:
    place = fromstring("<location><name/></location>")
    assert faults(place) == {"name/narrative"}
    assert faults(place, "target") == {"name/narrative"}
    sector = fromstring("<sector/>")
    assert faults(sector) == faults(sector, "transaction") == {"sector/@code"}
    assert faults(fromstring("<description/>"), "unknown") == set()
    assert faults(Element("x:budget")) == set()


def test_elements_are_put_into_the_standards_order_at_every_depth() -> None:
    given = fromstring(
        "<iati-activity><sector code='2'/><x/><budget><value/><period-end/><y/><period-start/></budget>"
        "<sector code='1'/><title/><iati-identifier/></iati-activity>"
    )
    put_in_order(given)
    assert tostring(given, "unicode") == (
        '<iati-activity><iati-identifier /><title /><sector code="2" /><sector code="1" />'
        "<budget><period-start /><period-end /><value /><y /></budget><x /></iati-activity>"
    )


def test_elements_below_an_unknown_one_keep_their_order() -> None:
    given = fromstring("<x><value/><title/><budget><value/><period-start/></budget></x>")
    put_in_order(given)
    assert [each.tag for each in given.iter()] == ["x", "value", "title", "budget", "period-start", "value"]
