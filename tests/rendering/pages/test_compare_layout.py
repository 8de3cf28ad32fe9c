"""A comparison puts entries side by side, and never calls equal what is not stated."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopviewer import paths
from coopviewer.domain.browsing.addresses import Address, compared_ids, comparison_address, parse_address
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.pages import ComparePage
from coopviewer.rendering.document.document import Fold, Paragraph, Strip, Table
from coopviewer.rendering.document.link_schemes import COMPARISON
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.rendering.pages.compare_layout import lay_out_comparison
from coopviewer.rendering.pages.compare_table import EQUAL, UNSTATED
from coopviewer.storage.reference.store import ReferenceStore

TODAY = date(2026, 11, 29)


def compared(*ids: str, reference: Path | None = None) -> ComparePage:
    store = ReferenceStore(reference or paths.reference_file())
    page = store.page(comparison_address(ids))
    store.close()
    assert isinstance(page, ComparePage)
    return page


def rows(page: ComparePage, *unfolded: str) -> list[list[str]]:
    document = lay_out_comparison(page, TODAY, set(unfolded), ENGLISH)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [
        [" ".join("".join(part.text for part in line if hasattr(part, "text")) for line in cell) for cell in row.cells]
        for table in tables
        for row in table.rows
    ]


def test_serbia_and_moldova_differ_in_region_and_project() -> None:
    found = {row[0]: row[1:] for row in rows(compared("country/RS", "country/MD"))}
    assert found["Belongs to"] == ["Western Balkans editorial", "≠ Eastern Partnership editorial"]
    assert found["Is a beneficiary of"][1].startswith("≠ Eastern Partnership")
    assert "Has a working arrangement with" not in found


def test_equal_rows_are_folded_and_can_be_shown() -> None:
    page = compared("country/RS", "country/MD")
    folds = [
        part.text
        for block in lay_out_comparison(page, TODAY, set(), ENGLISH).blocks
        if isinstance(block, Paragraph)
        for part in block.line
        if isinstance(part, Fold)
    ]
    assert folds[0].endswith("equal rows")
    found = {row[0]: row[1:] for row in rows(page, EQUAL)}
    assert found["Has a working arrangement with"] == ["Frontex", "Frontex"]
    assert found["Has a risk analysis cell of"] == ["not listed", "not listed"]


def test_what_is_stated_for_none_is_neither_equal_nor_different() -> None:
    found = {row[0]: row[1:] for row in rows(compared("country/RS", "country/MD"), UNSTATED)}
    assert found["Is a member of"] == ["not stated in the source", "not stated in the source"]


def test_projects_are_compared_by_timeframe_and_grant() -> None:
    found = {row[0]: row[1:] for row in rows(compared("project/afic", "project/eap-ibm", "project/eu4bordersecurity"))}
    assert found["Grant"] == [
        "4 million euros EUR 4,000,000",
        "≠ 4.5 million euros EUR 4,500,000",
        "4 million euros EUR 4,000,000",
    ]
    assert found["Timeframe"][0].startswith("2017- 2023")


def test_kosovo_keeps_its_note_and_every_fact_its_source() -> None:
    page = compared("country/XK", "country/RS")
    text = write_text(lay_out_comparison(page, TODAY, set(COMPARISON), ENGLISH))
    assert "Kosovo*" in text
    assert "UNSC 1244" in text
    assert "Sources" in text


def test_the_timeframes_are_bars_on_one_scale_within_their_row() -> None:
    for ids in (("country/RS", "country/MD"), ("project/ipa-ii-phase-ii", "project/eap-ibm")):
        document = lay_out_comparison(compared(*ids), TODAY, set(), ENGLISH)
        (details,) = (
            row.detail
            for block in document.blocks
            if isinstance(block, Table)
            for row in block.rows
            if row.detail is not None
        )
        (strip,) = details
        assert isinstance(strip, Strip)
        assert [span.edtf for span in strip.spans] == ["2019-07-01/2021-06-30", "2014-07/2018-12"]


def test_in_a_list_that_differs_what_all_have_has_a_sign() -> None:
    page = compared("country/RS", "country/MD")
    found = {row[0]: row[1:] for row in rows(page)}
    assert found["Project partners"] == ["EASO, = IOM, UNHCR", "≠ ICMPD, = IOM, WCO"]
    assert "= marks what all have" in write_text(lay_out_comparison(page, TODAY, set(), ENGLISH))
    alike = compared("country/RS", "country/AL")
    assert not [cell for row in rows(alike, *COMPARISON) for cell in row if "= " in cell]
    assert "= marks" not in write_text(lay_out_comparison(alike, TODAY, set(), ENGLISH))


@pytest.mark.parametrize("ids", [("country/NE",), ("country/NE", "country/ML", "country/TD", "country/LY")])
def test_an_address_of_a_comparison_is_parsed(ids: tuple[str, ...]) -> None:
    address = comparison_address(ids)
    assert parse_address(str(address)) == address
    assert compared_ids(address) == ids
    assert address.is_page


def test_a_comparison_of_nothing_is_no_address() -> None:
    with pytest.raises(ValueError):
        parse_address("coop:compare")
    assert Address("compare").is_page


def test_the_title_is_short_and_is_not_repeated_in_a_row() -> None:
    page = compared("project/ipa-ii-phase-ii", "project/eap-ibm")
    document = lay_out_comparison(page, TODAY, set(), ENGLISH)
    assert document.title == "IPA II, Phase II and EaP"
    assert page.title == document.title
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert table.headers[1:] == ("IPA II, Phase II", "EaP")
    assert table.links == ("", "coop:project/ipa-ii-phase-ii", "coop:project/eap-ibm")
    assert [row[0] for row in rows(page)].count("Page") == 0


def test_three_titles_are_one_phrase() -> None:
    assert compared("country/RS", "country/AL", "country/MD").title == "Serbia, Albania and Moldova"


def test_the_projects_of_countries_are_compared_too() -> None:
    found = {row[0]: row[1:] for row in rows(compared("country/RS", "country/MD"), EQUAL)}
    assert found["Grant"] == ["3,4 million euros EUR 3,400,000", "≠ 4.5 million euros EUR 4,500,000"]
    assert found["Project partners"] == ["EASO, = IOM, UNHCR", "≠ ICMPD, = IOM, WCO"]
    assert found["Funded by"] == ["European Union", "European Union"]


def test_a_project_that_names_no_country_is_stated_for_none() -> None:
    found = {row[0]: row[1:] for row in rows(compared("country/CA", "country/US"), UNSTATED)}
    assert found["EU4BorderSecurity"] == ["not stated: the source names no country"] * 2
    assert "EU4BorderSecurity" not in {row[0] for row in rows(compared("country/CA", "country/US"), EQUAL)}
    assert not compared("project/afic", "project/eap-ibm").unnamed


def test_of_very_many_projects_that_name_no_country_the_others_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    shutil.copyfile(paths.reference_file(), path)
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as connection, connection:
        (last,) = connection.execute("SELECT max(number) FROM entry").fetchone()
        region = connection.execute("SELECT number FROM entry WHERE id = 'region/africa'").fetchone()[0]
        for number in range(45):
            id_, fact, place = f"project/z{number}", f"project/z{number}/has-beneficiary/africa", last + 1 + number
            title = f"Many {number}"
            entry = (id_, place, "project", title, title, title.lower(), 1, None)
            connection.execute(f"INSERT INTO entry VALUES ({', '.join('?' * 8)})", entry)
            connection.execute("INSERT INTO fact VALUES (?, ?, 'relation', 'reference', NULL, NULL)", (fact, id_))
            related = (fact, id_, "has-beneficiary", "region/africa", 1, None, None, place, region, None, None, None)
            connection.execute(f"INSERT INTO relation VALUES ({', '.join('?' * 12)})", related)
    before, page = compared("country/CA", "country/US"), compared("country/CA", "country/US", reference=path)
    assert (len(page.unnamed), page.more_unnamed) == (40, len(before.unnamed) + 5)
    found = {row[0]: row[1:] for row in rows(page, UNSTATED)}
    more = f"{page.more_unnamed} more projects"
    assert found[more] == ["not stated: the source names no country"] * 2
    assert more not in {row[0] for row in rows(before, UNSTATED)}


@pytest.mark.parametrize("unfolded", [set(), {EQUAL}, set(COMPARISON)])
def test_a_part_says_whether_it_is_unfolded(unfolded: set[str]) -> None:
    document = lay_out_comparison(compared("country/RS", "country/MD"), TODAY, unfolded, ENGLISH)
    lines = [block.line for block in document.blocks if isinstance(block, Paragraph)]
    folds = [part for line in lines for part in line if isinstance(part, Fold)]
    assert folds
    assert {fold.key: fold.unfolded for fold in folds} == {fold.key: fold.key in unfolded for fold in folds}


@pytest.mark.parametrize(
    ("ids", "shares"),
    [
        (("country/RS",), ("80%",)),
        (("country/RS", "country/MD"), ("40%", "40%")),
        (("country/RS", "country/MD", "country/AL"), ("26%", "26%", "26%")),
        (("country/RS", "country/MD", "country/AL", "country/XK"), ("20%", "20%", "20%", "20%")),
    ],
)
def test_the_entries_share_the_width_beside_the_labels(ids: tuple[str, ...], shares: tuple[str, ...]) -> None:
    document = lay_out_comparison(compared(*ids), TODAY, set(COMPARISON), ENGLISH)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert tables
    assert {table.widths for table in tables} == {("20%", *shares)}
