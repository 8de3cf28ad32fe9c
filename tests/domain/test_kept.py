"""Values are read once while they are kept, in bounded memory."""

from collections.abc import Sequence

import pytest

from coopviewer.domain import kept
from coopviewer.domain.kept import Kept


class Shelf:
    """Texts by number, of which each reading is noted; numbers from 100 on have none."""

    def __init__(self, length: int = 1) -> None:
        self.readings: list[list[int]] = []
        self._length = length
        self.texts = Kept(self._read, len)

    def _read(self, numbers: Sequence[int]) -> dict[int, str]:
        self.readings.append(list(numbers))
        return {number: str(number % 10) * self._length for number in numbers if number < 100}


def test_what_is_kept_is_not_read_again() -> None:
    shelf = Shelf()
    assert shelf.texts.of([3, 1]) == {3: "3", 1: "1"}
    assert shelf.texts.of([1, 2, 3]) == {1: "1", 2: "2", 3: "3"}
    assert shelf.readings == [[3, 1], [2]]


def test_values_come_in_the_order_of_their_keys() -> None:
    shelf = Shelf()
    shelf.texts.of([5])
    assert list(shelf.texts.of([9, 5, 7])) == [9, 5, 7]


def test_an_empty_value_is_kept_and_a_missing_one_is_looked_for_again() -> None:
    shelf = Shelf(length=0)
    assert shelf.texts.of([1, 100]) == {1: ""}
    assert shelf.texts.of([1, 100]) == {1: ""}
    assert shelf.readings == [[1, 100], [100]]


def test_nothing_is_read_for_no_keys() -> None:
    shelf = Shelf()
    assert shelf.texts.of([]) == {}
    assert shelf.readings == []


def test_those_asked_for_longest_ago_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 3 * (kept._EACH + 1))
    shelf = Shelf()
    for number in (1, 2, 3, 1, 4):
        shelf.texts.of([number])
    shelf.readings.clear()
    assert shelf.texts.of([1, 3, 4]) == {1: "1", 3: "3", 4: "4"}
    assert shelf.readings == []
    shelf.texts.of([2])
    assert shelf.readings == [[2]]


def test_all_values_are_returned_even_if_they_cannot_all_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 2 * (kept._EACH + 1))
    shelf = Shelf()
    wanted = {number: str(number % 10) for number in range(50)}
    assert shelf.texts.of(range(50)) == wanted
    assert shelf.texts.of(range(50)) == wanted


def test_a_very_large_value_is_read_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_LARGEST", kept._EACH + 9)
    small, large = Shelf(length=9), Shelf(length=10)
    for shelf in (small, large):
        shelf.texts.of([1])
        shelf.texts.of([1])
    assert small.readings == [[1]]
    assert large.readings == [[1], [1]]


def test_nothing_is_kept_of_what_could_not_be_read() -> None:
    answers = iter([LookupError("no"), None])

    def read(numbers: Sequence[int]) -> dict[int, str]:
        error = next(answers)
        if error is not None:
            raise error
        return dict.fromkeys(numbers, "x")

    texts = Kept(read, len)
    with pytest.raises(LookupError):
        texts.of([1])
    assert texts.of([1]) == {1: "x"}
