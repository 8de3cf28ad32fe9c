"""What a preview says: counts of all or of the first activities, long lists, faults, and files that say little."""

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
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.imports.preview_layout import (
    lay_out_contents,
    lay_out_elements,
    lay_out_notes,
    lay_out_samples,
)

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


def contents(preview: ImportPreview) -> str:
    return write_text(lay_out_contents(preview, ENGLISH))


def test_counts_of_all_activities_are_said_as_they_are() -> None:
    said = contents(PREVIEW)
    for words in (
        "Aid (XM-1): 3",
        "Niger (NE): 2",
        "2001",
        "none is named",
        "not stated: 1",
        "2.4 MB",
        "about 2 minutes",
    ):
        assert words in said
    assert "Counted in" not in said
    assert "about 3" not in said


def test_counts_of_the_first_activities_are_said_to_be_such() -> None:
    said = contents(PREVIEW._replace(is_whole=False, activities=2000, expected_activities=6400, years=(1999, 2031)))
    for words in ("Counted in the first 2,000 activities; the import reads all.", "about 6,400", "1999 to 2031"):
        assert words in said


def test_before_a_fault_nothing_is_estimated() -> None:
    said = contents(PREVIEW._replace(is_whole=False, fault=EnvironmentFault("import.breaks-off", path="a.xml")))
    assert "Counted in the first 3 activities, before the fault." in said
    assert "about 3" not in said


def test_a_long_list_ends_with_a_number() -> None:
    said = contents(PREVIEW._replace(countries=tuple(COUNT._replace(code=str(number)) for number in range(15))))
    assert "Niger (11): 2 · and 3 more" in said


def test_lines_of_one_slot_are_under_one_label() -> None:
    said = write_text(lay_out_samples(PREVIEW, ENGLISH))
    assert said.count("Sector") == 1
    assert all(words in said for words in ("Wells", "One", "Two"))
    assert "no activity" in write_text(lay_out_samples(PREVIEW._replace(samples=()), ENGLISH))


def test_an_element_becomes_each_kind_once() -> None:
    assert "money, other published field" in write_text(lay_out_elements(PREVIEW, ENGLISH))


def test_notes_say_how_many_more_there_are() -> None:
    said = write_text(lay_out_notes(PREVIEW, ENGLISH))
    assert "So far: 2 kept as given. The first one is shown." in said
    assert "a.xml, line 1,200" in said
    assert "Nothing had to be noted" in write_text(lay_out_notes(PREVIEW._replace(note_counts={}), ENGLISH))
