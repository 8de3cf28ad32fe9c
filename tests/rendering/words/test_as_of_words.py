"""The day of an edition: one, one of several, a range that is stated, or not known; never one sentence for another."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.vocabulary import Basis
from coopviewer.rendering.document.document import STRONG, Text
from coopviewer.rendering.words.age_words import age_line, moment_words
from coopviewer.rendering.words.reference_words import as_of_status, as_of_words
from tests.reference_values import EDITION

TODAY = date(2022, 1, 1)


def edition(earliest: str | None, latest: str | None, basis: Basis = Basis.STATED) -> Edition:
    return EDITION._replace(as_of_earliest=earliest, as_of_latest=latest, as_of_basis=basis)


@pytest.mark.parametrize(
    ("of", "words", "status", "age"),
    [
        (
            edition("2019-02-01", "2021-12-31", Basis.INFERRED),
            "one day between 1 February 2019 and 31 December 2021",
            "as of a day between 1 February 2019 and 31 December 2021 (inferred)",
            "It speaks of one day between 1 February 2019 and 31 December 2021 (inferred).",
        ),
        (
            edition("2019-02-01", "2021-12-31"),
            "1 February 2019 to 31 December 2021",
            "as of 1 February 2019 to 31 December 2021 (stated)",
            "Its entries were last updated between 1 February 2019 and 31 December 2021 (stated).",
        ),
        (
            edition("2020-05-01", "2020-05-01"),
            "1 May 2020",
            "as of 1 May 2020 (stated)",
            "It speaks of 1 May 2020 (stated), at least one year ago.",
        ),
        (
            edition(None, None),
            "an unknown day",
            "as of an unknown day",
            "It does not say of which day it speaks.",
        ),
    ],
    ids=["inferred", "stated range", "one day", "not known"],
)
def test_the_day_is_told_as_it_is_known(of: Edition, words: str, status: str, age: str) -> None:
    assert as_of_words(of, ENGLISH) == words
    assert as_of_status(of, ENGLISH) == status
    assert "".join(part.text for part in age_line(of, TODAY, ENGLISH) if isinstance(part, Text)) == age


@pytest.mark.parametrize(
    ("today", "age"),
    [
        (date(2020, 5, 1), ""),
        (date(2020, 5, 29), ""),
        (date(2020, 5, 30), "at least one month ago"),
        (date(2020, 6, 29), "at least one month ago"),
        (date(2020, 6, 30), "at least two months ago"),
        (date(2021, 4, 29), "at least eleven months ago"),
        (date(2021, 4, 30), "at least one year ago"),
        (date(2022, 4, 29), "at least one year ago"),
        (date(2022, 4, 30), "at least two years ago"),
        (date(2032, 4, 30), "at least twelve years ago"),
        (date(2033, 4, 30), "at least 13 years ago"),
    ],
)
def test_the_age_is_counted_in_whole_months_and_years(today: date, age: str) -> None:
    for of, rest in (
        (edition("2020-04-30", "2020-04-30"), "It speaks of 30 April 2020 (stated)"),
        (edition("2020-01-01", "2020-04-30"), "Its entries were last updated between 1 January 2020 and 30 April 2020"),
        (
            edition("2020-01-01", "2020-04-30", Basis.INFERRED),
            "It speaks of one day between 1 January 2020 and 30 April 2020 (inferred)",
        ),
    ):
        line = age_line(of, today, ENGLISH)
        said = "".join(part.text for part in line if isinstance(part, Text))
        assert said.startswith(rest)
        assert said.endswith(f", {age}." if age else ").")
        assert [part.text for part in line if isinstance(part, Text) and part.style == STRONG] == ([age] if age else [])


@pytest.mark.parametrize("moment", [datetime.min, datetime.max])
def test_a_moment_that_a_time_zone_cannot_express_is_said_in_utc(moment: datetime) -> None:
    far = timezone(timedelta(hours=-14 if moment == datetime.min else 14))
    assert moment_words(moment.replace(tzinfo=UTC), ENGLISH, far).endswith(" UTC")
