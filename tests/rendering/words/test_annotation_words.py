"""The words for colours and moments of annotations."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from coopviewer.domain.annotations.annotation import AnnotationStatus, Colour, Motivation
from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.age_words import moment_words
from coopviewer.rendering.words.annotation_words import (
    colour_hint,
    colour_word,
    motivation_word,
    status_sign,
    status_word,
)


def test_each_colour_status_and_motivation_is_told_from_the_others() -> None:
    assert len({colour_word(colour, ENGLISH) for colour in (*Colour, None)}) == len(Colour) + 1
    assert len({colour_hint(colour, ENGLISH) for colour in Colour}) == len(Colour)
    assert len({status_word(status, ENGLISH) for status in AnnotationStatus}) == len(AnnotationStatus)
    assert len({status_sign(status) for status in AnnotationStatus}) == len(AnnotationStatus)
    assert len({motivation_word(motivation, ENGLISH) for motivation in Motivation}) == len(Motivation)


@pytest.mark.parametrize("colour", Colour)
def test_a_colour_is_called_by_its_name_and_told_by_its_line(colour: Colour) -> None:
    assert colour_hint(colour, ENGLISH).lower().startswith(colour_word(colour, ENGLISH))


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 1, 1, 0, 5, tzinfo=UTC), "1 Jan 2026, 00:05"),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "31 Dec 2026, 23:59"),
    ],
)
def test_a_moment_is_day_and_time(moment: datetime, said: str) -> None:
    assert moment_words(moment, ENGLISH, UTC) == said


def test_a_moment_is_told_in_the_time_of_a_zone() -> None:
    assert (
        moment_words(datetime(2026, 12, 31, 23, 59, tzinfo=UTC), ENGLISH, timezone(timedelta(hours=2)))
        == "1 Jan 2027, 01:59"
    )
