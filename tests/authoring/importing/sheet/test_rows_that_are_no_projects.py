"""Subtotals, repeated headings and group headings among the rows: left out or noted, never projects in silence."""

from pathlib import Path

import pytest

from tests.authoring.importing.sheet.tables_of_projects import noted, projects, run


def imported(folder: Path, text: str, encoding: str = "utf-8") -> tuple[dict[str, list[str]], list[str]]:
    """Import a table; return its projects and notes."""
    file = folder / "table.csv"
    file.write_bytes(text.encode(encoding))
    outcome, dataset = run(file)
    return projects(dataset), noted(outcome)


@pytest.mark.parametrize(
    ("first", "second", "last"),
    [
        ("Subtotal;;600", "Subtotal Niger;;1100", "Total;;1700"),
        ("Total Mali;;600", "Niger total;;1100", "Grand total;;1700"),
        ("Zwischensumme;;600", "Summe;;1100", "Gesamtsumme;;1700"),
        ("Sous-total;;600", "Sous-total Niger;;1100", "Total général;;1700"),
        (";Total Mali;600", ";Total Niger;1100", ";Total;1700"),
        ("Subtotal;;€ 600", "Total Niger;;EUR 1 100", "Average;;425"),
    ],
)
def test_a_subtotal_is_no_project(tmp_path: Path, first: str, second: str, last: str) -> None:
    rows = f"A;Mali;500\nB;Mali;100\n{first}\nC;Niger;600\nD;Niger;500\n{second}\n{last}\n"
    found, notes = imported(tmp_path, f"Title;Country;Budget (EUR)\n{rows}")
    assert sorted(found) == ["A", "B", "C", "D"]
    assert [note.split()[0] for note in notes] == ["row-left-out"] * 3


def test_a_project_that_is_called_like_a_total_is_kept_and_noted(tmp_path: Path) -> None:
    rows = "A;Mali;500;2019\nTotal Sanitation;;700;\nB;Mali;100;2020\nC;Mali;100;2020\n"
    found, notes = imported(tmp_path, f"Title;Country;Budget (EUR);Start\n{rows}")
    assert found["Total Sanitation"] == ["budget 70000e-2 EUR"]
    assert notes == ["row-doubtful Total Sanitation | 700"]
    rows = "A;Mali;500;2019\nTotal Sanitation;Mali;500;2019\nB;Mali;100;2020\n"
    assert imported(tmp_path, f"Title;Country;Budget (EUR);Start\n{rows}")[1] == []


@pytest.mark.parametrize("repeated", ["Title;Country;Budget (EUR)", "TITLE;COUNTRY;BUDGET (EUR)", " Title ;Country;"])
def test_headings_that_are_repeated_are_no_project(tmp_path: Path, repeated: str) -> None:
    found, notes = imported(tmp_path, f"Title;Country;Budget (EUR)\nA;Mali;500\n{repeated}\nB;Niger;600\n")
    assert sorted(found) == ["A", "B"]
    assert [note.split()[0] for note in notes] == ["row-left-out"]


def test_a_row_of_a_name_alone_is_noted(tmp_path: Path) -> None:
    rows = "East Africa;;\nA;Kenya;500\nB;Uganda;100\nPage 2;;\nC;Niger;600\n"
    found, notes = imported(tmp_path, f"Title;Country;Budget (EUR)\n{rows}")
    assert found["East Africa"] == []
    assert notes == ["row-doubtful East Africa", "row-doubtful Page 2"]


def test_a_sign_that_parts_a_value_in_two_shifts_no_sum(tmp_path: Path) -> None:
    found, notes = imported(tmp_path, "Title,Country,Budget (EUR)\nA,Mali,12,50\nB,Niger,600\nC,Chad,700\n")
    assert found["A"] == ["Budget (EUR): 12", "Country: Mali", "D: 50"]
    assert notes == ["cell-shifted Mali", "cell-shifted 12"]
    found, notes = imported(tmp_path, "Title,Country,Budget (EUR),\nA,Mali,12,more\nB,Niger,600,\n")
    assert (found["A"][1], notes) == ("budget 1200e-2 EUR", [])


def test_a_currency_that_contradicts_the_row_is_not_counted(tmp_path: Path) -> None:
    found, notes = imported(tmp_path, "Title;Amount (EUR);Currency\nA;5;USD\nB;7;EUR\n")
    assert found == {"A": ["Amount (EUR): 5", "Currency: USD"], "B": ["Currency: EUR", "grant 700 EUR"]}
    assert notes == ["cell-two-currencies 5"]
    found, notes = imported(tmp_path, "Title;Amount;Currency\nA;USD 5;EUR\nB;7;EUR\n")
    assert (found["A"], notes) == (["Amount: USD 5", "Currency: EUR"], ["cell-two-currencies USD 5"])
    found, notes = imported(tmp_path, "Title;Budget;Currency;Grant (EUR)\nA;100;USD;90\n")
    assert (found["A"], notes) == (["budget 10000e-2 USD", "grant 9000 EUR"], [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised(tmp_path: Path, encoding: str) -> None:
    found, notes = imported(tmp_path, "Title;Country\nÉcole;Sénégal\n", encoding)
    assert (found, notes) == ({"École": ["has-beneficiary country/SN"]}, [])


def test_the_apostrophe_that_marks_text_is_no_part_of_it(tmp_path: Path) -> None:
    heads = "Title;ID;Start;Budget (EUR)"
    found, notes = imported(tmp_path, f"{heads}\n'=Wells;'001;'2019-01;'500\n'90s music;002;2020;'1.000,50\n")
    assert found == {
        "=Wells": ["budget 50000e-2 EUR", "id 001", "start 2019-01"],
        "'90s music": ["budget 100050e-2 EUR", "id 002", "start 2020"],
    }
    assert notes == []


def test_signs_that_are_not_seen_change_no_value(tmp_path: Path) -> None:
    heads = "Title;Start;Budget (EUR);Country"
    rows = "A;1\u200b0 mai 2020;7\u200b00;Ma\u00adli\nB;\ufeff2020;\u200e500;\u200fChad\nC;2021;\u200b;\u2060\n"
    found, notes = imported(tmp_path, f"{heads}\n{rows}")
    assert found["A"] == ["budget 70000e-2 EUR", "has-beneficiary country/ML", "start 2020-05-10"]
    assert found["B"] == ["budget 50000e-2 EUR", "has-beneficiary country/TD", "start 2020"]
    assert found["C"] == ["start 2021"]
    assert notes == []


def test_quotation_marks_after_a_backslash_are_those_of_the_text(tmp_path: Path) -> None:
    found, _ = imported(tmp_path, 'Title,Country\n"The \\"deep\\" well, north",Mali\n"C:\\dir",Niger\n')
    assert found == {
        'The "deep" well, north': ["has-beneficiary country/ML"],
        "C:\\dir": ["has-beneficiary country/NE"],
    }
    found, _ = imported(tmp_path, 'Title,Country\n"C:\\dir\\",Mali\n"a ""b"" \\",Niger\n')
    assert sorted(found) == ["C:\\dir\\", 'a "b" \\']


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Title\tBudget (EUR)\nA, b\t1,000.50\nC, d\t2,000.75\n", "A, b"),
        ("Title;Country\nA, b, c, d;Mali\nE, f, g, h;Niger\n", "A, b, c, d"),
        ("Title;Country;Notes\nA;Mali\nB, x;Niger;y, z\n", "A"),
    ],
)
def test_the_separator_parts_the_headings_too(tmp_path: Path, text: str, title: str) -> None:
    assert title in imported(tmp_path, text)[0]


def test_a_total_above_a_last_line_of_another_kind_is_left_out(tmp_path: Path) -> None:
    rows = "A;Mali;500;2019\nB;Mali;100;2020\nC;Niger;300;2021\nTotal;;1700;\nPrinted;;;2024\n"
    found, notes = imported(tmp_path, f"Title;Country;Budget (EUR);Start\n{rows}")
    assert "Total" not in found
    assert "row-left-out Total | 1700" in notes
