"""Sizes, durations and progress in words, at the numbers where their form changes."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.overviews.map_rows import CountFill, bounds_of
from coopviewer.rendering.words.import_preview_words import duration_words, progress_words, size_words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1 kB"),
        (1_499, "1 kB"),
        (999_999, "1,000 kB"),
        (1_000_000, "1.0 MB"),
        (1_250_000, "1.2 MB"),
        (9_949_999, "9.9 MB"),
        (9_950_001, "10 MB"),
        (12_600_000, "13 MB"),
    ],
)
def test_a_size_is_in_bytes_kilobytes_or_megabytes(size: int, words: str) -> None:
    assert size_words(size, ENGLISH) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "a few seconds"),
        (4.9, "a few seconds"),
        (5, "about 5 seconds"),
        (54.9, "about 55 seconds"),
        (55, "about 1 minute"),
        (89, "about 1 minute"),
        (91, "about 2 minutes"),
        (3_569, "about 59 minutes"),
        (3_570, "about 1 hour"),
        (3_600, "about 1 hour"),
        (5_500, "about 2 hours"),
    ],
)
def test_a_duration_is_rounded(seconds: float, words: str) -> None:
    assert duration_words(seconds, ENGLISH) == words


@pytest.mark.parametrize(
    ("done", "total", "elapsed", "since", "words"),
    [
        (0, 100, 9.0, 0.0, "0 %"),
        (40, 100, 0.9, 0.0, "40 %"),
        (999, 1_000, 0.9, 0.0, "99 %"),  # not all is read
        (40, 100, 1.0, 0.0, "40 %, a few seconds left"),
        (40, 100, 40.0, 0.0, "40 %, about 1 minute left"),
        (40, 100, 40.0, 30.0, "40 %, about 30 seconds left"),
        (40, 100, 4.0, 30.0, "40 %, a few seconds left"),
        (100, 100, 40.0, 0.0, "All files are read. The reference is being completed…"),
        (0, 0, 0.0, 0.0, "All files are read. The reference is being completed…"),
    ],
)
def test_the_time_that_is_left_is_said_once_it_can_be_estimated(
    done: int, total: int, elapsed: float, since: float, words: str
) -> None:
    assert progress_words(done, total, elapsed, since, ENGLISH) == words


@pytest.mark.parametrize(
    ("most", "bounds"),
    [
        (0, (2, 3)),
        (9, (2, 3)),
        (10, (5, 20)),
        (99, (5, 20)),
        (100, (10, 100)),
        (9_999, (10, 100)),
        (10_000, (100, 1_000)),
    ],
)
def test_colours_of_numbers_suit_the_largest_one(most: int, bounds: tuple[int, int]) -> None:
    assert bounds_of(most) == bounds
    first, second = bounds
    numbers = (0, 1, first - 1, first, second - 1, second)
    fills = [CountFill.NONE, CountFill.ONE, CountFill.ONE, CountFill.TWO, CountFill.TWO, CountFill.MORE]
    assert [CountFill.of(number, bounds) for number in numbers] == fills
