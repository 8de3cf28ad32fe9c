"""Sums of one column that are written in several ways: each cell is judged by itself."""

from pathlib import Path

import pytest

from coopviewer.domain.imports.sheets import NEITHER_SIGN, QuestionKind, SheetMapping, SheetPreview
from tests.authoring.importing.sheet.tables_of_projects import noted, previewed, projects, run

MIXED = ["USD 1,234,567", "€ 3.202.000", "8,84 M USD", "2.5 M EUR", "1 234 567,50 EUR", "1.234,50 EUR"]
READ = [
    "123456700e-2 USD",
    "320200000e-2 EUR",
    "884000000e-2 USD",
    "250000000e-2 EUR",
    "123456750e-2 EUR",
    "123450e-2 EUR",
]


def table(folder: Path, *cells: str, heading: str = "Budget (EUR)") -> Path:
    """Write a table with a sum in each row, the projects named by their numbers."""
    file = folder / "table.csv"
    rows = [f'{number},"{cell}"' for number, cell in enumerate(cells)]
    file.write_text("\n".join([f"Title,{heading}", *(f"P{row}" for row in rows)]) + "\n", encoding="utf-8")
    return file


def answered(file: Path, answer: str) -> SheetMapping:
    """Return the guessed mapping with an answer to what the decimal sign is."""
    mapping = previewed(file).mapping
    return mapping.with_column(mapping.columns[1].answered(QuestionKind.DECIMAL_SIGN, answer))


def sums(file: Path, mapping: SheetMapping | None = None) -> tuple[list[str], list[str]]:
    """Return what the sums of a table become, and the notes."""
    outcome, dataset = run(file, mapping)
    lines = [line for title, found in sorted(projects(dataset).items()) for line in found]
    return [line.removeprefix("budget ") for line in lines], noted(outcome)


def asked(preview: SheetPreview) -> list[str]:
    """Return the texts because of which the decimal sign is asked."""
    return [text for each in preview.questions if each.kind is QuestionKind.DECIMAL_SIGN for text in each.samples]


@pytest.mark.parametrize("answer", [None, ",", ".", NEITHER_SIGN])
def test_no_answer_changes_what_is_not_ambiguous(tmp_path: Path, answer: str | None) -> None:
    file = table(tmp_path, *MIXED)
    assert asked(previewed(file)) == []
    assert sums(file, answered(file, answer) if answer else None) == (READ, [])


def test_sums_of_the_same_notation_show_the_sign(tmp_path: Path) -> None:
    file = table(tmp_path, *MIXED, "USD 235,000", "€ 140.000")
    assert asked(previewed(file)) == []
    for mapping in (None, answered(file, ","), answered(file, ".")):
        assert sums(file, mapping) == ([*READ, "23500000e-2 USD", "14000000e-2 EUR"], [])


def test_only_ambiguous_sums_are_asked_about(tmp_path: Path) -> None:
    file = table(tmp_path, "8,84 M USD", "USD 235,000", "€ 140.000", "€ 2.202.000")
    assert asked(previewed(file)) == ["USD 235,000"]
    found, notes = sums(file, answered(file, "."))
    assert (found, notes) == (["884000000e-2 USD", "23500000e-2 USD", "14000000e-2 EUR", "220200000e-2 EUR"], [])


def test_neither_sign_may_stand_before_decimals(tmp_path: Path) -> None:
    file = table(tmp_path, "USD 235,000", "€ 140.000")
    assert asked(previewed(file)) == ["USD 235,000", "€ 140.000"]
    assert sums(file, answered(file, NEITHER_SIGN)) == (["23500000e-2 USD", "14000000e-2 EUR"], [])


def test_three_decimals_by_an_answer_are_noted(tmp_path: Path) -> None:
    file = table(tmp_path, "USD 235,000", "€ 140.000")
    found, notes = sums(file, answered(file, ","))
    assert found == ["23500e-2 USD", "14000000e-2 EUR"]
    assert notes == ["cell-by-sign USD 235,000"]


def test_three_decimals_by_other_cells_are_noted(tmp_path: Path) -> None:
    file = table(tmp_path, "1234,5", "235,000")
    assert sums(file) == (["123450e-2 EUR", "23500e-2 EUR"], ["cell-by-sign 235,000"])


@pytest.mark.parametrize("answer", [",", ".", NEITHER_SIGN])
def test_an_answer_changes_no_number_of_cells_read(tmp_path: Path, answer: str) -> None:
    file = table(tmp_path, "USD 235,000", "€ 140.000", "2.5 M EUR", "8,84 M USD", "soon")
    before, after = (previewed(file, each).columns[1] for each in (None, answered(file, answer)))
    assert (before.read, before.unread) == (after.read, after.unread) == (4, 1)


@pytest.mark.parametrize(
    "cell", ["500 FCFA", "500 F CFA", "500 F.CFA", "500 CFA", "500 fcfa", "500 francs CFA", "CFA 500"]
)
@pytest.mark.parametrize("heading", ["Budget (EUR)", "Budget (XOF)"])
def test_which_cfa_francs_are_meant_is_never_guessed(tmp_path: Path, cell: str, heading: str) -> None:
    file = table(tmp_path, "700", "800", cell, heading=heading)
    column = previewed(file).columns[1]
    found, notes = sums(file)
    if "XOF" in heading:
        assert (found[2], notes, column.unread) == ("500e-0 XOF", [], 0)
    else:
        assert (found[2], notes) == (f"{heading}: {cell}", [f"cell-cfa-franc {cell}"])
        assert [each.reason for each in column.unread_cells] == ["cell-cfa-franc"]


def test_without_a_currency_the_answer_decides_on_cfa_francs(tmp_path: Path) -> None:
    file = table(tmp_path, "500 FCFA", "700 fcfa", heading="Budget")
    mapping = previewed(file).mapping
    chosen = mapping.with_column(mapping.columns[1].answered(QuestionKind.CURRENCY, "XAF"))
    assert sums(file, chosen) == (["500e-0 XAF", "700e-0 XAF"], [])


@pytest.mark.parametrize("cell", ["500 FCFA", "$ 500", "soon", "5 XOF", "1,5 EUR"])
@pytest.mark.parametrize("heading", ["Budget (EUR)", "Budget (USD)", "Grant (EUR)"])
def test_preview_and_report_count_the_same(tmp_path: Path, cell: str, heading: str) -> None:
    file = table(tmp_path, "700", "800", cell, heading=heading)
    outcome, _ = run(file)
    reasons = [each.reason for each in previewed(file).columns[1].unread_cells]
    assert reasons == [note.what for note in outcome.first_notes if note.what.startswith("cell-")]


@pytest.mark.parametrize(
    "rows",
    [
        "A,700,EUR\nB,500,\nC,500 USD,EUR\nD,$ 5,EUR\nE,9,soon\n",
        "A,700,EUR\nB,500 FCFA,EUR\nC,500 FCFA,XOF\nD,500 FCFA,FCFA\n",
        'A,"700,5",EUR\nB,soon,EUR\nC,5 000 USD,XAF,more\nD,TBC,EUR\n',
    ],
)
@pytest.mark.parametrize("heading", ["Budget", "Grant"])
def test_with_a_column_of_currencies_they_count_the_same(tmp_path: Path, rows: str, heading: str) -> None:
    file = tmp_path / "table.csv"
    file.write_text(f"Title,{heading},Currency\n{rows}", encoding="utf-8")
    outcome, _ = run(file)
    reasons = [each.reason for column in previewed(file).columns for each in column.unread_cells]
    assert sorted(reasons) == sorted(note.what for note in outcome.first_notes if note.what.startswith("cell-"))


def test_a_grant_with_more_decimals_than_its_currency_is_counted_as_not_read(tmp_path: Path) -> None:
    file = table(tmp_path, "700", "1234,5", "1,234", "0.505", heading="Grant (EUR)")
    asks = previewed(file)
    assert (asks.columns[1].read, asks.columns[1].unread) == (3, 1)
    outcome, _ = run(file, answered(file, "."))
    after = previewed(file, answered(file, ".")).columns[1]
    assert [each.reason for each in after.unread_cells] == [n.what for n in outcome.first_notes] == ["cell-fine-sum"]
