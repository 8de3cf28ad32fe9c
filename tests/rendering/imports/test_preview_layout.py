"""What a preview says: counts of all or of the first activities, long lists, faults, and files that say little."""

from typing import Any

import pytest

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.previews import (
    ImportPreview,
    PreviewCount,
    PreviewedElement,
    PreviewedFile,
    PreviewSample,
    SampleLine,
)
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.imports import ImportNote, ImportSeverity
from coopviewer.rendering.document.document import SOFT, STRONG, KeyFacts, Paragraph, Table, Text
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.imports.preview_layout import (
    lay_out_contents,
    lay_out_elements,
    lay_out_notes,
    lay_out_sample,
    lay_out_samples,
)
from tests.rendering.reference_samples import headings, only, texts, words

COUNT = PreviewCount("NE", "Niger", 2)
NOTE = ImportNote(1, ImportSeverity.KEPT, "a.xml", 1200, None, "date", "soon", "")
PREVIEW = ImportPreview(
    files=(PreviewedFile("a.xml", 2_400_000, None, None),),
    title="T",
    dataset="urn:x",
    publishers=(PreviewCount("XM-1", "Aid", 3),),
    activities=3,
    is_whole=True,
    versions=(PreviewCount("", "", 1),),
    countries=(COUNT,),
    currencies=(),
    languages=(PreviewCount("fr", "French", 3),),
    years=(2001, 2001),
    samples=(PreviewSample("project/x", "Wells", (SampleLine("sector", "One"), SampleLine("sector", "Two"))),),
    elements=(PreviewedElement("transaction", 2, ("flow", "published_field", "flow")),),
    notes=(NOTE,),
    note_counts={ImportSeverity.KEPT: 2},
    expected_activities=3,
    expected_size=95_000_000,
    expected_seconds=130.0,
)


def facts(preview: ImportPreview) -> dict[str, list[str]]:
    """Return what is said to be in the files, by label."""
    found = only(KeyFacts, lay_out_contents(preview, ENGLISH).blocks)
    return {fact.label: [words(line) for line in fact.lines] for fact in found.facts}


def contents(preview: ImportPreview) -> str:
    return write_text(lay_out_contents(preview, ENGLISH))


def test_counts_of_all_activities_are_said_as_they_are() -> None:
    said = contents(PREVIEW)
    for phrase in (
        "Aid (XM-1): 3",
        "Niger (NE): 2",
        "2001",
        "none is named",
        "not stated: 1",
        "2.4 MB",
        "about 2 minutes",
    ):
        assert phrase in said
    assert "Counted in" not in said
    assert "about 3" not in said


def test_counts_of_the_first_activities_are_said_to_be_such() -> None:
    said = contents(PREVIEW._replace(is_whole=False, activities=2000, expected_activities=6400, years=(1999, 2031)))
    for phrase in ("Counted in the first 2,000 activities; the import reads all.", "about 6,400", "1999 to 2031"):
        assert phrase in said


def test_before_a_fault_nothing_is_estimated() -> None:
    said = contents(PREVIEW._replace(is_whole=False, fault=EnvironmentFault("import.breaks-off", path="a.xml")))
    assert "Counted in the first 3 activities, before the fault." in said
    assert "about 3" not in said


@pytest.mark.parametrize(
    ("values", "end"),
    [
        (11, "N 10 (10): 10"),
        (12, "N 11 (11): 11"),
        (13, "N 11 (11): 11 · and 1 more"),
        (15, "N 11 (11): 11 · and 3 more"),
    ],
)
@pytest.mark.parametrize(
    ("field", "label"),
    [
        *(("publishers", "Publisher"), ("countries", "Countries"), ("currencies", "Currencies")),
        *(("languages", "Languages"), ("versions", "Versions of the standard")),
    ],
)
def test_of_a_long_list_twelve_are_named_and_the_others_counted(field: str, label: str, values: int, end: str) -> None:
    counts = tuple(PreviewCount(str(number), f"N {number}", number) for number in range(values))
    (said,) = facts(PREVIEW._replace(**{field: counts}))[label]
    assert said.startswith("N 0 (0): 0 · N 1 (1): 1 · ")
    assert said.endswith(end)


@pytest.mark.parametrize(
    ("countries", "unread", "said"),
    [
        ((), (), ["none is named"]),
        ((COUNT,), (), ["Niger (NE): 2"]),
        ((COUNT,), (PreviewCount("", "Sahel?", 1),), ["Niger (NE): 2", "not read: Sahel? (): 1"]),
        ((), (PreviewCount("Sahel?", "Sahel?", 1),), ["not read: Sahel?: 1"]),
    ],
)
def test_countries_that_could_not_be_read_are_on_a_line_of_their_own(
    countries: tuple[PreviewCount, ...], unread: tuple[PreviewCount, ...], said: list[str]
) -> None:
    assert facts(PREVIEW._replace(countries=countries, unread_countries=unread))["Countries"] == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (PreviewCount("NE", "Niger", 1_200), "Niger (NE): 1,200"),
        (PreviewCount("2.03", "2.03", 1), "2.03: 1"),
        (PreviewCount("", "", 1), "not stated: 1"),
    ],
)
def test_a_value_has_its_code_behind_its_name(count: PreviewCount, said: str) -> None:
    assert facts(PREVIEW._replace(currencies=(count,)))["Currencies"] == [said]


@pytest.mark.parametrize(
    ("years", "said"),
    [(None, "no date is given"), ((2001, 2001), "2001"), ((2001, 2002), "2001 to 2002")],
)
def test_the_years_of_the_dates_are_said(years: tuple[int, int] | None, said: str) -> None:
    assert facts(PREVIEW._replace(years=years))["Years"] == [said]


FAULT = EnvironmentFault("import.breaks-off", path="a.xml")


@pytest.mark.parametrize(
    ("more", "activities", "counted"),
    [
        ({}, "3", []),
        ({"is_whole": False}, "about 3", ["Counted in the first 3 activities; the import reads all."]),
        ({"is_whole": False, "activities": 1}, "about 3", ["Counted in the first activity; the import reads all."]),
        ({"is_whole": False, "fault": FAULT}, "3", ["Counted in the first 3 activities, before the fault."]),
        ({"fault": FAULT, "activities": 1}, "1", ["Counted in the first activity, before the fault."]),
    ],
)
def test_how_many_activities_were_counted_is_said(more: dict[str, Any], activities: str, counted: list[str]) -> None:
    preview = PREVIEW._replace(**more)
    assert facts(preview)["Activities"] == [activities]
    blocks = lay_out_contents(preview, ENGLISH).blocks
    assert texts(block for block in blocks if isinstance(block, Paragraph)) == counted


def test_each_file_is_a_row_with_what_is_known_of_it() -> None:
    files = (PreviewedFile("a.xml", 2_400_000, None, None), PreviewedFile("b.xml", 1, "2.03", "2020-12-01"))
    table = only(Table, lay_out_contents(PREVIEW._replace(files=files), ENGLISH).blocks)
    assert [[words(line) for cell in row.cells for line in cell] for row in table.rows] == [
        ["a.xml", "2.4 MB", "not stated", "not stated"],
        ["b.xml", "1 byte", "2.03", "2020-12-01"],
    ]


def test_identifier_and_status_of_a_sample_have_a_look_of_their_own() -> None:
    lines = (SampleLine("identifier", "XM-1"), SampleLine("status", "Closed"), SampleLine("sector", "One"))
    found = lay_out_sample(PreviewSample("project/x", "Wells", lines), ENGLISH)
    assert [(fact.label, fact.lines) for fact in found.facts] == [
        ("Identifier", ((Text("XM-1", SOFT),),)),
        ("Status", ((Text("Closed", STRONG),),)),
        ("Sector", ((Text("One"),),)),
    ]


def test_lines_of_one_slot_are_under_one_label() -> None:
    said = write_text(lay_out_samples(PREVIEW, ENGLISH))
    assert said.count("Sector") == 1
    assert all(phrase in said for phrase in ("Wells", "One", "Two"))
    assert "no activity" in write_text(lay_out_samples(PREVIEW._replace(samples=()), ENGLISH))


def test_each_sample_has_a_heading_and_long_lines_have_the_whole_width() -> None:
    roads = PreviewSample("project/y", "Roads", (SampleLine("sector", "Three"),))
    document = lay_out_samples(PREVIEW._replace(samples=(*PREVIEW.samples, roads)), ENGLISH)
    assert headings(document) == [(2, "Wells"), (2, "Roads")]
    facts_shown = [*document.blocks, *lay_out_contents(PREVIEW, ENGLISH).blocks]
    assert [block.columns for block in facts_shown if isinstance(block, KeyFacts)] == [1, 1, 1]


def test_an_element_becomes_each_kind_once() -> None:
    assert "money, other published field" in write_text(lay_out_elements(PREVIEW, ENGLISH))


def test_an_element_that_becomes_nothing_else_is_a_published_field() -> None:
    elements = (PreviewedElement("activity-date", 1_200, ("milestone",)), PreviewedElement("fss", 1, ()))
    table = only(Table, lay_out_elements(PREVIEW._replace(elements=elements), ENGLISH).blocks)
    assert [[words(line) for cell in row.cells for line in cell] for row in table.rows] == [
        ["activity-date", "1,200", "date"],
        ["fss", "1", "other published field"],
    ]


@pytest.mark.parametrize(
    ("total", "shown", "said"),
    [
        (1, 1, "So far: 1 kept as given."),
        (2, 2, "So far: 2 kept as given."),
        (2, 1, "So far: 2 kept as given. The first one is shown."),
        (3, 2, "So far: 3 kept as given. The first 2 are shown."),
    ],
)
def test_of_notes_that_are_not_all_shown_it_is_said_how_many_are(total: int, shown: int, said: str) -> None:
    preview = PREVIEW._replace(notes=(NOTE,) * shown, note_counts={ImportSeverity.KEPT: total})
    paragraph, table = lay_out_notes(preview, ENGLISH).blocks
    assert texts([paragraph]) == [said]
    assert isinstance(table, Table)
    assert [[words(line) for cell in row.cells for line in cell] for row in table.rows] == [
        ["a.xml, line 1,200", "Kept as given", "“soon” is no date that can be read; it is kept as given."]
    ] * shown


def test_notes_say_how_many_more_there_are() -> None:
    said = write_text(lay_out_notes(PREVIEW, ENGLISH))
    assert "So far: 2 kept as given. The first one is shown." in said
    assert "a.xml, line 1,200" in said
    assert "Nothing had to be noted" in write_text(lay_out_notes(PREVIEW._replace(note_counts={}), ENGLISH))
