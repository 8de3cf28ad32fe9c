"""The table of contents of a brief has what fits on a sheet."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.briefs import cover
from coopviewer.rendering.document.document import BASIS, SOFT, Contents, ContentsLine, Heading, Text


def headings(count: int) -> list[Heading]:
    """Make entries with a section each, and headings that are never in a table of contents."""
    made = [
        Heading(1, (Text("Brief"),), "brief"),
        Heading(2, (Text("No anchor"),)),
        Heading(4, (Text("Deep"),), "deep"),
    ]
    for number in range(count):
        made += [Heading(2, (Text(f"E{number}"),), f"e{number}"), Heading(3, (Text(f"S{number}"),), f"s{number}")]
    return made


@pytest.mark.parametrize("count", [1, 2, 400])
def test_sections_are_left_out_where_there_would_be_too_many(count: int) -> None:
    heading, contents = cover.contents(headings(count), ENGLISH)
    assert isinstance(heading, Heading)
    assert isinstance(contents, Contents)
    sections = [] if count == 400 else [f"S{number}" for number in range(count)]
    assert [line.text for line in contents.lines if line.level == 3] == sections
    assert [line.text for line in contents.lines if line.level == 2] == [f"E{number}" for number in range(count)]
    assert contents.lines[0].anchor == "e0"


def test_a_brief_without_entries_has_no_table_of_contents() -> None:
    assert cover.contents(headings(0), ENGLISH) == ()


@pytest.mark.parametrize(("count", "levels"), [(39, {2, 3}), (40, {2, 3}), (41, {2})])
def test_forty_lines_fit_and_one_more_leaves_out_the_sections(count: int, levels: set[int]) -> None:
    made = [Heading(2 + number % 2, (Text(f"H{number}"),), f"h{number}") for number in range(count)]
    _, contents = cover.contents(made, ENGLISH)
    assert isinstance(contents, Contents)
    assert {line.level for line in contents.lines} == levels
    assert len(contents.lines) == (count if count <= 40 else 21)


def test_a_line_of_the_contents_has_the_words_of_its_heading_without_hint_and_basis() -> None:
    line = (Text("Projects"), Text(" 12", SOFT), Text(" inferred", BASIS), Text(" "))
    _, contents = cover.contents([Heading(2, line, "projects")], ENGLISH)
    assert contents == Contents((ContentsLine(2, "Projects", "projects"),))
