"""The summary of an import on the home page: its files, its notes by kind, and how many more there are."""

import pytest

from coopviewer.domain.browsing.addresses import IMPORT_ADDRESS
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.imported.imported_pages import ImportSummary, NoteCount
from coopviewer.domain.reference.imports import ImportedFile, ImportSeverity
from coopviewer.rendering.document.document import SOFT, Heading, Items, Link, Paragraph, Text
from coopviewer.rendering.pages.imported.import_summary import count_line, partly, summary_blocks
from tests.rendering.imported_samples import lines
from tests.rendering.reference_samples import only, words

KEPT, MENDED, REFUSED = ImportSeverity.KEPT, ImportSeverity.MENDED, ImportSeverity.REFUSED


def file(number: int = 1, generated: str | None = None) -> ImportedFile:
    name = f"file-{number}"
    return ImportedFile(number, f"source/{name}", f"{name}.xml", 9, "ab" * 32, "iati", "2.03", generated, "1.0", "{}")


def said(
    files: int = 0, file_total: int | None = None, counts: tuple[NoteCount, ...] = (), total: int | None = None
) -> list[str]:
    shown = tuple(file(number) for number in range(1, files + 1))
    counted = sum(count.notes for count in counts)
    summary = ImportSummary(
        shown, files if file_total is None else file_total, counts, counted if total is None else total
    )
    return lines(only(Items, summary_blocks(summary, ENGLISH)).lines)


NOTHING = "Nothing had to be noted."


@pytest.mark.parametrize(
    ("generated", "day"),
    [
        (None, "day of generation not stated"),
        ("", "day of generation not stated"),
        ("2020-12-01", "generated 1 December 2020"),
        ("2020-12-01T10:00:00", "generated 1 December 2020"),
        ("15 December 2020", "generated 15 December 2020"),
    ],
)
def test_a_file_has_the_day_of_its_generation(generated: str | None, day: str) -> None:
    items = only(Items, summary_blocks(ImportSummary((file(1, generated),), 1, (), 0), ENGLISH))
    assert items.lines[0] == (Link("file-1.xml", "coop:source/file-1"), Text(f" · {day}", SOFT))


@pytest.mark.parametrize(
    ("files", "total", "more"),
    [(1, 1, []), (3, 3, []), (3, 4, ["and 1 more file"]), (3, 5, ["and 2 more files"])],
)
def test_files_that_are_not_shown_are_counted(files: int, total: int, more: list[str]) -> None:
    found = said(files, total)
    assert found[files:] == [*more, NOTHING]
    assert [each.partition(" ")[0] for each in found[:files]] == [f"file-{n}.xml" for n in range(1, files + 1)]


def kinds(count: int) -> tuple[NoteCount, ...]:
    return tuple(NoteCount(KEPT, f"code-{number}", number) for number in range(1, count + 1))


@pytest.mark.parametrize(
    ("count", "more"),
    [(1, []), (6, []), (7, ["and 1 more kind of note"]), (8, ["and 2 more kinds of notes"])],
)
def test_six_kinds_of_notes_are_shown(count: int, more: list[str]) -> None:
    shown = [f"Other notes: {number} kept as given" for number in range(1, min(count, 6) + 1)]
    assert said(counts=kinds(count)) == [*shown, *more]


def test_an_import_without_notes_says_so() -> None:
    assert said() == [NOTHING]
    assert said(total=5) == ["The first 0 of 5 notes are counted by kind.", NOTHING]


def test_a_link_leads_to_the_page_about_the_import() -> None:
    found = summary_blocks(ImportSummary((), 0, (), 0), ENGLISH)
    assert found[0] == Heading(2, (Text("Imported from"),), "import")
    assert found[-1] == Paragraph((Link("About this import", str(IMPORT_ADDRESS)),))


@pytest.mark.parametrize(
    ("count", "line"),
    [
        (NoteCount(KEPT, "unheard", 3), "Other notes: 3 kept as given"),
        (NoteCount(MENDED, "unheard", 1), "Other notes: 1 mended"),
        (NoteCount(REFUSED, "unheard", 1_200), "Other notes: 1,200 left out"),
        (NoteCount(KEPT, "currency", 2), "Unknown currencies: 2 kept as given"),
    ],
)
def test_notes_that_say_the_same_are_counted_under_what_they_are_about(count: NoteCount, line: str) -> None:
    assert words(count_line(count, ENGLISH)) == line


@pytest.mark.parametrize(
    ("total", "found"),
    [
        (2, []),
        (3, []),
        (4, ["The first 3 of 4 notes are counted by kind."]),
        (5_000, ["The first 3 of 5,000 notes are counted by kind."]),
    ],
)
def test_that_only_the_first_notes_are_counted_is_said(total: int, found: list[str]) -> None:
    assert lines(partly(kinds(2), total, ENGLISH)) == found
