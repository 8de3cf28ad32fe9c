"""How written elements are connected with their facts, how later changes are seen, and facts in full."""

from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement, fromstring

import pytest

from coopviewer.domain.digests import sha256_of
from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.sources import Predicate
from coopviewer.exchange.iati.elements import NAMESPACE, own
from coopviewer.exchange.iati.own_facts import at, is_of_element, mark, own_elements, places_of, seal, take_marks
from tests.activity_values import related
from tests.exchange.iati.test_elements import project
from tests.exchange.iati.test_writing import ID
from tests.reference_values import cited, statement

F, G = "source/f", "source/g"


def cite(source: str, place: str | None, line: int | None = 3) -> Citation:
    return Citation(source, f"{source[-1]}/1", line=line, place=place)


def goal(key: str, *citations: Citation) -> Fact:
    return statement(ID, f"Dig {key}.", id=f"{ID}/goal/{key}", citations=citations)


IMPORTED = goal("a", cite(F, "description 1"))
OTHER = goal("b", cite(F, "description 1"))
CURATED = statement(ID, "Dig.", citations=cited("leaflet/P1"))


@pytest.mark.parametrize(
    ("citations", "is_of"),
    [
        ([cite(F, "description 1")], True),
        ([cite(F, None)], True),
        ([cite(F, "description 1", None)], False),
        ([cite(F, "coop:fact 1")], False),
        ([cite(F, "description 1"), cite(G, "coop:fact 1")], False),
        ([cite(F, "coop:fact 1", None), cite(G, "description 1")], True),
        ([], False),
    ],
)
def test_a_fact_is_of_an_element_if_a_line_of_a_file_has_it_but_not_in_full(
    citations: list[Citation], is_of: bool
) -> None:
    assert is_of_element(goal("a", *citations)) is is_of


def test_a_place_is_the_first_one_in_each_file() -> None:
    fact = goal("a", cite(G, "sector 2"), cite(F, None), cite(F, "sector 1"), cite(G, "sector 3"), cite(F, "sector 4"))
    assert places_of(fact) == [f"{G} sector 2", f"{F} sector 1"]
    assert places_of(goal("a", cite(F, None))) == places_of(CURATED) == []


def test_the_places_of_an_element_are_those_set_last() -> None:
    made = at(Element("sector"), ["f sector 1", "g sector 2"])
    assert made.attrib == {own("place"): "f sector 1\ng sector 2"}
    assert at(made, ["h sector 3"]).attrib == {own("place"): "h sector 3"}
    assert at(made, []).attrib == {}


def test_marks_are_taken_from_elements_before_they_are_written() -> None:
    made = mark(mark(Element("description"), IMPORTED), OTHER)
    below = mark(SubElement(made, "narrative"), goal("c", cite(F, "description 1, narrative 1")))
    second = mark(Element("description"), goal("d", cite(F, "description 1"), cite(G, "description 2")))
    marks = take_marks([made, second])
    assert marks.places == {f"{F} description 1": made, f"{G} description 2": second}
    assert marks.said == {f"{ID}/goal/{key}" for key in "abcd"}
    assert made.attrib == below.attrib == second.attrib == {}
    assert take_marks([made, second]) == ({}, set())


@pytest.mark.parametrize(
    ("fact", "is_exact", "name"),
    [(IMPORTED, False, "description"), (CURATED, True, "description"), (CURATED, False, "description")],
)
def test_an_element_that_says_not_all_of_a_fact_names_it(fact: Fact, is_exact: bool, name: str) -> None:
    made = mark(Element(name), fact, is_exact=is_exact)
    assert made.attrib == {own("fact"): fact.id}
    assert take_marks([made]) == ({}, set())
    assert made.attrib == {own("fact"): fact.id}


@pytest.mark.parametrize("name", ["related-activity", "legacy-data", "target", "actual", "condition"])
def test_an_element_that_may_not_have_other_attributes_does_not_name_its_fact(name: str) -> None:
    assert mark(Element(name), IMPORTED, is_exact=False).attrib == mark(Element(name), CURATED).attrib == {}
    marked = mark(Element(name), IMPORTED)
    assert take_marks([marked], {IMPORTED.id}) == ({f"{F} description 1": marked}, {IMPORTED.id})
    assert marked.attrib == {}


def test_an_element_whose_fact_is_written_in_full_anyway_names_all_its_facts() -> None:
    made, other = mark(mark(Element("description"), IMPORTED), OTHER), mark(Element("sector"), goal("c", cite(F, "x")))
    assert take_marks([made, other], {OTHER.id, "none"}) == ({f"{F} x": other}, {f"{ID}/goal/c"})
    assert made.attrib == {own("fact"): f"{IMPORTED.id} {OTHER.id}"}


SEALED = f'<a xmlns:coop="{NAMESPACE}" xmlns:x="urn:x" x="1" coop:fact="f"><b y="2">text</b></a>'


def sealed(content: str = SEALED, name: str = "written") -> str | None:
    """Return what the first element that is sealed in an activity has in an attribute."""
    activity = fromstring(f"<iati-activity>{content}</iati-activity>")
    seal(activity)
    return activity[0].get(own(name))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('x="1"', 'x="2"'),
        ('x="1"', ""),
        ('x="1"', 'z="1"'),
        ('y="2"', ""),
        (">text<", ">texts<"),
        ("<b", "text<b"),
        ("</b>", "</b><c/>"),
        ('<b y="2">text</b>', ""),
        ("<b", '<b xml:lang="fr"'),
        ('x="1"', 'x="1" xml:lang="fr"'),
    ],
)
def test_a_change_of_the_standards_part_of_an_element_is_seen(old: str, new: str) -> None:
    assert old in SEALED
    assert sealed(SEALED.replace(old, new, 1)) not in (sealed(), None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</b>", "</b>\n"),
        ('x="1"', 'x="1" x:z="3"'),
        ("<b", '<b x:lang="fr"'),
        ("</b>", '</b><x:c z="1"/>'),
        ('coop:fact="f"', 'coop:fact="g" coop:precision="year"'),
        ('coop:fact="f"', 'coop:computed="true"'),
    ],
)
def test_a_change_of_what_is_not_of_the_standard_is_no_change(old: str, new: str) -> None:
    assert old in SEALED
    assert sealed(SEALED.replace(old, new, 1)) == sealed()


@pytest.mark.parametrize(
    ("attribute", "has_written", "values"),
    [
        ("", False, None),
        ('coop:fact="f"', True, None),
        ('coop:computed="true"', True, None),
        ('coop:computed="x"', False, 1),
        ('coop:computed="x b/y"', False, 2),
        ('coop:fact="f" coop:computed="x"', True, 1),
    ],
)
def test_elements_with_facts_or_computed_values_are_sealed(
    attribute: str, has_written: bool, values: int | None
) -> None:
    content = SEALED.replace('coop:fact="f"', attribute)
    found = sealed(content, "computed-as")
    assert (sealed(content) is not None, None if found is None else len(found.split())) == (has_written, values)


def test_a_change_of_a_computed_value_is_seen_and_no_other() -> None:
    def value(computed: str, old: str = "", new: str = "") -> str | None:
        content = SEALED.replace('coop:fact="f"', f'coop:computed="{computed}"').replace("</b>", '</b><b y="4"/>')
        return sealed(content.replace(old, new) if old else content, "computed-as")

    assert value("x", 'x="1"', 'x="2"') != value("x") == value("x", 'y="2"', 'y="3"')
    assert value("b/y", 'y="2"', 'y="3"') != value("b/y") == value("b/y", 'x="1"', 'x="2"')
    assert value("b[2]/y", 'y="4"', 'y="5"') != value("b[2]/y") == value("b[2]/y", 'y="2"', 'y="3"')
    assert value("x", 'x="1"', "") is not None


def result(key: str, content: str) -> str:
    return f'<result xmlns:coop="{NAMESPACE}" coop:key="{key}">{content}</result>'


_TITLE = "<title><narrative>Water</narrative></title>"


def keys(*results: str) -> list[str | None]:
    activity = fromstring(f"<iati-activity>{''.join(results)}</iati-activity>")
    seal(activity)
    return [each.get(own("key")) for each in activity]


def test_a_key_that_an_import_forms_anyway_is_not_written() -> None:
    reference = '<reference code="R1"/>'
    assert keys(result("R1", reference + _TITLE)) == keys(result("R1", reference)) == [None]
    assert keys(result("1", reference + _TITLE)) == ["1"]
    assert keys(result("R1", reference), result("R1", reference)) == [None, "R1"]
    assert keys(result("1", reference), result("R1", reference)) == ["1", "R1"]
    assert keys(result("R1", "<reference/>" + _TITLE)) == ["R1"]
    of_title = sha256_of(b"Water")[:10]
    assert keys(result(of_title, _TITLE)) == keys(result(of_title, "<reference/>" + _TITLE)) == [None]
    assert keys(result(of_title, reference + _TITLE)) == [of_title]
    assert keys(result(sha256_of(b"")[:10], "")) == [None]


def test_facts_in_full_follow_the_predicates_and_entries_that_they_name() -> None:
    given = project()
    funded = related("funded-by", "organisation/agency", subject=ID, citations=cited("leaflet/P1"))
    partner = related("takes-part-in", "organisation/ministry", subject=ID, citations=(cite(F, "x"),))
    own_goal = replace(CURATED, id=f"{ID}/goal/own")
    given = given._replace(facts=(IMPORTED, own_goal, OTHER), relations=(funded, partner))
    found = [(each.tag.removeprefix(f"{{{NAMESPACE}}}"), each.get("id")) for each in own_elements(given, [OTHER])]
    assert found == [
        ("predicate", "funded-by"),
        ("entry", "organisation/agency"),
        ("fact", own_goal.id),
        ("fact", funded.id),
        ("fact", OTHER.id),
    ]
    twice = [each.get("id") for each in own_elements(given, [partner, funded, partner])]
    assert twice == [
        *("funded-by", "takes-part-in", "organisation/agency", "organisation/ministry"),
        *(own_goal.id, funded.id, partner.id),
    ]


def test_a_predicate_in_full_has_its_words_and_kinds() -> None:
    predicate = Predicate("funded-by", "funded by", "funds", ("project", "theme"), ("organisation",))
    funded = related("funded-by", "organisation/agency", subject=ID, citations=cited("leaflet/P1"))
    given = project()._replace(facts=(), relations=(funded,), predicates={predicate.id: predicate})
    first, entry, fact = own_elements(given, ())
    assert (first.get("label"), first.get("inverse-label")) == ("funded by", "funds")
    assert (first.get("subject-kinds"), first.get("object-kinds")) == ("project theme", "organisation")
    assert (entry.get("kind"), entry.get("title")) == ("organisation", "Agency")
    assert (fact.get("of"), fact.get("object-id"), fact.get("entry-id")) == ("relation", "organisation/agency", None)
