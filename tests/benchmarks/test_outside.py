"""What the benchmark of the launch concludes from what it sees of a program."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROW = 64 * 1000
EMPTY, DRAWN = bytes(ROW), bytes([1]) * ROW
CARET = bytes([2]) * 64 * 3 + DRAWN[64 * 3 :]
HALF = DRAWN[: ROW // 2] + EMPTY[ROW // 2 :]


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    return import_module("outside")


def test_a_window_is_complete_when_it_looks_as_at_the_end(outside: ModuleType) -> None:
    pictures = [(0.0, EMPTY), (0.1, HALF), (0.2, DRAWN), (0.7, CARET), (1.2, DRAWN)]
    assert outside.completed(pictures) == 0.2


def test_a_window_that_changes_later_is_not_complete_before(outside: ModuleType) -> None:
    pictures = [(0.0, EMPTY), (0.1, DRAWN), (0.9, HALF), (2.0, DRAWN)]
    assert outside.completed(pictures) == 2.0


def used(*stretches: tuple[float, float]) -> list[tuple[float, int]]:
    """Samples a hundredth of a second apart; each stretch: its seconds, and the share of a core that is used in it."""
    samples, at, total = [(0.0, 0)], 0.0, 0.0
    for seconds, share in stretches:
        for _ in range(round(seconds * 100)):
            at, total = at + 0.01, total + 0.01 * share
            samples.append((at, round(total * 1e9)))
    return samples


def test_rest_begins_after_the_last_work(outside: ModuleType) -> None:
    samples = used((0.5, 1.0), (0.2, 0.0), (0.3, 0.9), (2.0, 0.01))
    assert outside.rest_begins(samples, 0.0) == pytest.approx(0.99, abs=0.02)  # 15 ms of work count as rest


def test_rest_is_not_looked_for_before_the_window_is_complete(outside: ModuleType) -> None:
    samples = used((0.5, 1.0), (1.0, 0.0), (0.2, 1.0), (1.0, 0.0))
    assert outside.rest_begins(samples, 0.0) == pytest.approx(0.5, abs=0.03)
    assert outside.rest_begins(samples, 1.6) == pytest.approx(1.7, abs=0.03)


def test_a_program_that_works_on_never_rests(outside: ModuleType) -> None:
    assert outside.rest_begins(used((3.0, 0.2)), 0.0) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="programs are watched on Linux alone")
def test_the_processor_s_time_of_processes_that_ended_is_counted(outside: ModuleType) -> None:
    command = [sys.executable, "-c", "import sys; sum(range(3_000_000)); sys.stdin.read()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True) as process:
        tree = outside.Tree(process.pid)
        while tree.processor() < 20_000_000:
            pass
        before = tree.processor()
        assert process.stdin is not None
        process.stdin.close()
        process.wait()
        assert tree.processor() >= before
