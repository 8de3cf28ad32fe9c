"""Tables with the habits that people have: what each row became is asserted."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.authoring.importing.sheet.tables_of_projects import projects, run


class Habit(NamedTuple):
    """A table, what its rows become, and the notes on it, each as its code with the text found."""

    name: str
    text: str | bytes
    projects: dict[str, list[str]]
    notes: list[str]


HABITS = (
    Habit(
        "shares of nothing and of all",
        "Title,Country,Share\nWells,Niger,0 %\nRoads,Mali,100 %\nDams,Chad,100.1 %\n",
        {
            "Wells": ["has-beneficiary country/NE 0 %"],
            "Roads": ["has-beneficiary country/ML 100 %"],
            "Dams": ["Share: 100.1 %", "has-beneficiary country/TD"],
        },
        ["cell-share: 100.1 %"],
    ),
    Habit(
        "invisible characters",
        (
            "Title,Country,Start,Grant (EUR)\n"
            "We\u200blls,Ni\u200bger,\u200e2019\u200f,\ufeff5\n"
            "\u200eRoads,Mali,\u200b,\u00ad\n"
        ),
        {
            "We\u200blls": ["grant 500 EUR", "has-beneficiary country/NE", "start 2019"],
            "\u200eRoads": ["has-beneficiary country/ML"],
        },
        [],
    ),
    Habit(
        "a short row above the headings of a second level",
        "Project,Where,,Money\nTitle,Country,Region,Budget (EUR),Start\nWells,Niger,Africa,5,2019\n",
        {"Wells": ["budget 500e-2 EUR", "has-beneficiary country/NE", "has-beneficiary region/m49-002", "start 2019"]},
        [],
    ),
    Habit(
        "semicolons",
        (
            "Titel;Betrag (EUR);Land;Beginn;Ende\n"
            "Brunnen;1.234.567,89;Niger;01.03.2019;31.12.2021\n"
            "Schulen;12.000,50;Tschad und Mali;15.06.2020;30.06.2023\n"
        ),
        {
            "Brunnen": ["grant 123456789 EUR", "has-beneficiary country/NE", "timeframe 2019-03-01/2021-12-31"],
            "Schulen": [
                "grant 1200050 EUR",
                "has-beneficiary country/ML",
                "has-beneficiary country/TD",
                "timeframe 2020-06-15/2023-06-30",
            ],
        },
        [],
    ),
    Habit(
        "tabs",
        ("Title\tBudget USD\tCountry\nWells\t1,234,567.89\tCôte d'Ivoire\nRoads\t12,000\tIvory Coast\n"),
        {
            "Roads": ["budget 1200000e-2 USD", "has-beneficiary country/CI"],
            "Wells": ["budget 123456789e-2 USD", "has-beneficiary country/CI"],
        },
        [],
    ),
    Habit(
        "pipes",
        ("Project ID|Title|Status\nA-1|Wells|Ongoing\nA-2|Roads|Completed\nA-3|Schools|sleeping\n"),
        {
            "Wells": ["ActivityStatus 2", "id A-1"],
            "Roads": ["ActivityStatus 4", "id A-2"],
            "Schools": ["Status: sleeping", "id A-3"],
        },
        ["cell-status: sleeping"],
    ),
    Habit(
        "sep hint",
        ("sep=;\nTitle;Country\nWells;Kenya\n"),
        {"Wells": ["has-beneficiary country/KE"]},
        [],
    ),
    Habit(
        "windows",
        "Titre;Pays\nÉcole;Sénégal\n".encode("cp1252"),
        {"École": ["has-beneficiary country/SN"]},
        ["sheet-encoding: projects.csv"],
    ),
    Habit(
        "utf16",
        "Title\tCountry\nWells\tKenya\n".encode("utf-16"),
        {"Wells": ["has-beneficiary country/KE"]},
        [],
    ),
    Habit(
        "bom crlf",
        ('\ufeffTitle,Country\r\nWells,"Kenya\r\nUganda"\r\n'),
        {"Wells": ["has-beneficiary country/KE", "has-beneficiary country/UG"]},
        [],
    ),
    Habit(
        "swiss",
        ("Titel;Zuwendung CHF\nBrunnen;1'234'500.50\nSchulen;3.4 Mio.\n"),
        {"Brunnen": ["grant 123450050 CHF"], "Schulen": ["grant 340000000 CHF"]},
        [],
    ),
    Habit(
        "spaces",
        (
            "Intitulé;Montant en EUR;Pays bénéficiaires\n"
            "Puits;12 000 000;RD Congo\n"
            "Routes;3 400,5;Centrafrique / Cameroun\n"
        ),
        {
            "Puits": ["grant 1200000000 EUR", "has-beneficiary country/CD"],
            "Routes": ["grant 340050 EUR", "has-beneficiary country/CF", "has-beneficiary country/CM"],
        },
        [],
    ),
    Habit(
        "words for money",
        ("Title;Amount\nWells;€ 3.4 million\nRoads;EUR 1.2m\nSchools;500 kEUR\nClinics;1e6 EUR\n"),
        {
            "Clinics": ["grant 100000000 EUR"],
            "Roads": ["grant 120000000 EUR"],
            "Schools": ["grant 50000000 EUR"],
            "Wells": ["grant 340000000 EUR"],
        },
        [],
    ),
    Habit(
        "thousands",
        ("Title;Budget (k€)\nWells;500\nRoads;12,5\n"),
        {"Roads": ["budget 1250000e-2 EUR"], "Wells": ["budget 50000000e-2 EUR"]},
        [],
    ),
    Habit(
        "title rows",
        (
            "Projects of the Agency;;\n"
            "As of June;;\n"
            ";;\n"
            "Title;Country;Amount (EUR)\n"
            "Wells;Kenya;1000\n"
            "Roads;Mali;2000\n"
            "Total;;3000\n"
            "Source: Agency;;\n"
        ),
        {
            "Roads": ["grant 200000 EUR", "has-beneficiary country/ML"],
            "Wells": ["grant 100000 EUR", "has-beneficiary country/KE"],
        },
        [
            "row-left-out: Projects of the Agency",
            "row-left-out: As of June",
            "row-left-out: Total | 3000",
            "row-left-out: Source: Agency",
        ],
    ),
    Habit(
        "two rows",
        (
            ";;Budget;;Dates;\n"
            "Title;Country;EUR;USD;Start;End\n"
            "Wells;Kenya;1000;1100;2019;2021\n"
            "Roads;Mali;2000;2200;2020;2022\n"
        ),
        {
            "Roads": [
                "budget 200000e-2 EUR",
                "budget 220000e-2 USD",
                "has-beneficiary country/ML",
                "timeframe 2020/2022",
            ],
            "Wells": [
                "budget 100000e-2 EUR",
                "budget 110000e-2 USD",
                "has-beneficiary country/KE",
                "timeframe 2019/2021",
            ],
        },
        [],
    ),
    Habit(
        "empty columns",
        ("Title,,Country,,\nWells,,Kenya,,\n,,,,\nRoads,,Mali,,\n"),
        {"Roads": ["has-beneficiary country/ML"], "Wells": ["has-beneficiary country/KE"]},
        [],
    ),
    Habit(
        "us dates",
        ("Title,Start date,End date\nWells,01/31/2019,12/31/2020\nRoads,02/03/2019,03/04/2021\n"),
        {"Roads": ["timeframe 2019-02-03/2021-03-04"], "Wells": ["timeframe 2019-01-31/2020-12-31"]},
        [],
    ),
    Habit(
        "spelt dates",
        (
            "Titre;Début;Fin\n"
            "Puits;1er juillet 2019;déc. 2021\n"
            "Routes;T2 2020;2022\n"
            "Ponts;15 de marzo de 2021;Dez. 2022\n"
        ),
        {
            "Ponts": ["timeframe 2021-03-15/2022-12"],
            "Puits": ["timeframe 2019-07-01/2021-12"],
            "Routes": ["timeframe 2020/2022"],
        },
        ["cell-coarse-date: T2 2020"],
    ),
    Habit(
        "period",
        (
            "Title;Duration\n"
            "Wells;Dec 2018-Dec 2021\n"
            "Roads;2019-2022\n"
            "Schools;01/2019 – 12/2020\n"
            "Clinics;2020\n"
            "Farms;three years\n"
        ),
        {
            "Clinics": ["timeframe 2020"],
            "Farms": ["Duration: three years"],
            "Roads": ["timeframe 2019/2022"],
            "Schools": ["timeframe 2019-01/2020-12"],
            "Wells": ["timeframe 2018-12/2021-12"],
        },
        ["cell-date: three years"],
    ),
    Habit(
        "planned",
        ("Title,Planned start,Actual end\nWells,2019-01-15,2020-02\n"),
        {"Wells": ["end-actual 2020-02", "start-planned 2019-01-15"]},
        [],
    ),
    Habit(
        "end before start",
        ("Title,Start,End\nWells,2021,2019\n"),
        {"Wells": ["end 2019", "start 2021"]},
        ["cell-end-before-start: 2021 – 2019"],
    ),
    Habit(
        "shares in cells",
        (
            "Title;Countries\n"
            'Wells;"NE 60 %; ML 40 %"\n'
            'Roads;"Niger (60%); Mali (40%)"\n'
            'Schools;"Kenya 50%; Uganda 30%"\n'
        ),
        {
            "Roads": ["has-beneficiary country/ML 40 %", "has-beneficiary country/NE 60 %"],
            "Schools": ["has-beneficiary country/KE 50 %", "has-beneficiary country/UG 30 %"],
            "Wells": ["has-beneficiary country/ML 40 %", "has-beneficiary country/NE 60 %"],
        },
        ["share-sum-places: 80"],
    ),
    Habit(
        "row a country",
        (
            "ID;Title;Country;Share;Amount (EUR)\n"
            "P1;Wells;Niger;60%;600\n"
            "P1;Wells;Mali;40%;400\n"
            "P2;Roads;Kenya;100%;50\n"
        ),
        {
            "Wells": ["grant 40000 EUR", "has-beneficiary country/ML 40 %", "id P1"],
            "Roads": ["grant 5000 EUR", "has-beneficiary country/KE 100 %", "id P2"],
        },
        ["row-same-identifier: P1"],
    ),
    Habit(
        "same row twice",
        ("ID,Title,Country\nP1,Wells,Kenya\nP1,Wells,Kenya\nP1,Wells again,Kenya\n"),
        {"Wells": ["has-beneficiary country/KE", "id P1"], "Wells again": ["has-beneficiary country/KE", "id P1"]},
        ["row-twice: P1", "row-same-identifier: P1"],
    ),
    Habit(
        "alike",
        ("Title;Country\nWells;Burkina Fasso\nRoads;Nigera\nSchools;Atlantis\n"),
        {"Roads": ["Country: Nigera"], "Schools": ["Country: Atlantis"], "Wells": ["Country: Burkina Fasso"]},
        [],
    ),
    Habit(
        "regions",
        ("Title;Country\nWells;Western Africa\nRoads;South of Sahara\nSchools;Kosovo*\n"),
        {
            "Roads": ["has-beneficiary region/dac-289"],
            "Schools": ["has-beneficiary country/XK"],
            "Wells": ["has-beneficiary region/m49-011"],
        },
        [],
    ),
    Habit(
        "agencies",
        (
            "Title,Funder,Implementing partner\n"
            'Wells,"Agency, Dept. of Water","Blue; Green"\n'
            'Roads,"EU, UNDP",Blue\n'
            "Schools,EU,Green\n"
            'Clinics,UNDP,"Blue, Green"\n'
        ),
        {
            "Clinics": [
                "funded-by organisation/undp",
                "implemented-by organisation/blue",
                "implemented-by organisation/green",
            ],
            "Roads": ["funded-by organisation/eu", "funded-by organisation/undp", "implemented-by organisation/blue"],
            "Schools": ["funded-by organisation/eu", "implemented-by organisation/green"],
            "Wells": [
                "funded-by organisation/agency-dept-of-water-fcf9799f",
                "implemented-by organisation/blue",
                "implemented-by organisation/green",
            ],
        },
        [],
    ),
    Habit(
        "doubted",
        ("Title;Financed;Several countries?;CRS code\nWells;1000;yes;14030\nRoads;2000;no;21020\n"),
        {
            "Roads": ["CRS code: 21020", "Financed: 2000", "Several countries?: no"],
            "Wells": ["CRS code: 14030", "Financed: 1000", "Several countries?: yes"],
        },
        [],
    ),
    Habit(
        "camel",
        ("ProjectTitle,RecipientCountry,StartDate,TotalCostEUR\nWells,Kenya,2019-01,1000\n"),
        {"Wells": ["has-beneficiary country/KE", "start 2019-01", "total 100000e-2 EUR"]},
        [],
    ),
    Habit(
        "currency column",
        ("Title;Amount;Currency\nWells;1000;EUR\nRoads;2000;XOF\nSchools;3000;\n"),
        {"Roads": ["grant 2000 XOF"], "Schools": ["Amount: 3000"], "Wells": ["grant 100000 EUR"]},
        ["cell-no-currency: 3000"],
    ),
    Habit(
        "negative",
        ("Title;Total cost (EUR)\nWells;-120,50\nRoads;(500,25)\n"),
        {"Roads": ["total -50025e-2 EUR"], "Wells": ["total -12050e-2 EUR"]},
        [],
    ),
    Habit(
        "links",
        ("Title;Website\nWells;https://example.org/a www.example.org/b\nRoads;see intranet\n"),
        {"Roads": ["Website: see intranet"], "Wells": ["url https://example.org/a", "url https://www.example.org/b"]},
        ["cell-address: see intranet"],
    ),
    Habit(
        "sectors",
        ("Title;Sector;Objective\nWells;14030 - Basic drinking water;Clean water\nRoads;Roads and bridges;n/a\n"),
        {
            "Roads": ["Objective: n/a", "in-sector theme/v99-roads-and-bridges-43adf1b5"],
            "Wells": ["goal Clean water", "in-sector theme/dac-14030"],
        },
        [],
    ),
    Habit(
        "formula like",
        ("Title;Remarks\n=1+1;@home\n+wells;-\n"),
        {"=1+1": ["Remarks: @home"], "+wells": ["Remarks: -"]},
        [],
    ),
    Habit(
        "typos",
        ("Project titel;Contry;Start dat\nWells;Kenya;2019\n"),
        {"Wells": ["has-beneficiary country/KE", "start 2019"]},
        [],
    ),
)


@pytest.mark.parametrize("habit", HABITS, ids=[habit.name for habit in HABITS])
def test_a_text_file_is_read_as_it_was_meant(habit: Habit, tmp_path: Path) -> None:
    file = tmp_path / "projects.csv"
    file.write_bytes(habit.text if isinstance(habit.text, bytes) else habit.text.encode())
    outcome, dataset = run(file)
    assert projects(dataset) == habit.projects
    assert [f"{note.what}: {note.found}" for note in outcome.first_notes] == habit.notes
