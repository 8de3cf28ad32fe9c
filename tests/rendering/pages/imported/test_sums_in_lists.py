"""The sums of projects in lists and briefs: each with its sources, and those that could not be read as given."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer.commands.import_data import main as import_data
from coopviewer.domain.briefs.request import BriefOptions, BriefRequest
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import Fact
from coopviewer.rendering.briefs.layout import lay_out_brief
from coopviewer.rendering.document.document import (
    Document,
    Field,
    Footnotes,
    Heading,
    Line,
    Mark,
    Paragraph,
    Table,
    Text,
)
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.layout import lay_out
from coopviewer.storage.overviews.brief_reader import BriefReader
from coopviewer.storage.reference.store import ReferenceStore
from tests.activity_values import SECTOR, WELL, cited_at, coded, flow, related, write_imported

TODAY = date(2026, 11, 30)
TABLE = """Ref;Title;Country;Budget (EUR);Start
1;Wells;Niger;1200000;2020
2;Roads;Niger;USD and more;soon
3;Posts;Niger;;
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("table")
    (folder / "a.csv").write_text(TABLE, encoding="utf-8")
    assert import_data(["sheet", str(folder / "a.csv"), "-o", str(folder / "a.db"), "--quiet"]) == 0
    return folder / "a.db"


def page(path: Path, entry: str) -> Document:
    with closing(ReferenceStore(path)) as store:
        return lay_out(store.page(Address(entry)), TODAY, frozenset({"sources"}), ENGLISH)


def brief(path: Path, entry: str) -> Document:
    with closing(BriefReader(path)) as reader:
        return lay_out_brief(reader.read(BriefRequest(entries=(entry,), options=BriefOptions())), TODAY, ENGLISH)


def written(path: Path, *facts: Fact) -> Path:
    return write_imported(path, facts)


def row_of(document: Document, title: str) -> list[Line]:
    """Return the lines of the row of a project in a table, without that of its title."""
    rows = [row for block in document.blocks if isinstance(block, Table) for row in block.rows]
    (row,) = [
        each
        for each in rows
        if len(each.cells) > 2 and title in write_text(Document("", "", (Table(("",) * len(each.cells), (each,)),)))
    ]
    return [line for cell in row.cells[1:] for line in cell]


def said(lines: list[Line]) -> str:
    return " | ".join("".join(getattr(part, "text", "") for part in line) for line in lines)


def test_a_sum_that_could_not_be_read_is_not_called_missing(table: Path) -> None:
    for document in (page(table, "country/NE"), brief(table, "country/NE")):
        assert "not read as a sum: “USD and more” under “Budget (EUR)”" in said(row_of(document, "Roads"))
        assert "not read: “soon” under “Start”" in said(row_of(document, "Roads"))
        assert "no sums" in said(row_of(document, "Posts"))
        assert "no sums" not in said(row_of(document, "Roads"))


def test_each_sum_in_a_list_has_the_mark_of_its_cell(table: Path) -> None:
    for document in (page(table, "country/NE"), brief(table, "country/NE")):
        for title, cell in (("Wells", "D2"), ("Roads", "D3")):
            (sum_,) = [line for line in row_of(document, title) if "sum" in said([line]) or "1,200,000" in said([line])]
            (mark,) = [part for part in sum_ if isinstance(part, Mark)]
            notes = [note for block in document.blocks if isinstance(block, Footnotes) for note in block.notes]
            (note,) = [each for each in notes if each.number == mark.number]
            assert cell in said(list(note.lines))


@pytest.mark.parametrize(("rows", "marks"), [(1, 1), (3, 3), (4, 1), (700, 1)])
def test_a_sum_of_many_payments_cites_their_documents(rows: int, marks: int, tmp_path: Path) -> None:
    paid = [
        flow(f"t-{each}", 100, ordinal=each, day="2020-01-01", citations=cited_at(each, f"transaction {each}"))
        for each in range(1, rows + 1)
    ]
    path = written(tmp_path / "a.db", related("has-beneficiary", "country/NE"), *paid)
    line = next(each for each in row_of(page(path, "country/NE"), "Wells") if "2020:" in said([each]))
    assert len([part for part in line if isinstance(part, Mark)]) == marks


@pytest.mark.parametrize(("sums", "more"), [(3, ""), (4, ""), (5, "1 more on its page"), (9, "5 more on its page")])
def test_of_the_sums_of_an_activity_in_a_list_four_lines_are_shown(sums: int, more: str, tmp_path: Path) -> None:
    paid = [flow(f"t-{each}", 100, ordinal=each + 1, currency=f"AA{'ABCDEFGHI'[each]}") for each in range(sums)]
    path = written(tmp_path / "a.db", related("has-beneficiary", "country/NE"), *paid)
    shown = [said([line]) for line in row_of(page(path, "country/NE"), "Wells")]
    assert len([each for each in shown if each.startswith("Disbursement, AA")]) == min(sums, 4)
    assert [each for each in shown if each.endswith("more on its page")] == ([more] if more else [])
    printed = said(row_of(brief(path, "country/NE"), "Wells"))
    assert printed.count("Disbursement, AA") == sums
    assert "more on its page" not in printed


@pytest.mark.parametrize(
    ("years", "before"), [(8, ""), (9, "1 earlier year on its page"), (11, "3 earlier years on its page")]
)
def test_of_the_years_of_a_sum_in_a_list_the_last_eight_are_shown(years: int, before: str, tmp_path: Path) -> None:
    paid = [flow(f"t-{year}", 100, ordinal=year + 1, day=f"{2000 + year}-05-01") for year in range(years)]
    path = written(tmp_path / "a.db", related("has-beneficiary", "country/NE"), *paid)
    (line,) = [said([each]) for each in row_of(page(path, "country/NE"), "Wells") if "EUR" in said([each])]
    assert line.count(": 1") == 8
    assert f"{2000 + years - 1}: 1" in line
    assert ("earlier" in line, before in line) == (bool(before), True)
    printed = said(row_of(brief(path, "country/NE"), "Wells"))
    assert (printed.count(": 1"), "earlier" in printed) == (years, False)


@pytest.mark.parametrize(
    ("given", "said_behind"),
    [
        (["5.00 EUR"], ""),
        (["5,00 €"], "(as given: “5,00 €”)"),
        (["5,00 €", "5.00 EUR"], "(among them, as given: “5,00 €”)"),
        (["1 €", "2 €", "3 €"], "(among them, as given: “1 €”, “2 €”, “3 €”)"),
        (["1 €", "2 €", "3 €", "4 €"], "(among them, as given: “1 €”, “2 €”, “3 €” and 1 more)"),
        ([f"{each} €" for each in range(1, 8)], "(among them, as given: “1 €”, “2 €”, “3 €” and 4 more)"),
    ],
)
def test_a_sum_has_the_words_of_the_source_for_what_was_mended_in_it(
    given: list[str], said_behind: str, tmp_path: Path
) -> None:
    paid = [flow(f"t-{each}", 100, ordinal=each + 1, as_given=words) for each, words in enumerate(given)]
    path = written(tmp_path / "a.db", related("has-beneficiary", "country/NE"), *paid)
    (line,) = [said([each]) for each in row_of(page(path, "country/NE"), "Wells") if "2019:" in said([each])]
    assert "".join(line.partition("(")[1:]) == said_behind


@pytest.mark.parametrize(("day", "heading"), [("2020-05-01", "Sums by year"), (None, "Sums")])
def test_sums_are_headed_by_year_where_one_has_a_year(day: str | None, heading: str, tmp_path: Path) -> None:
    path = written(tmp_path / "a.db", related("has-beneficiary", "country/NE"), flow("t-1", 100, day=day))
    tables = [block for block in page(path, "country/NE").blocks if isinstance(block, Table)]
    assert heading in {header for table in tables for header in table.headers}


def test_a_brief_of_an_activity_prints_its_payments_and_says_how_many_more(tmp_path: Path) -> None:
    paid = [flow(f"t-{each}", each * 100, ordinal=each, day="2020-01-01") for each in range(1, 104)]
    text = write_text(brief(written(tmp_path / "a.db", *paid[:8]), WELL))
    assert all(f"EUR {each}" in text for each in range(1, 9))
    assert "more row" not in text
    text = write_text(brief(written(tmp_path / "b.db", *paid), WELL))
    assert "EUR 100" in text
    assert "and 3 more rows on its page" in text


@pytest.mark.parametrize(("code", "word"), [("3", "Finalisation"), ("4", "Closed")])
def test_a_status_has_one_word_in_all_references(code: str, word: str, tmp_path: Path) -> None:
    """References that were imported before have the words of earlier versions of the standard."""
    path = write_imported(tmp_path / "a.db", (coded("ActivityStatus", code),))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE code_label SET label = 'Post-completion' WHERE list = 'ActivityStatus'")
        connection.commit()
    assert f"{word}, published" in write_text(page(path, WELL))


def test_a_sector_that_is_stated_twice_is_counted_once(tmp_path: Path) -> None:
    other = related("in-sector", SECTOR, 2, share=400_000, share_as_given="40", id=f"{WELL}/in-sector/again")
    path = written(tmp_path / "wells.db", related("in-sector", SECTOR, share=600_000, share_as_given="60"), other)
    headings = [block.line for block in page(path, WELL).blocks if isinstance(block, Heading)]
    (sectors,) = [line for line in headings if line[0] == Text("Sectors")]
    assert write_text(Document("", "", (Paragraph(sectors),))).split() == ["Sectors", "1"]


GRANTS = """Nummer;Titel;Land;Beginn;Ende;Förderbetrag (in TEUR);Status
1;Grenzmanagement;Niger;01.02.2019;31.12.2023;1.250,5;laufend
2;Brunnen;Niger;01.02.2019;31.12.2029;nach Absprache;laufend
3;Schulen;Niger;;;k. A.;
4;Wege;Mali;;;95,0;
5;Dämme;Mali;;;333,3;
"""


@pytest.fixture(scope="module")
def grants(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("grants")
    (folder / "a.csv").write_text(GRANTS, encoding="utf-8")
    assert import_data(["sheet", str(folder / "a.csv"), "-o", str(folder / "a.db"), "--quiet"]) == 0
    return folder / "a.db"


def test_a_list_says_of_a_table_what_the_page_of_the_project_says(grants: Path) -> None:
    listed = {title: cells_of(page(grants, "country/NE"), title) for title in ("Grenzmanagement", "Brunnen", "Schulen")}
    assert "1.250,5 in TEUR" in listed["Grenzmanagement"]
    assert "EUR 1,250,500" in listed["Grenzmanagement"]
    assert "by its dates: ended" in listed["Grenzmanagement"]
    assert "The published status and the dates differ." in listed["Grenzmanagement"]
    assert "not read as a sum: “nach Absprache” under “Förderbetrag (in TEUR)”" in listed["Brunnen"]
    assert "by its dates: under way" in listed["Brunnen"]
    assert "differ" not in listed["Brunnen"]
    assert "no sums" in listed["Schulen"]
    assert "by its dates" not in listed["Schulen"]
    own = write_text(page(grants, "project/1"))
    assert "By its dates on 30 November 2026: ended" in own
    assert own.count("EUR 1,250,500") == 1


def cells_of(document: Document, title: str) -> str:
    """Return the row of a project in a table as plain text."""
    return " ".join(part.text for line in row_of(document, title) for part in line if isinstance(part, Text | Field))
