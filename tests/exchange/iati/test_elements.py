"""Each kind of fact as the element that says it, as ``elements.txt`` has them: every attribute, and what is noted."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from coopviewer.domain.reference.activities import GivenName, GivenType, WholeProject
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.fact_fields import FactFields, fact_of, fields_of
from coopviewer.domain.reference.facts import Citation, Fact, Relation
from coopviewer.domain.reference.sources import Predicate
from coopviewer.domain.reference.vocabulary import CodeStatus, EntryKind
from coopviewer.exchange.iati.choices import CountrySplit, IatiChoices, IatiNote
from coopviewer.exchange.iati.elements import NAMESPACE, own
from tests.exchange.iati.test_writing import ID, REPORTER, activity, one

_XML = "{http://www.w3.org/XML/1998/namespace}"
_GIVEN = re.compile(r'([\w-]+)="([^"]*)"')
TITLES = {
    "country/NE": "Niger",
    "country/ML": "Mali",
    "country/TD": "Chad",
    "region/dac-298": "Africa",
    "region/m49-202": "Sub-Saharan Africa",
    "region/sahel": "Sahel",
    "theme/dac-14030": "Water",
    "theme/dac3-140": "Water and sanitation",
    "theme/v7-11": "Wells",
    "theme/wells": "Wells",
    "theme/vx-1": "Pumps",
    "project/b": "Pumps",
    "project/c": "Dams",
    "organisation/ministry": "Ministry",
}
REFS = {id_: EntryRef(id_, EntryKind(id_.partition("/")[0]), text, text) for id_, text in TITLES.items()}
CODES = {id_: CountryCodes(id_, id_[-2:], None, None, CodeStatus.OFFICIAL) for id_ in TITLES if "country" in id_}
IDENTIFIERS = {"organisation/agency": "XM-AGENCY", "project/c": "XM-C", "theme/wells": "W-1"}
TYPES = {
    "organisation/agency": (GivenType("10", "source/f", 3), GivenType("10", "source/f", 9)),
    "organisation/ministry": (GivenType("10", "source/f", 4), GivenType("15", "source/f", 9)),
}
NAMES = {
    "organisation/agency": (
        *(GivenName("Agency", "en", "source/f", 3), GivenName("Agence", "fr", "source/f", 3)),
        *(GivenName("Behörde", "de", "source/f", 8), GivenName("Agencia", "und", "source/f", 3)),
    )
}
LABELS = ("funded-by", "accountable-to", "extended-by", "managed-by", "project-partner", "takes-part-in", "other")
OTHER_LABELS = ("has-beneficiary", "in-sector", "parent-of", "sibling-of", "related-to", "cofunded-with", "reported-by")
PREDICATES = {key: Predicate(key, key, key, ("project",), ("country",)) for key in (*LABELS, *OTHER_LABELS)}


def read_fact(line: str, number: int, parts: list[str]) -> Fact:
    """Return the fact of a line of ``elements.txt``; ``parts`` are the lines of what it has several of."""
    kind, _, rest = line.partition(" ")
    fields = {"id": f"{kind}/{number}", "basis": "stated", **dict(_GIVEN.findall(rest))}
    place, cited = fields.pop("place", f"{kind} {number}"), fields.pop("line", "3")
    defaults = {"ordinal": "1"} if kind in ORDERED else {}
    fields = {**defaults, **fields, "id": f"{ID}/{fields['id']}", "entry_id": ID}
    several: dict[str, list[dict[str, str]]] = {}
    for part in parts:
        name, _, texts = part.partition(" ")
        several.setdefault(name, []).append(dict(_GIVEN.findall(texts)))
    fact = fact_of(kind, FactFields(fields, several))
    return replace(
        fact, citations=(Citation("source/f", "f/1", line=None if cited == "none" else int(cited), place=place),)
    )


ORDERED = (
    "statement",
    "relation",
    "classification",
    "flow",
    "place",
    "result",
    "indicator",
    "mention",
    "published_field",
)


def blocks() -> Iterator[tuple[list[Fact], list[str]]]:
    """Yield the facts of each block of ``elements.txt``, and what is written of them."""
    text = Path(__file__).with_name("elements.txt").read_text(encoding="utf-8")
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.splitlines() if line.strip() and not line.startswith("#")]
        given = [line for line in lines if not line.startswith(" ")]
        starts = [place for place, line in enumerate(given) if not line.startswith("+ ")]
        facts = [
            read_fact(given[start], number, [line[2:] for line in given[start + 1 : end]])
            for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(given)], strict=False), 1)
        ]
        if facts:
            yield facts, [line.strip() for line in lines if line.startswith(" ")]


def project(*facts: Fact) -> WholeProject:
    """Make an activity of facts, with entries of every kind to name."""
    relations = tuple(fact for fact in facts if isinstance(fact, Relation))
    given = activity(*(fact for fact in facts if fact not in relations), relations=relations)
    return given._replace(
        refs={**given.refs, **REFS},
        codes=CODES,
        identifiers=IDENTIFIERS,
        predicates=PREDICATES,
        types=TYPES,
        names=NAMES,
    )


def short(of: Element) -> str:
    """Return an element as one line: ``name @attribute=value {children} text``; of a fact in full the id."""
    if of.tag == own("fact"):
        return f"in full: {of.get('id', '').removeprefix(f'{ID}/')}"
    names = (
        (key.replace(_XML, "xml:").replace(f"{{{NAMESPACE}}}", "coop:"), value)
        for key, value in of.attrib.items()
        if key not in (own("written"), own("computed-as"), own("key"))
    )
    parts = [of.tag.replace(f"{{{NAMESPACE}}}", "coop:"), *(f"@{key}={value}" for key, value in names)]
    if len(of):
        parts.append("{" + "; ".join(map(short, of)) + "}")
    if (of.text or "").strip():
        parts.append(f"'{of.text}'")
    return " ".join(parts).replace(f"{ID}/", "")


@cache
def without_facts(choices: IatiChoices) -> tuple[frozenset[str], frozenset[str], tuple[IatiNote, ...]]:
    """Return attributes, elements and notes of an activity without further facts."""
    bare, writer = one(project(), choices)
    return frozenset(bare.attrib), frozenset(map(short, bare)), writer.notes


def said(given: WholeProject, choices: IatiChoices = REPORTER) -> list[str]:
    """Return what an activity has beside what one without further facts has: attributes, elements, and notes."""
    (found, writer), (bare, before, noted) = one(given, choices), without_facts(choices)
    names = [f"@{key.replace(_XML, 'xml:')}={value}" for key, value in found.attrib.items() if key not in bare]
    left_out = (own("predicate"), own("entry"))
    elements = [each for each in (short(each) for each in found if each.tag not in left_out) if each not in before]
    notes = [f"note: {' '.join((note.what, *note.values))}" for note in writer.notes if note not in noted]
    return [*names, *elements, *notes]


@pytest.mark.parametrize(("facts", "lines"), list(blocks()), ids=lambda given: str(given[:1])[:40])
def test_facts_are_the_elements_that_the_standard_has_for_them(facts: list[Fact], lines: list[str]) -> None:
    given = project(*facts)
    assert said(given) == lines
    found, _ = one(given)
    by_id = {fact.id: fact for fact in facts}
    for each in found.iter(own("fact")):
        fields = fields_of(by_id[each.get("id", "")])
        names = {name.replace("_", "-"): value for name, value in fields.items() if name not in ("entry_id", "kind")}
        assert {name: value for name, value in each.attrib.items() if name not in ("of", "kind")} == names
        assert [part.get("of") for part in each] == [name for name, several in fields.parts.items() for _ in several]


def related(predicate: str, other: str, **fields: str) -> Relation:
    given = "".join(f' {name}="{value}"' for name, value in fields.items())
    fact = read_fact(f'relation id="{other}" predicate_id="{predicate}" object_id="{other}"{given}', 1, [])
    assert isinstance(fact, Relation)
    return fact


@pytest.mark.parametrize(
    ("relation", "role", "held"),
    [
        (related("managed-by", "organisation/agency"), "3", "managed-by"),
        (related("project-partner", "organisation/agency", role_as_given="adviser"), "4", "adviser"),
        (related("takes-part-in", "organisation/agency"), "4", "takes-part-in"),
    ],
)
def test_a_role_that_the_standard_lacks_is_the_nearest_one_if_so_chosen(
    relation: Relation, role: str, held: str
) -> None:
    found = said(project(relation), REPORTER._replace(roles_as_held=True))
    assert found[0].startswith(f"participating-org @ref=XM-AGENCY @type=10 @role={role} @coop:role-as-held={held} ")
    assert found[-1] == "note: role-as-held Agency"


MADE = "XM-EXAMPLE-1-wells"
COUNTRIES = tuple(related("has-beneficiary", f"country/{code}") for code in ("NE", "ML", "TD"))
AFRICA = related("has-beneficiary", "region/dac-298")
OTHER = related("has-beneficiary", "region/m49-202")
_HALF = ["recipient-country @code=NE @percentage=50", "recipient-country @code=ML"]
HALF = related("has-beneficiary", "country/NE", share="500000", share_as_given="50")
_AFRICA = "recipient-region @code=298 @vocabulary=1"
_AS_ONE = "recipient-region @code=998 @vocabulary=1 @coop:computed=true {narrative 'Niger, Mali, Chad'}"


def part(code: str, percentage: str, name: str = "country") -> str:
    vocabulary, of = ("", f"country/{code}") if name == "country" else (" @vocabulary=1", f"region/dac-{code}")
    return f"recipient-{name} @code={code}{vocabulary} @percentage={percentage} @coop:computed=true @coop:fact={of}"


@pytest.mark.parametrize(
    ("relations", "split", "elements"),
    [
        (COUNTRIES, CountrySplit.NONE, [f"recipient-country @code={code}" for code in ("NE", "ML", "TD")]),
        (COUNTRIES, CountrySplit.REGION, [_AS_ONE]),
        (COUNTRIES, CountrySplit.EQUAL, [part("NE", "33.33"), part("ML", "33.33"), part("TD", "33.34")]),
        ((*COUNTRIES, AFRICA), CountrySplit.REGION, [_AS_ONE, _AFRICA]),
        (
            (*COUNTRIES, AFRICA),
            CountrySplit.EQUAL,
            [*(part(code, "25.00") for code in ("NE", "ML", "TD")), part("298", "25.00", "region")],
        ),
        (COUNTRIES[:2], CountrySplit.REGION, [_AS_ONE.replace(", Chad", "")]),
        (COUNTRIES[:2], CountrySplit.EQUAL, [part("NE", "50.00"), part("ML", "50.00")]),
        (COUNTRIES[:1], CountrySplit.REGION, ["recipient-country @code=NE"]),
        (COUNTRIES[:1], CountrySplit.EQUAL, ["recipient-country @code=NE"]),
        ((AFRICA,), CountrySplit.REGION, [_AFRICA]),
        ((AFRICA, OTHER), CountrySplit.REGION, [_AFRICA, "recipient-region @code=202 @vocabulary=2"]),
        ((HALF, COUNTRIES[1]), CountrySplit.EQUAL, _HALF),
        ((HALF, COUNTRIES[1]), CountrySplit.REGION, _HALF),
    ],
)
def test_several_places_without_shares_are_written_as_is_chosen(
    relations: tuple[Relation, ...], split: CountrySplit, elements: list[str]
) -> None:
    found = said(project(*relations), REPORTER._replace(split=split))
    assert [each for each in found if not each.startswith(("in full", "note"))] == elements


@pytest.mark.parametrize("split", CountrySplit)
def test_beneficiaries_that_the_standard_has_no_place_for_have_no_parts(split: CountrySplit) -> None:
    """Other kinds of entries, which a file's own predicate may allow, and countries without codes in a faulty file."""
    relations = [related("has-beneficiary", f"organisation/{name}") for name in ("agency", "ministry")]
    assert not [each for each in said(project(*relations), REPORTER._replace(split=split)) if "recipient" in each]
    without = project(*COUNTRIES)._replace(codes={})
    found = said(without, REPORTER._replace(split=split))
    assert "note: country-without-code Niger Mali Chad" in found
    assert not [each for each in found if each.startswith("recipient")]


@pytest.mark.parametrize(
    ("choices", "facts", "reporter", "made"),
    [
        (REPORTER, (), "@ref=XM-EXAMPLE-1 @type=90 {narrative 'Example'}", MADE),
        (REPORTER._replace(reporter_name=""), (), "@ref=XM-EXAMPLE-1 @type=90 {narrative 'XM-EXAMPLE-1'}", MADE),
        (
            REPORTER._replace(is_secondary=True),
            (),
            "@ref=XM-EXAMPLE-1 @type=90 @secondary-reporter=1 {narrative 'Example'}",
            MADE,
        ),
        (
            IatiChoices(),
            ("agency",),
            "@ref=XM-AGENCY @type=10 {narrative @xml:lang=en 'Agency'; narrative @xml:lang=fr 'Agence'}",
            "XM-AGENCY-wells",
        ),
        (IatiChoices(), ("ngo",), "@ref= @type=90 @coop:computed=type {narrative 'NGO'}", "wells"),
        (REPORTER, ("agency",), "@ref=XM-EXAMPLE-1 @type=90 {narrative 'Example'}", MADE),
    ],
)
def test_the_reporter_is_the_chosen_one_or_that_of_the_source(
    choices: IatiChoices, facts: tuple[str, ...], reporter: str, made: str
) -> None:
    titles = {"agency": "Agency", "ngo": "NGO"}
    relations = [related("reported-by", f"organisation/{each}", as_given=titles[each]) for each in facts]
    found, writer = one(project(*relations), choices)
    (who,) = found.findall("reporting-org")
    assert short(who) == f"reporting-org {reporter}"
    assert found.findtext("iati-identifier") == made
    assert writer.notes[0].values == (made,)


@pytest.mark.parametrize(
    ("given", "choices", "secondary"),
    [
        ("1", IatiChoices(), "1"),
        ("false", IatiChoices(), "false"),
        ("no", IatiChoices(), None),
        ("0", IatiChoices(is_secondary=True), "1"),
    ],
)
def test_whether_a_reporter_is_secondary_is_the_users_choice_or_what_the_source_says(
    given: str, choices: IatiChoices, secondary: str | None
) -> None:
    flag = read_fact(f'classification scheme="SecondaryReporter" code="{given}" as_given="{given}"', 1, [])
    found, _ = one(project(flag, related("reported-by", "organisation/agency")), choices)
    (who,) = found.findall("reporting-org")
    assert who.get("secondary-reporter") == secondary


def test_a_body_has_its_names_in_further_languages_where_the_source_states_it() -> None:
    found, _ = one(project(related("funded-by", "organisation/agency", as_given="Agency")))
    (body,) = found.findall("participating-org[@role='1']")
    assert short(body).endswith("@role=1 {narrative @xml:lang=en 'Agency'; narrative @xml:lang=fr 'Agence'}")


@pytest.mark.parametrize(
    ("path", "place", "written"),
    [
        ("reporting-org/@type", "reporting-org 1", "@ref= @type=40 {narrative 'NGO'}"),
        ("reporting-org/@x:kind", "reporting-org 1", "@ref= @type=90 @coop:computed=type @x:kind=40 {narrative 'NGO'}"),
        ("reporting-org/@type", "reporting-org 2", "@ref= @type=90 @coop:computed=type {narrative 'NGO'}"),
    ],
)
def test_a_reporter_without_a_known_type_has_the_one_that_its_element_had(path: str, place: str, written: str) -> None:
    reporter = related("reported-by", "organisation/ngo", as_given="NGO", place="reporting-org 1")
    values = [f'values path="{path}" value="40"']
    field = read_fact(f'published_field label="reporting-org" place="{place}"', 1, values)
    found, _ = one(project(reporter, field), IatiChoices())
    (who,) = found.findall("reporting-org")
    assert short(who).replace("{https://coopviewer.invalid/ns/1/prefix/x}", "x:") == f"reporting-org {written}"
