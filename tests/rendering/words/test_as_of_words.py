"""The day of an edition: one, one of several, a range that is stated, or not known; never one sentence for another."""

from datetime import date

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.vocabulary import Basis
from coopviewer.rendering.document.document import Text
from coopviewer.rendering.words.age_words import age_line
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
