"""What is read in the background leaves a moving picture most of the time, and loses none while it rests."""

from time import perf_counter

from coopviewer.workspace.overviews import _MOVES, _PART, _TURN, Movement, Turns


def work(seconds: float) -> None:
    until = perf_counter() + seconds
    while perf_counter() < until:
        pass


def seconds_of(turns: Turns) -> float:
    """Return how long reading waits once a part is over."""
    work(_PART)
    begun = perf_counter()
    assert not turns()
    return perf_counter() - begun


def test_a_part_is_followed_by_a_pause_while_the_picture_moves() -> None:
    movement = Movement()
    turns = Turns(lambda: False, movement)
    assert not movement.lasts
    movement.note()
    assert movement.lasts
    assert seconds_of(turns) >= _TURN


def test_a_picture_at_rest_delays_no_reading() -> None:
    movement = Movement()
    movement.note()
    work(_MOVES)
    turns = Turns(lambda: False, movement)
    assert min(seconds_of(turns) for _ in range(20)) < _TURN / 4


def test_cancelled_reading_ends_after_the_pause() -> None:
    movement = Movement()
    turns = Turns(lambda: True, movement)
    movement.note()
    assert turns()
    work(_PART)
    assert turns()
