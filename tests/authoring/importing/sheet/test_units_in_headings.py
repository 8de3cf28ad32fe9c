"""Sums in thousands and millions: read where the heading says it, asked about where it is not certain."""

from pathlib import Path

import pytest

from coopviewer.authoring.importing.sheet.values.headings import split_heading
from coopviewer.authoring.importing.sheet.values.words import read_words
from coopviewer.domain.imports.sheets import QuestionKind, SheetSlot
from coopviewer.domain.reference.facts import Amount
from coopviewer.domain.reference.published_facts import Flow
from tests.authoring.importing.imports import FOLDERS
from tests.authoring.importing.sheet.tables_of_projects import noted, previewed, projects, run
from tests.faults import raises_fault

WORDS = read_words(FOLDERS.resources)


def table(folder: Path, text: str) -> Path:
    """Write a table as CSV."""
    file = folder / "table.csv"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("heading", "currency", "power"),
    [
        ("Budget – millions of USD", "USD", 6),
        ("Budget (EUR) (thousands)", "EUR", 3),
        ("Budget (EUR, in thousands)", "EUR", 3),
        ("Budget EUR (in thousands)", "EUR", 3),
        ("Budget in thousands – EUR", "EUR", 3),
        ("Budget in thousands of euros", "EUR", 3),
        ("Budget USD millions", "USD", 6),
        ("Budget thousand EUR", "EUR", 3),
        ("Montant en milliers d'euros", "EUR", 3),
        ("Importe (miles de euros)", "EUR", 3),
        ("Betrag Mio. EUR", "EUR", 6),
        ("Budget TEUR", "EUR", 3),
        ("Budget (EURm)", "EUR", 6),
        ("Budget €m", "EUR", 6),
        ("Budget ($m)", None, 6),
        ("Budget (EUR '000)", "EUR", 3),
        ("Budget (EUR x 1000)", "EUR", 3),
        ("Budget (1.000 EUR)", "EUR", 3),
        ("Budget in 1000 EUR", "EUR", 3),
        ("Budget (lakh INR)", "INR", 5),
        ("k€ budget", "EUR", 3),
        ("KEUR budget", "EUR", 3),
        ("Budget (EUR 000,000)", "EUR", 6),
        ("Budget (EUR 000)", "EUR", 3),
        ("mEUR budget", "EUR", 6),
        ("MEUR budget", "EUR", 6),
        ("Budget (EURM)", "EUR", 6),
        ("Budget (EURk)", "EUR", 3),
        ("Budget (usd)", "USD", 0),
        ("Budget in Mio. usd", "USD", 6),
        ("budget_usd", "USD", 0),
        ("BUDGET_EUR", "EUR", 0),
        ("budget_meur", "EUR", 6),
        ("eur_budget", "EUR", 0),
        ("budgetUsd", "USD", 0),
        ("Budget (EURK)", "EUR", 3),
    ],
)
def test_a_heading_says_thousands_in_many_ways(heading: str, currency: str | None, power: int) -> None:
    found = split_heading(heading, WORDS.powers)
    assert (found.currency, found.power, found.is_unsure) == (currency, power, False)
    assert found.plain in ("budget", "betrag", "montant", "importe")


@pytest.mark.parametrize(
    ("unit", "currency", "power"),
    [
        *(("kEUR", "EUR", 3), ("TEUR", "EUR", 3), ("k€", "EUR", 3), ("T€", "EUR", 3), ("€k", "EUR", 3)),
        *(("M€", "EUR", 6), ("€m", "EUR", 6), ("EURm", "EUR", 6), ("mEUR", "EUR", 6), ("US$m", "USD", 6)),
        *(("EUR '000", "EUR", 3), ("thousand EUR", "EUR", 3), ("Tsd. €", "EUR", 3), ("Mio.€", "EUR", 6)),
        *(("k US$", "USD", 3), ("1000€", "EUR", 3), ("€", "EUR", 0), ("CHF", "CHF", 0)),
    ],
)
@pytest.mark.parametrize("form", ["{}", "Budget {}", "Budget ({})"])
def test_a_unit_counts_behind_a_word_in_brackets_and_as_the_whole_heading(
    form: str, unit: str, currency: str, power: int
) -> None:
    found = split_heading(form.format(unit), WORDS.powers)
    assert (found.unit, found.currency, found.power, found.is_unsure) == (unit, currency, power, False)


@pytest.mark.parametrize("heading", ["kEUR", "k€", "T€", "EUR k", "TEUR", "Budget T€", "Budget EURk"])
def test_a_column_that_the_user_names_has_sums_as_large_as_its_heading_says(tmp_path: Path, heading: str) -> None:
    file = table(tmp_path, f"Title;{heading}\nWells;120\nRoads;75.5\n")
    mapping = previewed(file).mapping
    chosen = mapping.with_column(mapping.columns[1]._replace(slot=SheetSlot.BUDGET))
    assert projects(run(file, chosen)[1])["Wells"] == ["budget 12000000e-2 EUR"]


@pytest.mark.parametrize("heading", ["k", "Budget k", "Budget T"])
def test_a_letter_that_may_be_a_unit_is_asked_about(tmp_path: Path, heading: str) -> None:
    file = table(tmp_path, f"Title;{heading}\nWells;120\nRoads;75.5\n")
    mapping = previewed(file).mapping
    chosen = mapping.with_column(mapping.columns[1]._replace(slot=SheetSlot.BUDGET, currency="EUR"))
    with raises_fault("--sum-unit thousand"):
        run(file, chosen)


@pytest.mark.parametrize("heading", ["Budget all", "Total mars", "Project irr", "Budget (top)", "Target sdg"])
def test_a_word_in_a_heading_is_no_currency(heading: str) -> None:
    assert split_heading(heading, WORDS.powers).currency is None


@pytest.mark.parametrize(
    "heading", ["Budget (10^6 EUR)", "Budget (cents EUR)", "Budget (billions EUR)", "Budget (thousands) (Mio. EUR)"]
)
def test_a_unit_that_is_not_certain_is_asked_about(tmp_path: Path, heading: str) -> None:
    file = table(tmp_path, f"Title;{heading}\nWells;5\n")
    asked = {question.kind for question in previewed(file).questions}
    assert QuestionKind.SUM_UNIT in asked
    mapping = previewed(file).mapping
    answered = mapping.columns[1]._replace(currency="EUR")
    with raises_fault("--sum-unit thousand"):
        run(file, mapping.with_column(answered))
    by_answer = [
        projects(run(file, mapping.with_column(answered._replace(sum_unit=unit)))[1])["Wells"]
        for unit in ("one", "thousand", "million")
    ]
    assert by_answer == [["budget 500e-2 EUR"], ["budget 500000e-2 EUR"], ["budget 500000000e-2 EUR"]]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Amounts in thousands of EUR;\n", ""),
        ("Projects (Mio. EUR);\n", ""),
        ("Figures in thousands;\n", ""),
        ("", "Note: all sums in TEUR;\n"),
        ("Total 5 million EUR. All amounts in thousands of EUR;\n", ""),  # a sum, and then the unit
        ("Budget 2020 kEUR;\n", ""),  # a year is no sum
        ("Budget 2019-2021 kEUR;\n", ""),
        ("Budget FY2020 kEUR;\n", ""),
        ("Table 3: kEUR;\n", ""),
    ],
)
def test_a_unit_beside_the_table_is_asked_about(tmp_path: Path, above: str, below: str) -> None:
    rows = "Wells;5\nRoads;7\n"
    file = table(tmp_path, f"{above}Title;Budget (EUR)\n{rows}Total;12\n{below}")
    with raises_fault("--sum-unit thousand"):
        run(file)
    file.write_text(file.read_text().replace("Budget (EUR)", "Budget (k€)"))  # the heading itself is certain
    assert projects(run(file)[1])["Wells"] == ["budget 500000e-2 EUR"]


@pytest.mark.parametrize(
    "note",
    [
        *("5 million EUR were spent", "The Million Trees programme", "In 2019", "1,000 wells"),
        *("About EUR 5 million", "Spent: 1,5 Mio. EUR", "1'000 kEUR were spent", "€5 million EUR", "Up to 20 TEUR"),
        *("A thousand trees cost EUR", "EUR were paid a thousand times"),
    ],
)
def test_a_note_on_something_else_asks_nothing(tmp_path: Path, note: str) -> None:
    file = table(tmp_path, f"{note};\nTitle;Budget (EUR)\nWells;5\nRoads;7\n")
    assert projects(run(file)[1])["Wells"] == ["budget 500e-2 EUR"]


def test_the_answer_is_kept_with_the_sum(tmp_path: Path) -> None:
    file = table(tmp_path, "Sums in thousands;\nTitle;Budget (EUR)\nWells;5\nRoads;3 Mio.\n")
    mapping = previewed(file).mapping
    outcome, dataset = run(file, mapping.with_column(mapping.columns[1]._replace(sum_unit="thousand")))
    (budget,) = [fact for fact in dataset.facts if fact.id.endswith("flow/budget")]
    assert budget.as_given == "5 thousand EUR"
    assert "cell-sum 3 Mio." in noted(outcome)


@pytest.mark.parametrize(
    ("heading", "cell", "unit", "minor_units", "as_given"),
    [
        ("Budget (TEUR)", "5", None, 500000, "5 TEUR"),
        ("Budget (TEUR)", "5", "one", 500, "5 EUR"),
        ("Budget (TEUR)", "5", "million", 500000000, "5 million EUR"),
        ("Budget (TEUR)", "€ 5", None, 500000, "€ 5 (TEUR)"),
        ("Budget (TEUR)", "€ 5", "one", 500, "€ 5"),
        ("Budget (TEUR)", "€ 5", "million", 500000000, "€ 5 (million EUR)"),
        ("Budget (billions EUR)", "5", "one", 500, "5 EUR"),
        ("Budget (thousands) (Mio. EUR)", "5", "one", 500, "5 EUR"),
        ("Budget (thousands) (Mio. EUR)", "5", "million", 500000000, "5 million EUR"),
        ("Budget (EUR) (cents)", "5", "one", 500, "5 EUR"),
        ("Budget (10^6 EUR)", "5", "one", 500, "5 EUR"),
        ("Budget (€)", "5", "one", 500, "5 €"),
        ("Budget (€)", "5", "thousand", 500000, "5 thousand EUR"),
        ("Budget (€)", "5 Mio. EUR", "one", 500000000, "5 Mio. EUR"),
        ("Budget (€)", "5 EUR", None, 500, "5 EUR"),
        ("Budget EUR", "5", "one", 500, "5 EUR"),
    ],
)
@pytest.mark.parametrize("slot", [SheetSlot.BUDGET, SheetSlot.GRANT])
def test_the_text_of_a_sum_says_what_the_sum_is(
    tmp_path: Path, heading: str, cell: str, unit: str | None, minor_units: int, as_given: str, slot: SheetSlot
) -> None:
    file = table(tmp_path, f"Title;{heading}\nWells;{cell}\n")
    mapping = previewed(file).mapping
    currency = None if split_heading(heading, WORDS.powers).currency else "EUR"
    _, dataset = run(
        file, mapping.with_column(mapping.columns[1]._replace(sum_unit=unit, slot=slot, currency=currency))
    )
    (fact,) = [fact for fact in dataset.facts if isinstance(fact, Flow | Amount)]
    assert (fact.minor_units, fact.currency, fact.as_given) == (minor_units, "EUR", as_given)
