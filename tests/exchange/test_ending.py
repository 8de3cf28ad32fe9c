"""Ctrl+C and the signals that end a program leave a block in order; keys that are held down do not leave it twice."""

import signal
from collections.abc import Callable, Iterator

import pytest

from coopviewer.exchange.ending import ends_tidily

ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


@pytest.fixture(autouse=True)
def as_at_the_start() -> Iterator[None]:
    """Give the signals the handlers that they have when a program starts."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, *ENDING)}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in ENDING:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def press_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], bool]:
    """Return what presses Ctrl+C at a time of the system's clock, and says whether the program was interrupted."""

    def press(seconds: float) -> bool:
        monkeypatch.setattr("time.monotonic", lambda: seconds)
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            return True
        return False

    return press


@pytest.mark.parametrize("started", [0.5, 90_000.0])
def test_a_key_that_is_held_down_interrupts_once_until_it_has_rested_for_two_seconds(
    press_at: Callable[[float], bool], started: float
) -> None:
    times = (0.0, 0.1, 1.9, 3.8, 5.8, 7.9, 8.0)
    with ends_tidily():
        assert [press_at(started + each) for each in times] == [True, False, False, False, False, True, False]
    assert [press_at(started + each) for each in (8.1, 8.2)] == [True, True], "outside the block as usual"


def _raise_if_handled(number: int) -> None:
    assert signal.getsignal(number) is not signal.SIG_DFL, "it would end the tests"
    signal.raise_signal(number)


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_that_ends_a_program_leaves_the_block_with_the_status_that_shells_report(number: int) -> None:
    with pytest.raises(SystemExit) as ended, ends_tidily():
        _raise_if_handled(number)
    assert ended.value.code == 128 + number
    assert {signal.getsignal(each) for each in ENDING} == {signal.SIG_DFL}
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("number", [signal.SIGINT, *ENDING])
def test_a_signal_that_is_ignored_already_stays_ignored(number: int) -> None:
    signal.signal(number, signal.SIG_IGN)
    with ends_tidily():
        signal.raise_signal(number)
        assert signal.getsignal(number) is signal.SIG_IGN
    assert signal.getsignal(number) is signal.SIG_IGN


@pytest.mark.parametrize("number", [signal.SIGINT, *ENDING])
def test_a_handler_that_a_program_has_set_itself_is_kept(number: int) -> None:
    received = []
    signal.signal(number, lambda number, _frame: received.append(number))
    with ends_tidily():
        signal.raise_signal(number)
    signal.raise_signal(number)
    assert received == [number, number]
