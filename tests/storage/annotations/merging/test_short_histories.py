"""Three desks, four steps, one fault: in the end all show the same, and words that nobody replaced are there."""

from collections.abc import Iterable
from contextlib import ExitStack, closing
from datetime import timedelta
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from tests.storage.annotations.merging.desks import Clock, FileDesk
from tests.storage.annotations.merging.short_histories import (
    UUID,
    WAYS,
    History,
    all_histories,
    check,
    desks_in_memory,
)

NUMBER = 70_000  # about; each takes half a millisecond


class KeptDesk(FileDesk):
    """A desk with an annotations file."""

    def shown(self) -> str | None:
        (annotation,) = self.store.get([UUID])
        return None if annotation.is_deleted else annotation.body

    def waiting(self) -> set[str]:
        return {each.annotation.body for each in self.conflicts}

    def edit_to(self, words: str) -> None:
        self.edit(UUID, body=words)

    def move_to_bin(self) -> None:
        self.bin(UUID)

    def sent(self) -> object:
        return self.file()

    def receive(self, file: object) -> None:
        assert isinstance(file, bytes)
        self.take(file)


def in_memory(histories: Iterable[History]) -> int:
    random, count = Random(1), 0
    for history in histories:
        check(desks_in_memory(), history, random.sample(range(len(WAYS)), len(WAYS)))
        count += 1
    return count


def in_files(folder: Path, histories: Iterable[History]) -> None:
    random = Random(1)
    aheads = (timedelta(), timedelta(days=365), timedelta(days=-365))
    for number, history in enumerate(histories):
        with ExitStack() as open_files:
            desks = [KeptDesk(folder / f"{number}-{desk}.db", Clock(ahead)) for desk, ahead in enumerate(aheads)]
            for desk in desks:
                open_files.enter_context(closing(desk.store))
            desks[0].write("first", UUID)
            for other in desks[1:]:
                other.take(desks[0].file())
            check(desks, history, random.sample(range(len(WAYS)), len(WAYS)))


def test_a_sample_of_all_short_histories_ends_alike_in_memory() -> None:
    assert in_memory(islice(all_histories(), 0, None, 41)) > 1_500


def test_a_sample_of_all_short_histories_ends_alike_in_files(tmp_path: Path) -> None:
    in_files(tmp_path, islice(all_histories(), 11, None, 8_009))


@pytest.mark.slow
def test_all_short_histories_end_alike_in_memory() -> None:
    assert in_memory(all_histories()) > NUMBER // 2


@pytest.mark.slow
def test_many_short_histories_end_alike_in_files(tmp_path: Path) -> None:
    in_files(tmp_path, islice(all_histories(), 5, None, 1_201))
