"""What is read in the background leaves a moving picture most of the time, and loses none while it rests."""

from time import perf_counter

from coopviewer.workspace.background import Job, _JobRelay
from coopviewer.workspace.overviews import _MOVES, _PART, _TURN, Movement, ReadingParts


def job() -> Job[None]:
    return Job(lambda _: None, _JobRelay())


def work(seconds: float) -> None:
    until = perf_counter() + seconds
    while perf_counter() < until:
        pass


def seconds_of(parts: ReadingParts) -> float:
    """Return how long reading waits once a part is over."""
    work(_PART)
    begun = perf_counter()
    assert not parts()
    return perf_counter() - begun


def test_a_part_is_followed_by_a_pause_while_the_picture_moves() -> None:
    movement = Movement()
    parts = ReadingParts(job(), movement)
    assert not movement.lasts
    movement.note()
    assert movement.lasts
    assert seconds_of(parts) >= _TURN


def test_a_picture_at_rest_delays_no_reading() -> None:
    movement = Movement()
    movement.note()
    work(_MOVES)
    parts = ReadingParts(job(), movement)
    assert min(seconds_of(parts) for _ in range(20)) < _TURN / 4


def test_cancelled_reading_waits_no_more() -> None:
    movement = Movement()
    cancelled = job()
    parts = ReadingParts(cancelled, movement)
    movement.note()
    assert not parts()
    cancelled.cancel()
    assert parts()
    work(_PART)
    assert parts()
