"""Whether a project was active in a year follows from its dates, and no further."""

import pytest

from coopviewer.domain.overviews.timeline import YearActivity, activity_in
from coopviewer.domain.reference.timeframes import parse_timeframe


@pytest.mark.parametrize(
    ("edtf", "year", "activity"),
    [
        ("2017/2023", 2016, YearActivity.NOT),
        ("2017/2023", 2017, YearActivity.SURELY),
        ("2017/2023", 2023, YearActivity.SURELY),
        ("2017/2023", 2024, YearActivity.NOT),
        ("2018-12/2021-12", 2018, YearActivity.SURELY),
        ("2019-07-01/2021-06-30", 2021, YearActivity.SURELY),
        ("2019-07-01/2021-06-30", 2022, YearActivity.NOT),
        ("2019/..", 2040, YearActivity.SURELY),
        ("2019/..", 2018, YearActivity.NOT),
        ("../2019", 1990, YearActivity.SURELY),
        ("../2019", 2020, YearActivity.NOT),
    ],
)
def test_a_project_is_active_in_a_year(edtf: str, year: int, activity: YearActivity) -> None:
    assert activity_in(parse_timeframe(edtf), year) is activity


def test_without_a_timeframe_it_is_not_stated() -> None:
    assert activity_in(None, 2019) is YearActivity.NOT_STATED
