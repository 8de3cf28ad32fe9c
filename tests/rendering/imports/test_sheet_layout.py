"""What an import makes of a table is shown before it: its rows, which are left out, and the first projects."""

import pytest

from coopviewer.domain.imports.previews import PreviewSample, SampleLine
from coopviewer.domain.imports.sheets import SheetMapping, SheetName, SheetPreview, SheetRead
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.document.document import Heading
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.imports.sheet_layout import first_rows, lay_out_projects, read_sentences

READ = SheetRead(
    file="projects.xlsx",
    size=2_400_000,
    format="xlsx",
    encoding=None,
    separator=None,
    sheet="2024",
    sheets=(SheetName("2024", is_hidden=False),),
    heading_rows=(3, 4),
    first_rows=(("List of projects",), ("", ""), ("Title", "Sums"), ("", "EUR"), ("Wells", "5"), ("Total", "5")),
    rows=1,
    left_out=(6,),
    letters=("A", "B"),
)


def said(**changes: object) -> str:
    return read_sentences(READ._replace(**changes), ENGLISH)


def numbered(read: SheetRead) -> list[str]:
    return [row[0] for row in first_rows(read, ENGLISH)[1]]


def test_headings_and_rows_that_are_left_out_are_marked() -> None:
    assert numbered(READ) == ["1: left out", "2: left out", "3: headings", "4: headings", "5", "6: left out"]
    one = READ._replace(heading_rows=(4, 4), left_out=())
    assert numbered(one) == ["1: left out", "2: left out", "3: left out", "4: headings", "5", "6"]


def test_rows_are_numbered_as_in_the_file() -> None:
    later = READ._replace(first_number=9, heading_rows=(9, 9), left_out=(13,))
    assert numbered(later) == ["9: headings", "10", "11", "12", "13: left out", "14"]


def test_rows_stand_below_the_letters_of_their_columns() -> None:
    headers, rows = first_rows(READ, ENGLISH)
    assert headers == ("Row", "A", "B")
    assert rows[4] == ("5", "Wells", "5")


def test_of_a_wide_table_a_hundred_columns_are_shown() -> None:
    wide = READ._replace(letters=tuple(f"L{n}" for n in range(101)), first_rows=(tuple(f"x{n}" for n in range(101)),))
    headers, (row,) = first_rows(wide, ENGLISH)
    assert (headers[-1], row[-1]) == ("L99", "x99")
    assert len(headers) == len(row) == 1 + 100


@pytest.mark.parametrize(("length", "shown"), [(99, "x" * 99), (100, "x" * 100), (101, f"{'x' * 99}…")])
def test_a_long_cell_is_cut_at_a_hundred_characters(length: int, shown: str) -> None:
    _, (row,) = first_rows(READ._replace(first_rows=(("x" * length,),)), ENGLISH)
    assert row[1] == shown


def test_what_was_read_is_said_in_sentences() -> None:
    read = "projects.xlsx: XLSX, 2.4 MB; 1 row below the headings."
    left_out = "Rows that are no projects and are left out (titles, totals, notes): 6."
    assert said() == f"{read} {left_out}"
    assert said(left_out=()) == read
    assert said(rows=1_200, left_out=()).endswith("; 1,200 rows below the headings.")


def test_hidden_sheets_are_named() -> None:
    sheets = (SheetName("2024", is_hidden=False), SheetName("Lists", is_hidden=True), SheetName("Old", is_hidden=True))
    assert "Hidden sheets: Lists, Old." in said(sheets=sheets)
    assert "Hidden" not in said()


@pytest.mark.parametrize(("count", "more"), [(11, False), (12, False), (13, True)])
def test_twelve_of_the_rows_that_are_left_out_are_named(count: int, more: bool) -> None:
    text = said(left_out=tuple(range(101, 101 + count)))
    assert [n for n in range(101, 121) if str(n) in text] == list(range(101, 101 + min(count, 12)))
    assert text.endswith(", and more.") is more


def preview(projects: int, *samples: str) -> SheetPreview:
    found = tuple(PreviewSample(f"project/{each}", each, (SampleLine("sector", f"Of {each}"),)) for each in samples)
    return SheetPreview(READ, SheetMapping(()), (), (), found, projects, "Projects", "urn:projects")


def test_the_first_projects_are_shown_under_their_titles() -> None:
    text = write_text(lay_out_projects(preview(1_200, "Wells", "Roads", "Posts"), ENGLISH))
    assert text.startswith("The table becomes 1,200 projects. The first are shown.")
    places = [text.index(each) for each in ("\nWells", "Of Wells", "\nRoads", "Of Roads", "\nPosts", "Of Posts")]
    assert places == sorted(places)
    assert write_text(lay_out_projects(preview(1, "Wells"), ENGLISH)).startswith("The table becomes 1 project.\n")
    levels = [
        block.level for block in lay_out_projects(preview(2, "A", "B"), ENGLISH).blocks if isinstance(block, Heading)
    ]
    assert levels == [2, 2]
