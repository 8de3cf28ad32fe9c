"""Several values in a cell: what is known is used, and what is not is noted by its name and its cell."""

from decimal import Decimal
from pathlib import Path

import pytest

from coopviewer.authoring.importing.sheet.cell_values import CellSum, NotRead
from coopviewer.authoring.importing.sheet.facts.read_cells import ReadCell
from coopviewer.domain.reference.facts import Citation
from coopviewer.domain.reference.imports import ImportSeverity
from tests.authoring.importing.sheet.tables_of_projects import noted, previewed, projects, run


def imported(folder: Path, text: str) -> tuple[dict[str, list[str]], list[str], list[str]]:
    """Import a table; return the facts of its projects, its notes, and what else these say."""
    file = folder / "table.csv"
    file.write_text(text, encoding="utf-8")
    outcome, dataset = run(file)
    kept = sum(note.severity is ImportSeverity.KEPT for note in outcome.first_notes)
    assert sum(column.unread for column in previewed(file).columns) == kept
    return projects(dataset), noted(outcome), [note.done for note in outcome.first_notes]


@pytest.mark.parametrize(
    "cell", ["Mlai; Cameroon; Togo", "Cameroon|Mlai|Togo", "Mlai / Cameroon / Togo", "Togo, Cameroon et Mlai"]
)
def test_a_misspelt_country_takes_no_other_out(tmp_path: Path, cell: str) -> None:
    found, notes, done = imported(tmp_path, f'Title,Country\nWells,Chad\nSchools,"{cell}"\n')
    assert found["Schools"] == [f"Country: {cell}", "has-beneficiary country/CM", "has-beneficiary country/TG"]
    assert notes == ["cell-country-near Mlai"]
    assert done == ["Mali? – B3 (Country)"]


def test_countries_are_not_taken_out_of_other_names(tmp_path: Path) -> None:
    cells = ["Niger / Agadez", "Niger, Agadez", "Ireland, Northern"]
    rows = "".join(f'{number},"{cell}"\n' for number, cell in enumerate(cells))
    found, notes, _ = imported(tmp_path, f"Title,Country\nA,Chad\nB,Mali\nC,Togo\nD,Kenya\n{rows}")
    assert [found[str(number)] for number in range(len(cells))] == [[f"Country: {cell}"] for cell in cells]
    assert notes == [f"cell-country {cell}" for cell in cells]


@pytest.mark.parametrize("cell", ["EU / AFD", "EU/AFD", "EU + AFD", "EU & AFD", "EU et AFD", "EU and AFD"])
def test_names_known_from_other_cells_are_parted_and_noted(tmp_path: Path, cell: str) -> None:
    found, notes, _ = imported(tmp_path, f"Title,Funder\nA,EU\nB,AFD\nC,{cell}\n")
    assert found["C"] == ["funded-by organisation/afd", "funded-by organisation/eu"]
    assert notes == [f"cell-parted {cell}"]


def test_names_of_which_not_all_are_known_stay_one_and_are_noted(tmp_path: Path) -> None:
    found, notes, _ = imported(tmp_path, "Title,Funder\nA,EU\nB,EU / Fund X\nC,Health and Sports\nD,Save & Care\n")
    assert [len(found[title]) for title in "BCD"] == [1, 1, 1]
    assert notes == ["cell-one-name EU / Fund X"]


def test_most_known_parts_are_enough_for_three(tmp_path: Path) -> None:
    found, notes, _ = imported(tmp_path, "Title,Funder\nA,EU\nB,AFD\nC,EU / AFD / Fund X\n")
    assert len(found["C"]) == 3
    assert notes == ["cell-parted EU / AFD / Fund X"]


@pytest.mark.parametrize("text", ["TBC", "tbd", "à confirmer", "por confirmar", "?"])
@pytest.mark.parametrize("heading", ["Start", "Budget (EUR)", "Country", "Funder"])
def test_what_is_still_to_come_is_noted(tmp_path: Path, text: str, heading: str) -> None:
    value = {"Start": "2020", "Country": "Mali", "Funder": "EU"}.get(heading, "500")
    found, notes, _ = imported(tmp_path, f"Title,{heading}\nA,{value}\nB,{value}\nC,{text}\n")
    assert found["C"] == [f"{heading}: {text}"]
    assert notes == [f"cell-open {text}"]


@pytest.mark.parametrize(
    "text",
    [
        "see annex",
        "See Annex 2",
        "(see attached list)",
        "see attached",
        "as above",
        "Annex B",
        "siehe Anhang",
        "voir l'annexe",
    ],
)
def test_a_cell_that_leads_elsewhere_is_no_organisation(tmp_path: Path, text: str) -> None:
    found, notes, _ = imported(tmp_path, f"Title,Funder\nA,EU\nB,AFD; {text}\nC,{text}\n")
    assert found["C"] == [f"Funder: {text}"]
    assert notes == [f"cell-elsewhere {text}"] * 2
    assert found["B"] == [f"Funder: AFD; {text}", "funded-by organisation/afd"]


def test_a_part_that_is_still_to_come_is_no_organisation(tmp_path: Path) -> None:
    found, notes, _ = imported(tmp_path, "Title,Funder\nA,EU\nB,AFD; tbc\n")
    assert notes == ["cell-open tbc"]
    assert len(found["B"]) == 2


@pytest.mark.parametrize(
    "name", ["Seeds for All", "Annex Foundation", "Verein Anhang", "Above and Beyond", "Attache Ltd"]
)
def test_names_that_begin_like_that_stay_organisations(tmp_path: Path, name: str) -> None:
    _, notes, _ = imported(tmp_path, f"Title,Funder\nA,EU\nB,{name}\n")
    assert notes == []


@pytest.mark.parametrize("text", ["n/a", "-", "…"])
def test_what_says_that_there_is_nothing_is_not_noted(tmp_path: Path, text: str) -> None:
    _, notes, _ = imported(tmp_path, f"Title,Start\nA,2020\nB,2021\nC,{text}\n")
    assert notes == []


@pytest.mark.parametrize("value", [CellSum(Decimal(5), "EUR", "€"), NotRead("cell-name", "Wells"), "Wells", 5])
def test_a_value_that_is_no_list_has_no_names(value: CellSum | NotRead | str | int) -> None:
    cell = ReadCell(None, "Wells", value, Citation("source/a", "a/1"))  # type: ignore[arg-type]  # not looked at
    assert (cell.names, cell.remarks) == ((), ())
