"""Looking through annotations when another edition is opened: what is told, and what it costs."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.domain.anchoring.review import ReanchoringResult
from coopviewer.domain.annotations.annotation import (
    Anchor,
    AnchorStatus,
    Annotation,
    Decider,
    Motivation,
    Person,
    select,
)
from coopviewer.domain.reference.editions import Edition
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.workspace.annotations.reanchoring import Reanchoring
from coopviewer.workspace.annotations.reanchoring_pass import MOST_QUEUED, PART
from tests.faults import words_of

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
AFIC = "project/afic"
WAIT = 20_000  # milliseconds; a busy machine is no fault


@pytest.fixture
def reanchoring(qtbot: QtBot) -> Iterator[Reanchoring]:
    made = Reanchoring()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def goals() -> dict[str, str]:
    """The texts of a project's goals by the ids of their facts."""
    with closing(ReferenceStore(paths.reference_file())) as store:
        found = store.fact_texts(entry_ids=[AFIC]).texts
    return {each.fact_id: each.text for each in found if "/goal/" in each.fact_id}


@pytest.fixture(scope="module")
def edition() -> Edition:
    with closing(ReferenceStore(paths.reference_file())) as store:
        return store.edition


def next_edition(folder: Path, changes: Mapping[str, str | None], *statements: str) -> Path:
    """Make the reference of a later edition: statements with other texts, or without them (None)."""
    path = Path(shutil.copy(paths.reference_file(), folder / "next.db"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE edition SET id = 'frontex-2022.1', content_sha256 = ?", ("a" * 64,))
        for fact_id, text in changes.items():
            if text is None:
                for table, column in (("citation", "fact_id"), ("statement", "fact_id"), ("fact", "id")):
                    connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (fact_id,))
            else:
                connection.execute("UPDATE statement SET text = ? WHERE fact_id = ?", (text, fact_id))
        for statement in statements:
            connection.execute(statement)
    return path


def annotation(edition: Edition, fact_id: str, text: str, start: int = 0, end: int | None = None) -> Annotation:
    selector = select(text, start, len(text) if end is None else end, fact_id=fact_id, field="text")
    anchor = Anchor(selector=selector, edition=edition.id, edition_sha256=edition.content_sha256)
    return Annotation(
        uuid=fact_id, revision=1, dataset=edition.dataset, entry_id=AFIC, motivation=Motivation.HIGHLIGHTING,
        creator=Person("p", "Ada"), created=NOW, modified=NOW, anchors=(anchor,),
    )  # fmt: skip


def look(
    qtbot: QtBot, service: Reanchoring, path: Path, *annotations: Annotation
) -> tuple[ReanchoringResult, dict[str, Anchor]]:
    rows: dict[str, Anchor] = {}
    service.rows_found.connect(rows.update)
    with qtbot.waitSignal(service.looked_through, timeout=WAIT) as ended:
        service.look_through(path, annotations, len(annotations))
    service.rows_found.disconnect(rows.update)
    assert ended.args
    return ended.args[0], rows


def test_in_the_same_edition_nothing_is_asked_and_no_row_is_added(
    qtbot: QtBot, reanchoring: Reanchoring, edition: Edition, goals: dict[str, str]
) -> None:
    mine = [annotation(edition, *goal) for goal in goals.items()]
    reviewed, rows = look(qtbot, reanchoring, paths.reference_file(), *mine)
    assert reviewed.counts == {**dict.fromkeys(AnchorStatus, 0), AnchorStatus.EXACT: len(goals)}
    assert (reviewed.queue, reviewed.undecided, reviewed.edition, rows) == ((), 0, edition, {})


def test_another_edition_is_looked_through_and_each_annotation_finds_its_place_or_is_asked_about(
    qtbot: QtBot, reanchoring: Reanchoring, edition: Edition, goals: dict[str, str], tmp_path: Path
) -> None:
    (moved, moved_text), (typo, typo_text), (gone, gone_text) = goals.items()
    whole = replace(annotation(edition, typo, typo_text), uuid="whole", anchors=())
    mine = [
        annotation(edition, moved, moved_text),
        annotation(edition, typo, typo_text),
        annotation(edition, gone, gone_text),
        whole,
        replace(whole, uuid="nowhere", entry_id="project/none"),
        replace(whole, uuid="nowhere either", entry_id="project/none"),
        replace(annotation(edition, gone, gone_text), uuid="in the bin", deleted_at=NOW),
        replace(annotation(edition, gone, gone_text), uuid="of another reference", dataset="urn:other"),
    ]
    changes = {moved: f"As stated: {moved_text}", typo: typo_text.replace("a", "aa", 1), gone: None}
    path = next_edition(tmp_path, changes)
    reviewed, rows = look(qtbot, reanchoring, path, *mine)
    assert {uuid: (row.status, row.edition, row.decided_by) for uuid, row in rows.items()} == {
        moved: (AnchorStatus.MOVED, "frontex-2022.1", Decider.PROGRAM),
        typo: (AnchorStatus.CHANGED, "frontex-2022.1", Decider.PROGRAM),
        gone: (AnchorStatus.ORPHAN, "frontex-2022.1", Decider.PROGRAM),
    }
    assert reviewed.counts == {
        AnchorStatus.EXACT: 0, AnchorStatus.MOVED: 1, AnchorStatus.CHANGED: 1, AnchorStatus.ORPHAN: 1,
    }  # fmt: skip
    assert (reviewed.undecided, reviewed.without_entry) == (1, 1), "entries are counted, not what is on them"
    (review,) = reviewed.queue
    assert (review.annotation.uuid, review.quotation, review.text_now) == (gone, gone_text, "")
    assert review.title.startswith("Strengthening the Africa-Frontex")


def test_rows_once_added_are_not_found_again(
    qtbot: QtBot, reanchoring: Reanchoring, edition: Edition, goals: dict[str, str], tmp_path: Path
) -> None:
    path = next_edition(tmp_path, {fact_id: f"As stated: {text}" for fact_id, text in goals.items()})
    mine = [annotation(edition, *goal) for goal in goals.items()]
    first, rows = look(qtbot, reanchoring, path, *mine)
    added = [replace(each, anchors=(*each.anchors, rows[each.uuid])) for each in mine]
    again, more = look(qtbot, reanchoring, path, *added)
    assert (len(rows), more) == (len(goals), {})
    assert again == first


def test_an_entry_under_another_id_keeps_its_annotations_short_ones_too(
    qtbot: QtBot, reanchoring: Reanchoring, edition: Edition, goals: dict[str, str], tmp_path: Path
) -> None:
    fact_id, text = next(iter(goals.items()))
    old = fact_id.replace(AFIC, "project/old")
    of_old = replace(annotation(edition, old, text, 0, 4), entry_id="project/old")
    path = next_edition(tmp_path, {}, "INSERT INTO redirect VALUES ('project/old', 'project/afic', 'frontex-2022.1')")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE statement SET text = 'Aim' WHERE fact_id = ?", (list(goals)[1],))
    short = replace(
        annotation(edition, list(goals)[1].replace(AFIC, "project/old"), "Aim"), uuid="short", entry_id="project/old"
    )
    reviewed, rows = look(qtbot, reanchoring, path, of_old, short)
    assert {row.selector.fact_id for row in rows.values()} == {fact_id, list(goals)[1]}
    assert reviewed.counts[AnchorStatus.MOVED] == 2


def test_progress_is_told_and_a_look_that_was_given_up_tells_nothing(
    qtbot: QtBot, reanchoring: Reanchoring, edition: Edition, goals: dict[str, str]
) -> None:
    fact_id, text = next(iter(goals.items()))
    many = [annotation(edition, fact_id, text)] * (3 * PART + 1)
    told: list[tuple[int, int]] = []
    ended: list[object] = []
    reanchoring.progressed.connect(lambda done, total: told.append((done, total)))
    reanchoring.looked_through.connect(ended.append)
    reanchoring.look_through(paths.reference_file(), many, len(many))
    reanchoring.give_up()
    with qtbot.waitSignal(reanchoring.looked_through, timeout=WAIT):
        reanchoring.look_through(paths.reference_file(), many, len(many))
    assert told == [(PART, len(many)), (2 * PART, len(many)), (3 * PART, len(many)), (len(many), len(many))]
    assert len(ended) == 1


def test_annotations_may_be_read_on_the_other_thread_and_what_reads_them_is_closed_there(
    qtbot: QtBot, reanchoring: Reanchoring, edition: Edition, goals: dict[str, str]
) -> None:
    threads: list[str] = []

    def read() -> Iterator[Annotation]:
        try:
            for number in range(3 * PART):
                yield annotation(edition, *list(goals.items())[number % len(goals)])
        finally:
            threads.append(threading.current_thread().name)

    with qtbot.waitSignal(reanchoring.looked_through, timeout=WAIT):
        reanchoring.look_through(paths.reference_file(), read(), 3 * PART)
    reanchoring.look_through(paths.reference_file(), read(), 3 * PART)
    reanchoring.stop()
    assert threads[0] == "reanchoring"
    assert set(threads) <= {"reanchoring"}


def test_a_file_that_is_no_reference_is_told_in_a_sentence(
    qtbot: QtBot, reanchoring: Reanchoring, tmp_path: Path
) -> None:
    with qtbot.waitSignal(reanchoring.failed, timeout=WAIT) as told:
        reanchoring.look_through(tmp_path / "none.db", [], 0)
    assert told.args
    assert "There is no file" in words_of(told.args[0])


def test_the_window_may_go_while_annotations_are_looked_through(
    qtbot: QtBot, edition: Edition, goals: dict[str, str]
) -> None:
    from shiboken6 import delete

    parent = QObject()
    service = Reanchoring(parent)
    going_on = threading.Event()

    def read() -> Iterator[Annotation]:
        yield from [annotation(edition, *next(iter(goals.items())))] * PART
        going_on.wait(WAIT / 1000)
        yield annotation(edition, *next(iter(goals.items())))

    service.look_through(paths.reference_file(), read(), PART + 1)
    (thread,) = [each for each in threading.enumerate() if each.name == "reanchoring"]
    delete(parent)
    going_on.set()
    thread.join(WAIT / 1000)
    assert not thread.is_alive()


def test_a_queue_is_bounded_and_what_is_beyond_it_counted(
    qtbot: QtBot, reanchoring: Reanchoring, edition: Edition, goals: dict[str, str], tmp_path: Path
) -> None:
    fact_id, text = next(iter(goals.items()))
    path = next_edition(tmp_path, {fact_id: None})
    mine = [replace(annotation(edition, fact_id, text), uuid=str(number)) for number in range(MOST_QUEUED + PART)]
    reviewed, rows = look(qtbot, reanchoring, path, *mine)
    assert (len(reviewed.queue), reviewed.undecided, len(rows)) == (MOST_QUEUED, len(mine), len(mine))


def test_most_of_fifty_thousand_annotations_cost_next_to_nothing(
    qtbot: QtBot, reanchoring: Reanchoring, edition: Edition, goals: dict[str, str], tmp_path: Path
) -> None:
    """Measured against copying as many annotations, so that a busy machine does no harm."""
    (same, same_text), (moved, moved_text), (typo, typo_text) = goals.items()
    path = next_edition(tmp_path, {moved: f"As stated: {moved_text}", typo: typo_text.replace("a", "aa", 1)})
    few = [annotation(edition, moved, moved_text)] * 500 + [annotation(edition, typo, typo_text)] * 250
    mine = [annotation(edition, same, same_text)] * 9_250 + few
    begun = process_time()
    copied = [replace(each, anchors=tuple(replace(anchor) for anchor in each.anchors)) for each in mine]
    copying = process_time() - begun
    begun = process_time()
    reviewed, _ = look(qtbot, reanchoring, path, *copied)
    looking = process_time() - begun
    assert sum(reviewed.counts.values()) == len(mine)
    assert looking < 40 * copying + 0.5
