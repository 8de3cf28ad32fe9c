"""The coverage in a brief: what the lists say of the country, as a table that is read on a page of paper."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.briefs.request import BriefOptions, BriefRequest, BriefSection
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.briefs.layout import lay_out_brief
from coopviewer.rendering.document.document import Document, Row, Table
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.layout import lay_out
from coopviewer.storage.overviews.brief_reader import BriefReader
from coopviewer.storage.reference.store import ReferenceStore
from tests.authoring.importing.imports import imported, titled, written

OF_NIGER = "Decentralised drinking water supply and sanitation in the communes of the region of Tillaberi"


def activity_in(number: int, title: str, country: str) -> str:
    return titled(f"XM-DAC-1-{number}", title, f'<recipient-country code="{country}" percentage="100"/>')


def brief(reference: Path, *entries: str) -> Document:
    options = BriefOptions().having(sections=frozenset({BriefSection.COVERAGE}))
    with closing(BriefReader(reference)) as reader:
        return lay_out_brief(reader.read(BriefRequest(entries=entries, options=options)), date(2026, 11, 30), ENGLISH)


def rows_of(document: Document) -> list[list[list[str]]]:
    """Return the cells of the tables of a brief, each as its lines."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [list(map(words, row.cells)) for table in tables for row in table.rows if isinstance(row, Row)]


def words(cell: tuple[tuple[object, ...], ...]) -> list[str]:
    return ["".join(getattr(part, "text", "") for part in line) for line in cell]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("briefs")
    given = [(OF_NIGER, "NE"), ("Schools in Zinder", "NE")]
    given += [(f"Roads of Chad, part {number}", "TD") for number in range(4)]
    given += [(f"Wells of Mali, part {number}", "ML") for number in range(8)]
    written(folder / "a.xml", *(activity_in(number, *each) for number, each in enumerate(given)))
    imported(folder / "out.db", folder / "a.xml")
    return folder / "out.db"


def test_only_the_projects_that_list_the_country_have_a_row_and_the_others_are_counted(reference: Path) -> None:
    document = brief(reference, "country/NE")
    assert rows_of(document) == [
        [[OF_NIGER], ["● listed"]],
        [["Schools in Zinder"], ["● listed"]],
        [["12 other projects"], ["◌ not stated: 12"]],
    ]


def test_each_country_of_a_brief_has_its_own_projects(reference: Path) -> None:
    titles = [cells[0][0] for cells in rows_of(brief(reference, "country/NE", "country/TD"))]
    assert titles[:3] == [OF_NIGER, "Schools in Zinder", "12 other projects"]
    assert titles[3:] == [*(f"Roads of Chad, part {number}" for number in range(4)), "10 other projects"]


def test_no_table_of_the_coverage_has_more_columns_than_a_page_is_wide_for(reference: Path) -> None:
    for document in (brief(reference, "country/NE"), brief(paths.reference_file(), "country/NE", "country/XK")):
        tables = [block for block in document.blocks if isinstance(block, Table)]
        assert tables
        assert {len(table.headers) for table in tables} == {2}


def test_what_else_lists_say_stays_in_the_brief() -> None:
    rows = {cells[0][0]: cells[1] for cells in rows_of(brief(paths.reference_file(), "country/TN"))}
    assert "Working arrangement" in rows
    assert any(title.startswith("Risk analysis cell: ") for title in rows)
    assert any("network" in title for title in rows)


def test_a_brief_says_why_a_standard_has_no_address(reference: Path) -> None:
    options = BriefOptions().having(sections=frozenset({BriefSection.FACTS}))
    with closing(BriefReader(reference)) as reader:
        content = reader.read(BriefRequest(entries=("country/NE",), options=options))
        text = write_text(lay_out_brief(content, date(2026, 11, 30), ENGLISH))
    assert "Read from the iso-codes tables that pycountry carries" in text
    assert "address not preserved" not in text


@pytest.mark.parametrize(
    ("attribute", "said"),
    [
        (
            'url="https://example.org/an evaluation.pdf"',
            "address not read: \u201chttps://example.org/an evaluation.pdf\u201d",
        ),
        ('url="n/a"', "address not read: \u201cn/a\u201d"),
        ("", "no address stated"),
        ('url="https://example.org/plan.pdf"', "https://example.org/plan.pdf"),
    ],
)
def test_a_document_of_an_activity_says_what_is_given_as_its_address(tmp_path: Path, attribute: str, said: str) -> None:
    other = '<document-link url="a b"><title><narrative>Other</narrative></title></document-link>'
    element = f"<document-link {attribute}><title><narrative>Plan</narrative></title></document-link>"
    written(tmp_path / "a.xml", titled("XM-DAC-1-1", "Wells", element, other))
    imported(tmp_path / "out.db", tmp_path / "a.xml")
    with closing(ReferenceStore(tmp_path / "out.db")) as store:
        page = store.page(Address("project/xm-dac-1-1"))
        text = write_text(lay_out(page, date(2026, 11, 30), frozenset(), ENGLISH))
    assert f"- Plan \u00b7 {said}" in text
    assert "- Other \u00b7 address not read: \u201ca b\u201d" in text
    assert "address not preserved" not in text
