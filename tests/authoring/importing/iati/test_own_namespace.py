"""What was exported is imported again: the same facts by id, and nothing that the file does not say."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from benchmarks.activities import write_activities
from coopviewer import paths
from coopviewer.authoring.building import check_reference
from coopviewer.authoring.importing.importing import run_import
from coopviewer.authoring.source_tree import read_codes_of
from coopviewer.domain.imports.requests import ImportRequest
from coopviewer.domain.reference.activities import WholeProject
from coopviewer.domain.reference.facts import Fact, Statement
from coopviewer.domain.reference.published_facts import PublishedField
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.exchange.iati.choices import CountrySplit, IatiChoices
from coopviewer.exchange.iati.elements import NAMESPACE
from coopviewer.exchange.iati.writing import IatiWriter
from coopviewer.storage.reference.activities import ActivitySource
from tests.authoring.importing.iati.reading import KnownEntries, ReadFile
from tests.authoring.importing.imports import FOLDERS, iati, titled
from tests.exchange.iati.iati_schema import schema_faults

COUNTRIES = (
    "DZ AO BJ BF BI CM CV CF TD KM CD CI DJ EG GQ ER ET GA GM GH GN GW KE LR LY MA ML MR MU NE NG SN SL SO SD TG TN UG "
    "SS AL BA XK ME MK RS TR AM AZ BY GE MD UA"
)
CODES = read_codes_of(paths.data_folder() / "source")
REPORTER = IatiChoices("XM-E-1", "90", "Example")


@pytest.fixture(scope="module")
def bundled() -> Iterator[tuple[WholeProject, ...]]:
    with closing(ActivitySource(paths.reference_file())) as source:
        yield tuple(source.read(source.project_ids()))


def exported(projects: tuple[WholeProject, ...], choices: IatiChoices = REPORTER) -> str:
    return b"".join(IatiWriter(choices, date(2026, 11, 29)).parts(projects)).decode()


def read(content: str) -> ReadFile:
    return ReadFile(content, KnownEntries(COUNTRIES))


def by_id(facts: tuple[Fact, ...]) -> dict[str, Fact]:
    return {fact.id: replace(fact, citations=()) for fact in facts}


@pytest.mark.parametrize("split", CountrySplit)
@pytest.mark.parametrize("held", [False, True])
def test_the_same_facts_come_back(bundled: tuple[WholeProject, ...], split: CountrySplit, held: bool) -> None:
    found = read(exported(bundled, REPORTER._replace(split=split, roles_as_held=held)))
    assert [each.entry for each in found.activities] == [each.ref for each in bundled]
    for before, after in zip(bundled, found.activities, strict=True):
        wanted, got = by_id((*before.facts, *before.relations)), by_id(after.facts)
        assert {key: got.get(key) for key in wanted} == wanted
        assert all(re.search("/(reported-by|published)/", key) for key in got.keys() - wanted.keys())
    assert found.noted() == []


def test_words_that_somebody_changed_since_are_not_lost(bundled: tuple[WholeProject, ...]) -> None:
    goal = next(fact for fact in bundled[0].facts if isinstance(fact, Statement) and fact.kind == "goal")
    content = exported(bundled[:1]).replace(f'<narrative xml:lang="en">{goal.text}', "<narrative>A goal of our own", 1)
    assert "A goal of our own" in content
    texts = [fact.text for fact in read(content).activities[0].facts if isinstance(fact, Statement)]
    assert "A goal of our own" in texts
    assert goal.text in texts


def marked(activity: ET.Element) -> list[ET.Element]:
    """Return the elements that name a fact or are computed, with those below them that are."""
    return [each for each in activity.iter() if {f"{{{NAMESPACE}}}fact", f"{{{NAMESPACE}}}computed"} & {*each.keys()}]


@pytest.mark.parametrize("split", [CountrySplit.EQUAL, CountrySplit.REGION])
def test_whatever_somebody_changed_in_an_exported_element_is_in_the_reference(
    split: CountrySplit, bundled: tuple[WholeProject, ...]
) -> None:
    """Each value of each marked element in turn; the facts that the file has in full stay as they are."""
    content = exported(bundled[:1], REPORTER._replace(split=split)).encode()
    before = by_id(read(content.decode()).activities[0].facts)
    changed = 0
    for number, of in enumerate(marked(ET.fromstring(content))):
        computed = (of.get(f"{{{NAMESPACE}}}computed") or "").split()
        names = [name for name in of.keys() if ":" not in name and name not in computed]  # noqa: SIM118 - no mapping
        texts = [place for place, each in enumerate(of.iter()) if (each.text or "").strip()]
        for what in (*names, *texts):
            tree = ET.fromstring(content)
            each = marked(tree)[number]
            new = _OTHER_VALUES.get(what, "97") if isinstance(what, str) else "Words of somebody else"
            if isinstance(what, str):
                each.set(what, new)
            else:
                [*each.iter()][what].text = new
            found = read(ET.tostring(tree, encoding="unicode"))
            assert new in " ".join(found.kept()), (of.tag, what)
            got = by_id(found.activities[0].facts)
            assert {key: got.get(key) for key in before} == before or of.tag == "iati-identifier"
            changed += 1
    assert changed > 30


_BARE = (
    "<location><point><pos>13.5 2.1</pos></point></location>",
    '<document-link url="https://example.org/a"><title><narrative>A</narrative></title></document-link>',
    "<conditions><condition><narrative>One</narrative></condition></conditions>",
    "<result><title><narrative>A</narrative></title><indicator><title><narrative>B</narrative></title></indicator></result>",
    '<budget><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/><value>5</value></budget>',
)


def test_an_attribute_that_was_computed_is_kept_only_if_somebody_changed_it(tmp_path: Path) -> None:
    published, again = tmp_path / "published.xml", tmp_path / "again.xml"
    published.write_text(with_what_the_standard_asks(iati(titled("XM-DAC-1-7", "Wells", *_BARE))), encoding="utf-8")
    before = imported(published, tmp_path / "before.db")
    content = exported(tuple(before.values()), IatiChoices()).encode()
    again.write_bytes(content)
    wanted = imported(again, tmp_path / "after.db")
    assert [content_of(each) for each in wanted.values()] == [content_of(each) for each in before.values()]
    changed = set()
    for number, of in enumerate(marked(ET.fromstring(content))):
        for name in (of.get(f"{{{NAMESPACE}}}computed") or "").split():
            if name != "true":
                tree = ET.fromstring(content)
                below, _, attribute = name.rpartition("/")
                each = marked(tree)[number]
                (each.find(below) if below else each).set(attribute, "2020-05-05")  # type: ignore[union-attr]
                assert "2020-05-05" in read(ET.tostring(tree, encoding="unicode")).kept(), (of.tag, name)
                changed.add(name)
    assert len(changed) > 3


_OTHER_VALUES = {"iso-date": "2031-01-31", "code": "NE", "percentage": "97", "currency": "CHF"}


def test_a_file_that_was_only_written_anew_says_nothing_more(bundled: tuple[WholeProject, ...]) -> None:
    """As by an editor that indents, and writes attributes in another order and texts on several lines."""
    content = exported(bundled[:3], REPORTER._replace(split=CountrySplit.EQUAL))
    tree = ET.fromstring(content.encode())
    for each in tree.iter():
        for name in sorted(each.attrib, reverse=True):
            each.attrib[name] = each.attrib.pop(name)
        if not len(each) and each.text and not each.tag.startswith("{"):
            each.text = f"\n   {each.text}\n  "
    ET.indent(tree)
    for before, after in zip(
        read(content).activities, read(ET.tostring(tree, encoding="unicode")).activities, strict=True
    ):
        assert by_id(after.facts) == by_id(before.facts)


def test_of_a_file_of_an_earlier_version_changed_words_that_were_computed_are_kept(
    bundled: tuple[WholeProject, ...],
) -> None:
    content = re.sub(' coop:written="[0-9a-f]+"', "", exported(bundled, REPORTER._replace(split=CountrySplit.REGION)))
    before = read(content)
    found = [each.entry for each in before.activities]
    assert found == [each.ref for each in bundled]
    wanted = [by_id((*each.facts, *each.relations)).keys() for each in bundled]
    assert all(
        re.search("/(reported-by|published)/", key)
        for each, known in zip(before.activities, wanted, strict=True)
        for key in by_id(each.facts).keys() - known
    )
    old = re.search(r'coop:computed="true">\s*<narrative[^>]*>([^<]+)<', content)
    assert old is not None
    kept = read(content.replace(f">{old[1]}<", ">Words of somebody else<", 1)).kept()
    assert "Words of somebody else" in kept


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('of="statement"', 'of="secret"'),
        ('id="project/eap-ibm/goal', 'id="country/NE/goal'),
        ('kind="goal"', 'kind="dream"'),
        ('ordinal="1"', 'ordinal="first"'),
        ('basis="stated"', 'basis="true"'),
    ],
)
def test_what_is_no_fact_of_the_project_is_kept_as_published(
    old: str, new: str, bundled: tuple[WholeProject, ...]
) -> None:
    content = exported(bundled)
    assert old in content
    found = read(content.replace(old, new))
    assert all(fact.id.startswith("project/") for each in found.activities for fact in each.facts)
    kept = [value for value in found.kept() if new.partition('"')[2].strip('"') in value]
    assert kept


def test_an_entry_of_another_kind_than_its_id_says_is_not_taken(bundled: tuple[WholeProject, ...]) -> None:
    content = exported(bundled).replace('coop:entry="project/', 'coop:entry="country/')
    assert all(each.entry.id.startswith("project/xm-e-1") for each in read(content).activities)


def test_references_made_of_the_file_and_of_theirs_have_the_facts(
    bundled: tuple[WholeProject, ...], tmp_path: Path
) -> None:
    projects = bundled
    for turn in ("first", "second"):
        file = tmp_path / f"{turn}.xml"
        file.write_text(exported(projects), encoding="utf-8")
        again = imported(file, tmp_path / f"{turn}.db")
        assert again.keys() == {each.ref.id for each in bundled}
        for before in bundled:
            after = again[before.ref.id]
            wanted = by_id((*before.facts, *before.relations))
            got = by_id((*after.facts, *after.relations))
            assert {key: got.get(key) for key in wanted} == wanted
            assert all(re.search("/(reported-by|published)/", key) for key in got.keys() - wanted.keys())
            described = {key: ref for key, ref in before.refs.items() if ref.kind is not EntryKind.COUNTRY}
            assert {key: after.refs[key] for key in described} == described
        assert check_reference(tmp_path / f"{turn}.db", CODES).faults == ()
        projects = tuple(again.values())


PUBLISHED = sorted((Path(__file__).parent / "published").iterdir())
_BEGINNING = re.compile(r"(<(\w+:)?iati-activity\b[^>]*>)")


def with_what_the_standard_asks(content: str) -> str:
    """Return a file whose activities have a participant and a date."""

    def added(match: re.Match[str]) -> str:
        prefix = match[2] or ""
        name = f"<{prefix}narrative>Zz</{prefix}narrative>"
        who = f'<{prefix}participating-org role="4">{name}</{prefix}participating-org>'
        return f'{match[1]}{who}<{prefix}activity-date type="1" iso-date="2020-01-01"/>'

    return _BEGINNING.sub(added, content)


def imported(file: Path, target: Path) -> dict[str, WholeProject]:
    run_import(ImportRequest((file,), target), FOLDERS, lambda done, total: None, lambda: False)
    with closing(ActivitySource(target)) as source:
        return {each.ref.id: each for each in source.read(source.project_ids())}


def content_of(project: WholeProject) -> dict[str, object]:
    """Return the facts by id without their place in a file, and without the reporter, which an export may add."""
    facts = (*project.facts, *project.relations)
    plain = (replace(fact, citations=()) for fact in facts if "/reported-by/" not in fact.id)
    return {fact.id: replace(fact, ordinal=1) if hasattr(fact, "ordinal") else fact for fact in plain}  # type: ignore[call-arg]


@pytest.mark.parametrize("file", PUBLISHED, ids=lambda file: file.stem)
def test_what_publishers_wrote_comes_back_too(file: Path, tmp_path: Path) -> None:
    published, again = tmp_path / "published.xml", tmp_path / "again.xml"
    published.write_text(with_what_the_standard_asks(file.read_text(encoding="utf-8")), encoding="utf-8")
    before = imported(published, tmp_path / "before.db")
    content = exported(tuple(before.values()), REPORTER._replace(roles_as_held=True))
    assert schema_faults(content.encode()) == []
    again.write_text(content, encoding="utf-8")
    after = imported(again, tmp_path / "after.db")
    assert {key: each.ref for key, each in after.items()} == {key: each.ref for key, each in before.items()}
    for key, project in before.items():
        assert content_of(after[key]) == content_of(project)


def test_activities_of_a_synthetic_publisher_come_back(tmp_path: Path) -> None:
    published, again = tmp_path / "published.xml", tmp_path / "again.xml"
    write_activities(published, 25)
    before = imported(published, tmp_path / "before.db")
    again.write_text(exported(tuple(before.values()), IatiChoices()), encoding="utf-8")
    after = imported(again, tmp_path / "after.db")
    assert {key: content_of(each) for key, each in after.items()} == {
        key: content_of(each) for key, each in before.items()
    }


@pytest.mark.parametrize("split", CountrySplit)
@pytest.mark.parametrize("share", ["", ' percentage="40"'])
def test_countries_whose_shares_were_computed_come_back_without(
    split: CountrySplit, share: str, tmp_path: Path
) -> None:
    published, again = tmp_path / "published.xml", tmp_path / "again.xml"
    countries = f'<recipient-country code="NE"{share}/><recipient-country code="ML"/>'
    published.write_text(with_what_the_standard_asks(iati(titled("XM-DAC-1-7", "Wells", countries))), encoding="utf-8")
    before = imported(published, tmp_path / "before.db")
    content = exported(tuple(before.values()), IatiChoices(split=split))
    assert content.count('percentage="50.00"') == (2 if split is CountrySplit.EQUAL and not share else 0)
    assert content.count(share) >= 1
    again.write_text(content, encoding="utf-8")
    assert [content_of(each) for each in imported(again, tmp_path / "after.db").values()] == [
        content_of(each) for each in before.values()
    ]


def test_an_identifier_that_is_made_begins_with_that_of_the_activitys_own_reporter(tmp_path: Path) -> None:
    published = tmp_path / "published.xml"
    published.write_text(with_what_the_standard_asks(iati(titled("", "Wells"))), encoding="utf-8")
    before = imported(published, tmp_path / "before.db")
    (entry_id,) = before
    made = f">XM-DAC-1-{entry_id.removeprefix('project/')}</iati-identifier>"
    assert made in exported(tuple(before.values()), IatiChoices())


_OWN = 'xmlns:coop="https://coopviewer.invalid/ns/1"'


def own_activity(identifier: str, *more: str) -> str:
    named = f'<iati-identifier coop:entry="project/p" coop:title="T">{identifier}</iati-identifier>'
    return f"<iati-activity {_OWN}>{named}{''.join(more)}</iati-activity>"


def test_two_activities_that_claim_one_entry_are_two_entries(tmp_path: Path) -> None:
    file = tmp_path / "two.xml"
    fact = (
        '<coop:fact of="statement" id="project/p/goal" basis="stated" kind="goal" ordinal="1" text="G" language="en"/>'
    )
    activities = own_activity("XM-7", fact) + own_activity("XM-8", fact)
    file.write_text(f'<iati-activities version="2.03">{activities}</iati-activities>', encoding="utf-8")
    found = imported(file, tmp_path / "two.db")
    assert set(found) == {"project/p", "project/p-2"}
    assert [fact.id for fact in found["project/p"].of_type(Statement)] == ["project/p/goal"]
    assert found["project/p-2"].of_type(Statement) == ()


@pytest.mark.parametrize("other", ["country/ZZZ", "project/nobody"])
def test_a_fact_about_what_does_not_exist_is_kept_as_published(other: str, tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    stated = 'basis="stated"'
    parts = (
        f'<coop:entry id="{other}" title="Z"/>',
        '<coop:predicate id="wild" label="a" inverse-label="b" subject-kinds="project" object-kinds="country"/>',
        f'<coop:fact of="relation" id="project/p/r" {stated} predicate-id="wild" object-id="{other}" ordinal="1"/>',
    )
    file.write_text(f'<iati-activities version="2.03">{own_activity("X", *parts)}</iati-activities>', encoding="utf-8")
    (project,) = imported(file, tmp_path / "a.db").values()
    assert project.relations == ()
    kept = [value for field in project.of_type(PublishedField) for _, value in field.values]
    assert other in kept


_STATEMENT = 'of="statement" id="project/p/goal" basis="stated" kind="goal" ordinal="1" text="Wells" language="en"'
_RELATION = 'of="relation" id="project/p/r" basis="stated" predicate-id="wild" object-id="theme/x" ordinal="1"'
_PREDICATE = 'id="wild" label="a" inverse-label="b" subject-kinds="project" object-kinds="theme"'
_EXTENT = 'of="extent" id="project/p/e" basis="stated" value="complete"'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('language="en"', 'language="a&#10;b&#13;c&#9;d"'),
        ('language="en"', 'language="Klingon"'),
        ('text="Wells"', 'text=" "'),
        ('basis="stated" kind', 'basis="reference" kind'),
        ('basis="stated" kind', 'basis="editorial" kind'),
        ('id="project/p/goal', 'id="project/p/a goal'),
        ('subject-kinds="project"', 'subject-kinds="planet"'),
        ('subject-kinds="project"', 'subject-kinds="country"'),
        ('object-kinds="theme"', 'object-kinds="project"'),
        ('object-kinds="theme"', 'object-kinds="theme/none"'),
        ('label="a"', 'label="&#8232;"'),
        ('<coop:predicate id="wild"', '<coop:predicate id="Wild one"'),
        ('predicate-id="wild"', 'predicate-id="Wild one"'),
        ('ordinal="1"/>', 'ordinal="1" share="-1"/>'),
        ('ordinal="1"/>', 'ordinal="1" edtf="2020/2019"/>'),
        ("<coop:fact of", f"<coop:fact {_EXTENT}/><coop:fact of"),
        ("<coop:fact of", f'<coop:fact {_EXTENT} predicate-id="wild" statement-kind="goal"/><coop:fact of'),
        ("<coop:fact of", f"<coop:fact {_STATEMENT}/><coop:fact {_STATEMENT.replace('Wells', 'Dams')}/><coop:fact of"),
        ("<coop:fact of", f"<coop:fact {_RELATION.replace('/r', '/again')}/><coop:fact of"),
    ],
)
def test_what_breaks_a_rule_is_kept_as_published_and_the_reference_has_no_faults(
    old: str, new: str, tmp_path: Path
) -> None:
    parts = (
        '<coop:entry id="theme/x" title="X"/>',
        f"<coop:predicate {_PREDICATE}/><coop:fact {_STATEMENT}/><coop:fact {_RELATION}/>",
    )
    whole = own_activity("X", *parts)
    assert old in whole
    for name, content in (("sound", whole), ("changed", whole.replace(old, new))):
        file = tmp_path / f"{name}.xml"
        file.write_text(iati(content.replace(f" {_OWN}", ""), attributes=_OWN), encoding="utf-8")
        (project,) = imported(file, tmp_path / f"{name}.db").values()
        assert check_reference(tmp_path / f"{name}.db", CODES).faults == ()
        assert (project.of_type(PublishedField) == ()) is (name == "sound")
        assert bool(project.relations) or name == "changed"


def test_line_breaks_within_an_attribute_are_spaces(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    ref = "a&#10;b&#13;c&#9;d"
    file.write_text(iati(titled("X", "Wells", f'<reporting-org ref="{ref}" type="10"/>')), encoding="utf-8")
    (project,) = imported(file, tmp_path / "a.db").values()
    assert "a b c d" in project.identifiers.values()
    assert check_reference(tmp_path / "a.db", CODES).faults == ()
