"""What a file names that the standard's elements of an activity do not say: whose elements, and which of them."""

from dataclasses import replace

import pytest

from coopviewer.domain.reference.activities import GivenName, GivenType, WholeProject
from coopviewer.domain.reference.facts import Citation, Fact, Relation
from coopviewer.domain.reference.published_facts import (
    Flow,
    FlowKind,
    Identifier,
    IdentifierScheme,
    PublishedField,
    PublishedValue,
)
from coopviewer.exchange.iati.elements import element
from coopviewer.exchange.iati.otherwise import named_beside, otherwise
from tests.activity_values import coded, made, related
from tests.exchange.iati.test_elements import project, short
from tests.exchange.iati.test_writing import ID
from tests.reference_values import statement

F, G = "source/f", "source/g"
AGENCY, NGO, MINISTRY = "organisation/agency", "organisation/ngo", "organisation/ministry"


def at(*places: str) -> tuple[Citation, ...]:
    """Cite places such as ``source/f sector 1``."""
    named = (each.partition(" ") for each in places)
    return tuple(Citation(source, f"{source[-1]}/1", line=3, place=place) for source, _, place in named)


def who(predicate: str, other: str, *places: str, name: str | None = None) -> Relation:
    return related(predicate, other, subject=ID, as_given=name, citations=at(*places))


def field(label: str, place: str) -> PublishedField:
    values = (PublishedValue(f"{label}/@crs-channel-code", "41000"),)
    return made(PublishedField, f"published/{place}", ID, label=label, ordinal=1, values=values, citations=at(place))


def language(code: str, source: str) -> Fact:
    return coded("Language", code, ID, id=f"{ID}/class/{code}-{source}", citations=at(f"{source} "))


def whole(*facts: Fact) -> WholeProject:
    relations = tuple(fact for fact in facts if isinstance(fact, Relation))
    others = tuple(fact for fact in facts if not isinstance(fact, Relation))
    return project()._replace(facts=others, relations=relations, names={}, types={})


def said(
    given: WholeProject, *unsaid: Fact, written: str | None = "en", sources: tuple[str, ...] = (F, G)
) -> list[str]:
    return [short(each) for each in otherwise(given, sources, {fact.id for fact in unsaid}, written)]


FUNDER = who("funded-by", AGENCY, f"{F} participating-org 1", name="Agency")
DIGGER = who("implemented-by", NGO, f"{F} participating-org 2", name="NGO")
_FUNDER = "participating-org @ref=XM-AGENCY @role=1 {narrative 'Agency'}"
_DIGGER = "participating-org @role=4 {narrative 'NGO'}"


@pytest.mark.parametrize(
    ("own", "written", "elements"),
    [
        ("en", "en", []),
        (None, None, []),
        ("fr", "en", [f"coop:otherwise @xml:lang=fr {{{_FUNDER}; {_DIGGER}}}"]),
        ("fr", None, [f"coop:otherwise @xml:lang=fr {{{_FUNDER}; {_DIGGER}}}"]),
        (None, "en", [f"coop:otherwise @xml:lang=und {{{_FUNDER}; {_DIGGER}}}"]),
    ],
)
def test_of_a_file_in_another_language_all_names_are_written(
    own: str | None, written: str | None, elements: list[str]
) -> None:
    given = whole(FUNDER, DIGGER, *([language(own, F)] if own is not None else []))
    assert said(given, written=written) == elements
    assert said(given, written=written, sources=()) == []


def test_of_a_file_in_the_same_language_only_what_is_unsaid_is_written() -> None:
    given = whole(FUNDER, DIGGER, language("en", F))
    assert said(given, FUNDER) == [f"coop:otherwise @xml:lang=en {{{_FUNDER}}}"]
    assert said(given, DIGGER) == [f"coop:otherwise @xml:lang=en {{{_DIGGER}}}"]


def test_what_an_earlier_file_has_already_is_not_written_again() -> None:
    both = replace(FUNDER, citations=at(f"{F} participating-org 1", f"{G} participating-org 1"))
    later = who("implemented-by", NGO, f"{G} participating-org 2", name="NGO")
    given = whole(both, later, language("en", F), language("en", G))
    assert said(given, both) == [f"coop:otherwise @xml:lang=en {{{_FUNDER}}}"]
    assert said(given, both, later) == [
        f"coop:otherwise @xml:lang=en {{{_FUNDER}}}",
        f"coop:otherwise @xml:lang=en {{{_DIGGER}}}",
    ]


def test_each_file_has_its_own_language() -> None:
    both = replace(FUNDER, citations=at(f"{F} participating-org 1", f"{G} participating-org 1"))
    given = whole(both, DIGGER, language("fr", F), language("de", G))
    assert said(given) == [
        f"coop:otherwise @xml:lang=fr {{{_FUNDER}; {_DIGGER}}}",
        f"coop:otherwise @xml:lang=de {{{_FUNDER}}}",
    ]


def test_an_element_with_a_field_that_is_unsaid_is_written_with_it() -> None:
    published = field("participating-org", f"{F} participating-org 2")
    given = whole(FUNDER, DIGGER, published, language("en", F))
    assert said(given, published) == [
        "coop:otherwise @xml:lang=en {participating-org @role=4 @crs-channel-code=41000 {narrative 'NGO'}}"
    ]
    assert said(given) == []


@pytest.mark.parametrize(
    ("label", "place", "is_written"),
    [
        ("participating-org", f"{F} participating-org 1", True),
        ("reporting-org", f"{F} participating-org 1", True),
        ("contact-info", f"{F} participating-org 1", False),
        ("participating-org", f"{F} participating-org 7", False),
    ],
)
def test_an_organisation_is_named_of_which_the_files_leave_not_the_same(
    label: str, place: str, is_written: bool
) -> None:
    both = replace(FUNDER, citations=at(f"{F} participating-org 1", f"{G} participating-org 1"))
    given = whole(both, DIGGER, field(label, place), language("en", F), language("en", G))
    assert bool(said(given)) is is_written
    alone = whole(FUNDER, DIGGER, field(label, place), language("en", F), language("en", G))
    assert said(alone) == []


def test_the_reporter_of_the_file_comes_first_and_alone_it_is_not_written() -> None:
    reporter = who("reported-by", AGENCY, f"{F} reporting-org 1", name="Agency")
    other = who("reported-by", MINISTRY, f"{G} reporting-org 1", name="Ministry")
    given = whole(reporter, other, DIGGER, language("en", F))
    (found,) = said(given, DIGGER, sources=(F,))
    assert found.startswith("coop:otherwise @xml:lang=en {reporting-org @ref=XM-AGENCY @type=90 ")
    assert found.endswith(f"{_DIGGER}}}")
    assert "Ministry" not in found
    assert said(given, sources=(F,)) == []


def test_facts_that_name_nobody_are_not_written() -> None:
    text = statement(ID, "Creuser.", citations=at(f"{F} description 1"))
    assert said(whole(text, language("fr", F)), text) == []
    own = replace(FUNDER, citations=(Citation(F, "f/1"),))
    assert said(whole(own, language("fr", F)), own) == []


def test_identifiers_and_sums_with_their_organisations_are_written() -> None:
    identifiers = [
        made(Identifier, f"identifier/{value}", ID, scheme=scheme, value=value, as_given=value, citations=at(f"{F} x"))
        for scheme, value in ((IdentifierScheme.IATI, "XM-1"), (IdentifierScheme.OTHER, "7"))
    ]
    paid = made(
        Flow,
        "flow/1",
        ID,
        kind=FlowKind.TRANSACTION,
        type="3",
        day="2020-01-01",
        minor_units=5,
        decimals=0,
        currency="EUR",
        as_given="5 EUR",
        ordinal=1,
        from_id=AGENCY,
        citations=at(f"{F} transaction 1"),
    )
    sector = who("in-sector", "theme/dac-14030", f"{F} sector 1")
    country = who("has-beneficiary", "country/NE", f"{F} recipient-country 1")
    (found,) = otherwise(whole(*identifiers, paid, sector, country, language("fr", F)), (F,), set(), "en")
    assert [each.tag for each in found] == ["other-identifier", "recipient-country", "sector", "transaction"]
    assert found[0].get("ref") == "7"
    assert found.findtext("transaction/provider-org/narrative") == "Agency"
    assert not [name for each in found.iter() for name in each.attrib if "fact" in name or "place" in name]


def paid_by(*lines: int) -> WholeProject:
    """Return an activity with a sum that the agency pays, cited at each of these lines of a file."""
    cites = tuple(Citation(F, "f/1", line=line, place="transaction 1") for line in lines)
    fields = {"kind": FlowKind.TRANSACTION, "minor_units": 5, "decimals": 0, "currency": "EUR", "as_given": "5 EUR"}
    sums = [
        made(Flow, f"flow/{each.line}", ID, ordinal=1, from_id=AGENCY, citations=(each,), **fields) for each in cites
    ]
    return whole(*sums)


NAMES = (GivenName("Agency", "en", F, 10), GivenName("Agence", "fr", F, 10))


def beside(given: WholeProject, *made_already: str, **attributes: str) -> list[str]:
    activity = element("iati-activity")
    for name in made_already:
        activity.append(element(name, **attributes))
    return [short(each) for each in named_beside(given, activity)]


@pytest.mark.parametrize(("line", "is_written"), [(9, False), (10, True), (20, True), (39, True), (40, False)])
def test_names_within_the_lines_of_the_activity_are_written(line: int, is_written: bool) -> None:
    given = paid_by(10, 20)
    names = {AGENCY: (GivenName("Agence", "fr", F, line), GivenName("Amt", "de", G, line))}
    types = {AGENCY: (GivenType("10", F, line), GivenType("15", G, line))}
    found = beside(given._replace(names=names, types=types))
    written = (
        "coop:otherwise @xml:lang=und {provider-org @ref=XM-AGENCY {narrative @xml:lang=fr 'Agence'}; "
        "provider-org @ref=XM-AGENCY @type=10}"
    )
    assert found == ([written] if is_written else [])


def test_each_name_and_type_is_written_once_unless_an_element_says_it() -> None:
    given = paid_by(10)._replace(names={AGENCY: NAMES * 2}, types={AGENCY: (GivenType("10", F, 10),) * 2})
    (found,) = beside(given)
    assert [found.count(each) for each in ("Agency", "Agence", "@type=10")] == [1, 1, 1]
    (found,) = beside(given, "provider-org", ref="XM-AGENCY", type="10")
    assert "@type" not in found
    (found,) = beside(given, "provider-org", ref="XM-OTHER", type="10")
    assert "@type=10" in found


def test_names_and_types_that_a_file_states_with_a_role_are_left_out() -> None:
    given = paid_by(10)
    names = {AGENCY: (NAMES[0]._replace(place="f/1 participating-org 1"), NAMES[1])}
    types = {AGENCY: (GivenType("10", F, 10, "f/1 participating-org 1"), GivenType("15", F, 10))}
    (found,) = beside(given._replace(names=names, types=types))
    assert [each in found for each in ("'Agency'", "'Agence'", "@type=10", "@type=15")] == [False, True, False, True]


def test_organisations_without_an_identifier_and_those_with_a_role_alone_are_left_out() -> None:
    names = {NGO: (GivenName("ONG", "fr", F, 10),), AGENCY: NAMES}
    given = paid_by(10)
    by_ngo = whole(*(replace(fact, from_id=NGO, to_id=NGO) for fact in given.of_type(Flow)))
    assert beside(by_ngo._replace(names=names)) == []
    assert beside(whole(FUNDER)._replace(names=names)) == []
    received = whole(*(replace(fact, from_id=None, to_id=AGENCY) for fact in given.of_type(Flow)))
    assert len(beside(received._replace(names=names))) == 1
