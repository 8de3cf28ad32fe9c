"""Small files, one for each way in which published files differ from the standard."""

from pathlib import Path
from typing import Any

import pytest

from coopviewer.domain.reference.facts import Name, Relation
from coopviewer.domain.reference.published_facts import Flow, Milestone, Place, PublishedField
from tests.authoring.importing.iati.oracle import lost
from tests.authoring.importing.iati.reading import ReadFile

FILES = Path(__file__).parent / "published"


def read(name: str) -> ReadFile:
    return ReadFile((FILES / f"{name}.xml").read_bytes())


def of(file: ReadFile, kind: type[Any]) -> list[Any]:
    return [fact for fact in file.facts.values() if isinstance(fact, kind)]


def published(file: ReadFile) -> list[tuple[str, str]]:
    return [tuple(value) for fact in of(file, PublishedField) for value in fact.values]


@pytest.mark.parametrize("path", sorted(FILES.glob("*.xml")), ids=lambda path: path.stem)
def test_nothing_of_a_file_is_lost(path: Path) -> None:
    content = path.read_bytes()
    assert lost(content.strip(), ReadFile(content)) == []


def test_a_file_without_a_version_is_read_by_what_is_there() -> None:
    file = read("no_version")
    assert (file.activities[0].entry.title, file.facts["activity-status"].label) == (
        "Wells for Zinder",
        "Implementation",
    )
    assert file.noted() == [("mended", "no-version", 2)]


def test_narratives_are_read_in_a_file_of_version_1() -> None:
    file = read("narrative_in_1_0")
    assert {fact.language: fact.text for fact in of(file, Name)} == {
        "en": "Roads",
        "fr": "Routes",
    }
    assert file.noted() == []


def test_words_are_read_as_the_codes_that_they_mean() -> None:
    file = read("words_for_codes")
    assert file.facts["activity-status"].code == "3"
    roles = [
        (fact.predicate_id, fact.as_given, fact.role_as_given)
        for fact in file.facts.values()
        if isinstance(fact, Relation)
    ]
    assert roles == [("funded-by", "Fund of Funds", None), ("takes-part-in", "Mr. House", "Landlord")]
    flows = [(fact.kind, fact.type, fact.day, fact.minor_units) for fact in of(file, Flow)]
    assert flows == [("transaction", "3", "2011-02-03", 123450), ("budget", "1", None, 10000)]
    assert file.noted() == [
        ("mended", "code-in-words", 6),
        ("mended", "role", 7),
        ("kept", "role", 8),
        ("mended", "sum", 11),
        ("mended", "earlier-code", 10),
        ("mended", "earlier-code", 14),
    ]


def test_languages_are_read_as_the_tags_that_they_mean() -> None:
    file = read("wrong_languages")
    names = {fact.language: fact.text for fact in of(file, Name)}
    assert names == {"en": "Health", "fr-CA": "Santé", "es": "Salud", "und": "QI'lop"}
    assert [(note.severity, note.what, note.found, note.done) for note in file.notes] == [
        ("mended", "language", "EN", "en"),
        ("mended", "language", "ENG", "en"),
        ("mended", "language", "fr_CA", "fr-CA"),
        ("mended", "language-attribute", "iati:lang", "xml:lang"),
        ("kept", "language", "Klingon", "und"),
    ]


def test_elements_that_the_standard_lacks_are_kept() -> None:
    file = read("unknown_elements")
    assert ("project-manager", "Ms. Harbour") in published(file)
    assert ("sector/@weight", "heavy") in published(file)
    assert file.noted() == [("kept", "unknown-element", 6), ("kept", "unknown-attribute", 7)]


def test_other_namespaces_keep_their_prefix() -> None:
    file = read("other_namespaces")
    assert ("akvo:photo/akvo:size/akvo:width", "640") in published(file)
    assert ("akvo:flag", "") in published(file)
    assert {("@akvo:rank", "7"), ("iati-activities/@akvo:host", "h1")} <= set(published(file))


def test_a_prefix_on_every_element_is_left_out() -> None:
    file = read("prefixed")
    assert (file.activities[0].entry.title, file.activities[0].entry.hint) == ("Forests", "AA-1-7")
    assert ("mended", "prefix", 2) in file.noted()


def test_dates_in_words_are_read_where_they_have_one_meaning() -> None:
    file = read("dates_in_words")
    found = {(fact.kind, fact.edtf, fact.as_given) for fact in of(file, Milestone)}
    assert found == {
        ("start-planned", "2010-03-03", "3 March 2010"),
        ("start-actual", "2010-06-01", "2010-06-01T10:00:00Z"),
        ("end-planned", "2012-12", "end of 2012"),
        ("other", "2009-11-30", "2009-11-30"),
    }
    assert ("activity-date", "03/04/2013") in published(file)
    assert ("activity-date/@type", "board-approval") in published(file)
    assert {("mended", "date-in-words", 7), ("kept", "date", 10), ("kept", "date-type", 11)} <= set(file.noted())


def test_references_that_are_none_make_no_organisation() -> None:
    file = read("empty_references")
    found = [(fact.predicate_id, fact.as_given) for fact in of(file, Relation)]
    assert found == [("implemented-by", "Lake Trust"), ("implemented-by", "Lake Society")]
    assert ("participating-org/@type", "22") in published(file)
    assert ("related-activity/@ref", "-") in published(file)


def test_sectors_are_of_the_list_that_their_code_fits() -> None:
    file = read("own_sectors")
    sectors = {key: fact.share for key, fact in file.facts.items() if key.startswith("in-sector/")}
    assert sectors == {"in-sector/2-140": 500_000, "in-sector/99-TOWN-1": 500_000, "in-sector/1-43030": 1_000_000}
    places = [fact.object_id for key, fact in file.facts.items() if key.startswith("has-beneficiary/")]
    assert places[0] == "country/NE"
    assert [note[:2] for note in file.noted()] == [
        ("mended", "earlier-code"),
        ("mended", "country-code"),
        ("kept", "country-code"),
    ]


def test_money_without_a_currency_or_a_number_is_kept_and_not_counted() -> None:
    file = read("money")
    flows = [
        (fact.minor_units, fact.decimals, fact.currency, fact.as_given)
        for fact in file.facts.values()
        if isinstance(fact, Flow)
    ]
    assert sorted(flows) == [(-1500, 0, "JPY", "-1.5E3 JPY"), (1000, 2, "EUR", "10 eur")]
    assert file.noted() == [
        ("kept", "no-currency", 6),
        ("kept", "sum", 8),
        ("kept", "sum", 9),
        ("mended", "sum", 10),
        ("kept", "date", 10),
    ]


def test_places_have_coordinates_of_either_version() -> None:
    file = read("places")
    places = [
        (fact.name, fact.latitude, fact.longitude, fact.as_given)
        for fact in file.facts.values()
        if isinstance(fact, Place)
    ]
    assert places == [
        ("Agadez", 16.97, 7.99, "16.97 7.99"),
        ("Zinder", 13.8, 8.98, "13.80 8.98"),
        ("Nowhere", None, None, "Nowhere"),
    ]
    assert {("location/@percentage", "40"), ("location/point/pos", "200 8.98")} <= set(published(file))
    assert file.noted() == [("kept", "coordinates", 8)]


def test_a_declaration_that_comes_late_is_left_out_and_lines_stay() -> None:
    file = read("late_declaration")
    assert file.records[0].first_line == 4
    assert file.noted() == [("mended", "late-declaration", 2)]


def test_what_is_said_twice_and_differs_is_two_facts() -> None:
    file = read("twice")
    milestones = {key: fact.edtf for key, fact in file.facts.items() if key.startswith("milestone/end")}
    assert milestones == {"milestone/end-planned": "2019-12-31", "milestone/end-planned-2": "2020-06-30"}
    assert {key for key in file.facts if key.startswith("name/")} == {"name/title-en", "name/title-en-2"}
    assert ("sector/@percentage", "40") in published(file)
    assert file.noted() == [("kept", "share-twice", 11), ("kept", "end-before-start", 3)]


def test_an_activity_without_identifier_and_title_is_read() -> None:
    file = read("nameless")
    entry = file.activities[0].entry
    assert entry.id.startswith("project/x-")
    assert entry.title.startswith("iati-activity ")
    assert ("description/narrative", "n/a") in published(file)
    assert file.noted() == [("mended", "no-identifier", 3), ("kept", "no-title-no-identifier", 3)]
