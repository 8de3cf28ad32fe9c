"""What a colleague's broken or lying file can do to the owner's words: they stay, and can be read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coopviewer.domain.annotations.annotation import DAYS_IN_BIN, Person
from coopviewer.domain.annotations.exchange import ReadAnnotations
from coopviewer.domain.annotations.versions.version import Version, make_version
from coopviewer.storage.annotations.merging.conflicts import read_history
from coopviewer.storage.annotations.transfer import import_annotations, preview_annotations
from tests.storage.annotations.annotation_samples import DATASET, note
from tests.storage.annotations.merging.desks import FileDesk

UUID = "11111111-1111-4111-8111-111111111111"
LIAR = Person("22222222-2222-4222-8222-222222222222", "Liar")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FileDesk]:
    made = FileDesk(tmp_path / "ana.db")
    made.write("Ana's words", UUID)
    yield made
    made.store.close()


def lie(desk: FileDesk, body: str, earlier: tuple[str, ...] = (), replaces: tuple[str, ...] = ()) -> Version:
    """Return a version of the owner's note that somebody else made."""
    (now,) = desk.store.get([UUID])
    state = replace(now, body=body, revision=99, modified=now.modified + timedelta(days=1))
    return make_version(state, LIAR, replaces, earlier)


def own(desk: FileDesk) -> str:
    desk.file()  # makes the version
    return read_history(desk.store, UUID)[0].id


def take(desk: FileDesk, *versions: Version) -> None:
    import_annotations(desk.store, ReadAnnotations((), {}, LIAR, (), versions), DATASET)


def readable(desk: FileDesk) -> set[str]:
    """Return all that is shown of the note: itself, conflicts and history."""
    history = {each.annotation.body for each in read_history(desk.store, UUID)}
    return {*desk.bodies, *(each.annotation.body for each in desk.conflicts), *history}


def test_a_version_that_replaces_nothing_has_no_earlier_ones(desk: FileDesk) -> None:
    take(desk, lie(desk, "lie", earlier=(own(desk),)))
    assert "Ana's words" in {*desk.bodies, *(each.annotation.body for each in desk.conflicts)}


def test_versions_that_replace_each_other_leave_the_owner_s_words(desk: FileDesk) -> None:
    mine = own(desk)
    first, second = lie(desk, "one"), lie(desk, "two")
    one, two = replace(first, earlier=(second.id, mine)), replace(second, earlier=(first.id, mine))
    preview_annotations(desk.store, ReadAnnotations((), {}, LIAR, (), (one, two)), DATASET)
    take(desk, one, two)
    assert readable(desk) == {"Ana's words", "one", "two"}
    take(desk, one, two)
    desk.store.undo()
    assert desk.bodies == ["Ana's words"]
    desk.store.redo()
    assert readable(desk) == {"Ana's words", "one", "two"}


def test_a_circle_in_two_files_or_of_one_is_no_end(desk: FileDesk) -> None:
    base = ("0" * 32,)
    first, second, alone = (
        lie(desk, "one", replaces=base),
        lie(desk, "two", replaces=base),
        lie(desk, "alone", replaces=base),
    )
    mine = own(desk)
    take(desk, replace(first, earlier=(second.id, mine)))
    take(desk, replace(second, earlier=(first.id, mine)))
    take(desk, replace(alone, earlier=(alone.id, mine)))
    assert {"Ana's words", "one", "two", "alone"} == readable(desk)
    assert desk.seen, "the note is still there"
    desk.edit(UUID, body="Ana's next words")
    assert "Ana's next words" in desk.bodies
    assert desk.read(desk.file()).versions


def test_a_circle_of_an_annotation_that_is_new(desk: FileDesk) -> None:
    new = "33333333-3333-4333-8333-333333333333"
    first, second = (make_version(replace(note(new, body=body), creator=LIAR), LIAR) for body in ("one", "two"))
    take(desk, replace(first, earlier=(second.id,)), replace(second, earlier=(first.id,)))
    assert new in desk.seen
    assert {each.annotation.body for each in read_history(desk.store, new)} == {"one", "two"}


def test_an_old_file_about_an_annotation_that_was_purged_brings_nothing_back(desk: FileDesk, tmp_path: Path) -> None:
    ben = FileDesk(tmp_path / "ben.db")
    ben.take(desk.file())
    ben.edit(UUID, body="between")
    old = ben.file()
    ben.edit(UUID, body="last")
    desk.take(ben.file())
    desk.bin(UUID)
    desk.clock.now += timedelta(days=DAYS_IN_BIN + 1)
    for count in range(6):
        desk.clock.now += timedelta(days=1)
        desk.write(f"work {count}")
    desk.store.purge()
    assert not desk.store.get([UUID])
    plan = desk.take(old)
    assert [each.body for each in plan.older] == ["between"]
    assert not desk.store.get([UUID])
    desk.take(ben.file(plain=True))
    assert "last" in desk.bodies, "a file without versions does not say that it is an old one"
    ben.store.close()
