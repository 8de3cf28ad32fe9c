"""What a number format shows beside its number, or instead of a whole day."""

from datetime import date, datetime

import pytest

from coopviewer.authoring.importing.sheet.files.cell_formats import formats_of
from coopviewer.authoring.importing.sheet.files.tables import Cell


@pytest.mark.parametrize(
    ("code", "cell", "text"),
    [
        # percentages
        ("0%", 0.1, "10 %"),
        ("0.00%", 1 / 3, "33.3333 %"),
        ('0.0"%"', 0.4, "0.4%"),
        ("[Red]0%;-0%", -0.25, "-25 %"),
        # currencies, where the value alone would have lost them
        ('#,##0.00 "€"', 1234.5, "1234.5 €"),
        ("[$€-40C] #,##0", 1000, "€ 1000"),
        ("#,##0.00\\ [$USD]", 99.99, "99.99 USD"),
        ('_-* #,##0.00 "€"_-;-* #,##0.00 "€"_-;_-* "-"?? "€"_-', -12.5, "-12.5 €"),
        ('_-* #,##0.00 "€"_-;-* #,##0.00 "€"_-;_-* "-"?? "€"_-', 0, "0 €"),
        ('#,##0 "EUR";(#,##0 "EUR")', -1234, "-1234 EUR"),
        ('"CHF" #,##0.00;[Red]-"CHF" #,##0.00', -5, "CHF -5"),
        ('#,##0" €"', 234.567, "234.5670 €"),
        ('General" FCFA"', 12, "12 FCFA"),
        # in thousands and millions
        ("#,##0,", 1234567, "1234.5670"),
        ('0.0,,"M €"', 1234567, "1.234567M €"),
        # numbers that are names
        ("0000", 7, "0007"),
        ('"PRJ-"000', 42, "PRJ-042"),
        ("00000", 7.5, "7.5"),
        # other words
        ('0 "months"', 36, "36 months"),
        # less than a day
        ("mmm yyyy", datetime(2021, 3, 15), "2021-03"),
        ("mm/yyyy", date(2021, 3, 1), "2021-03"),
        ("yyyy", datetime(2021, 1, 1), "2021"),
        ('[$-40C]mmmm" "yyyy;@', datetime(2020, 12, 1), "2020-12"),
    ],
)
def test_a_cell_is_read_as_it_shows_itself(code: str, cell: Cell, text: str) -> None:
    found = formats_of(code)
    assert found is not None
    assert found.shown(cell) == text


@pytest.mark.parametrize(
    "code",
    [
        *(
            "General",
            "0",
            "0.00",
            "#,##0",
            "#,##0.00;(#,##0.00)",
            "#,##0.00_);[Red](#,##0.00)",
            "# ?/?",
            "0.00E+00",
            "@",
        ),
        *(
            "dd/mm/yyyy",
            "yyyy-mm-dd",
            "d mmm",
            "dd.mm.yyyy hh:mm",
            "h:mm AM/PM",
            "[h]:mm:ss",
            "mm:ss.0",
            ";;;",
            "",
            "@",
        ),
        *('[<1000]0 "€";0.0, "k€"', "[$-409]d-mmm-yy", "\\-0", "x" * 2000),
    ],
)
def test_a_format_that_shows_the_value_changes_nothing(code: str) -> None:
    assert formats_of(code) is None


def test_a_text_a_truth_value_and_a_day_of_another_format_stay() -> None:
    euros, months = formats_of('0 "€"'), formats_of("mm/yyyy")
    assert euros is not None
    assert months is not None
    assert [euros.shown(each) for each in ("12", True, date(2020, 1, 1))] == [None, None, None]
    assert months.shown(44197) is None
