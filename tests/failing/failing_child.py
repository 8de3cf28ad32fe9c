"""A child process in which the n-th call that writes fails, n from 1 until nothing fails any more.

For each case it prints a line: its name, how many calls were made to fail, and how often the old state was found
afterwards. Anything but the old or the new state, told in a sentence, ends it with an assertion.
"""

import ctypes
import errno
import os
import shutil
import sqlite3
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from coopviewer.__main__ import main
from coopviewer.domain.annotations.team.team import TeamFile
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.browsing.history import History, Visit
from coopviewer.domain.browsing.session import Session
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.search.saved_searches import Searches
from coopviewer.exchange.files import save_file
from coopviewer.exchange.state.searches_file import change_searches, read_searches
from coopviewer.exchange.state.session_file import read_session, write_session
from coopviewer.exchange.team.description import join_folder
from coopviewer.exchange.team.folder import TeamFolder
from coopviewer.exchange.team.segments import pack, unpack
from coopviewer.exchange.team.writing import write_segments
from coopviewer.rendering.words.faults.fault_words import fault_sentence
from coopviewer.settings import SettingsFile
from coopviewer.storage.annotations.backups import back_up, back_up_daily, list_backups, restore, save_copy
from coopviewer.storage.annotations.rescue import rescue
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.team.membership import join_team
from coopviewer.storage.annotations.team.publishing import note_written, prepare
from coopviewer.storage.annotations.team.pulling import membership_of, read_status
from coopviewer.storage.building.comparison import derived_faults
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.files.lock import lock_file_of
from coopviewer.storage.reference.opening import quick_check
from coopviewer.workspace.annotations.locked_file import hold_annotations
from tests.authoring.importing.imports import titled
from tests.authoring.importing.imports import written as written_activities
from tests.datasets import read_dataset
from tests.reference_values import dataset, relation, statement
from tests.storage.annotations.annotation_samples import DATASET, START, note

LIBRARY = ctypes.CDLL(os.environ["LD_PRELOAD"])
SCHEMA_1 = Path(__file__).parents[1] / "storage" / "annotations" / "file" / "annotations-schema-1.db"
NAME = "annotations.db"


class Case(NamedTuple):
    """Something that writes into a folder.

    ``act`` receives what ``prepare`` returns, and returns a sentence, None if all went well. ``read`` describes the
    folder once nothing fails any more, and checks that it is whole.
    """

    prepare: Callable[[Path], Any]
    act: Callable[[Any], object]
    read: Callable[[Path], object]


# States


def annotations_of(folder: Path) -> object:
    """Describe an annotations file, into which can be written again; None: there is none."""
    path = folder / NAME
    if not path.exists():
        return None
    with closing(AnnotationStore.open(path)) as store:
        connection = store.file.connection
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        found = connection.execute("SELECT uuid, body FROM annotation ORDER BY uuid").fetchall()
        store.perform("Note", [note("on it goes")])
        assert store.undo() is not None
    return found, lock_file_of(path).exists()


def backups_of(folder: Path) -> object:
    """Describe the backups: each can be read."""
    return annotations_of(folder), [each.count for each in list_backups(folder / NAME)]


def raw(folder: Path) -> object:
    with closing(sqlite3.connect(folder / NAME)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        version = connection.execute("PRAGMA user_version").fetchone()
        return version, connection.execute("SELECT uuid, body FROM annotation ORDER BY uuid").fetchall()


def elsewhere(folder: Path) -> object:
    target = folder / "elsewhere.db"
    if not target.exists():
        return None
    with closing(AnnotationStore.open(target)) as store:
        return store.file.connection.execute("SELECT uuid, body FROM annotation ORDER BY uuid").fetchall()


def rescued(folder: Path) -> object:
    target = folder / "annotations.rescued.db"
    if not target.exists():
        return None
    with closing(AnnotationStore.open(target)) as store:
        return store.file.connection.execute("SELECT uuid FROM annotation ORDER BY uuid").fetchall()


# Cases


def opened(folder: Path) -> AnnotationStore:
    store = AnnotationStore.open(folder / NAME, now=lambda: START)
    store.perform("Note", [note(f"n{number}", "body " * 300) for number in range(5)])
    return store


def closed(folder: Path) -> Path:
    opened(folder).close()
    return folder / NAME


def kept_open(folder: Path) -> AnnotationStore:
    store = opened(folder)
    LEFT_OPEN.append(store)
    return store


LEFT_OPEN: list[AnnotationStore] = []
"""Stores that are closed once nothing fails any more."""


def write(store: AnnotationStore) -> None:
    store.perform("Note", [note("n1", "changed " * 300), note("new")])


def open_write_and_close(path: Path) -> None:
    with closing(AnnotationStore.open(path)) as store:
        write(store)


def hold(path: Path) -> None:
    held = hold_annotations(path)
    try:
        if held.lock is not None:
            write(held.for_writing())
    finally:
        held.close()
    if held.notice is not None:
        raise held.notice


def with_backup(folder: Path) -> tuple[AnnotationStore, Path]:
    store = kept_open(folder)
    backup = back_up(store)
    store.perform("Note", [note("later"), note("n1", "changed")])
    return store, backup


def damaged(folder: Path) -> AnnotationStore:
    store, _ = with_backup(folder)
    os.truncate(folder / NAME, 0)
    return store


def older(folder: Path) -> Path:
    return Path(shutil.copy(SCHEMA_1, folder / NAME))


def with_export(folder: Path) -> Path:
    other = folder.parent / "other"
    other.mkdir()
    with closing(AnnotationStore.open(other / NAME)) as store:
        store.perform("Note", [note(f"00000000-0000-4000-8000-00000000000{number}") for number in range(2)])
    assert run("annotations", "export", str(other / NAME), "-o", str(other / "out.jsonld")) is None
    return closed(folder)


def run(*words: str) -> str | None:
    """Run a verb; return what it wrote to standard error, None if it did its work."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(words)
    assert "Traceback" not in err.getvalue(), err.getvalue()
    return err.getvalue() if status else None


def import_file(path: Path) -> str | None:
    return run("annotations", "import", str(path.parents[1] / "other" / "out.jsonld"), "--annotations", str(path))


def session(name: str) -> Session:
    return Session("urn:x", (History([Visit(Address("country/NE"), name)], 0),), 0, (), {})


def saved_searches(folder: Path) -> Path:
    change_searches(folder / "searches.json", lambda _: Searches().with_saved("mine", "old"))
    return folder / "searches.json"


def saved_session(folder: Path) -> Path:
    write_session(folder / "session.json", session("old"))
    return folder / "session.json"


def saved_settings(folder: Path) -> SettingsFile:
    settings = SettingsFile(folder / "settings.ini")
    assert settings.change(text_step=3)
    return settings


def change_settings(settings: SettingsFile) -> str | None:
    return None if settings.change(text_step=4) else "not written"


def exported(folder: Path) -> Path:
    save_file(folder / "page.html", b"old")
    return folder / "page.html"


def earlier(folder: Path) -> Path:
    """Return a folder with an earlier file of each kind."""
    for name in ("b.docx", "t.csv", "t.xlsx"):
        (folder / name).write_bytes(b"old")
    (folder / "package").mkdir()
    return folder


def written_by(*words: str) -> Callable[[Path], str | None]:
    """Return what runs a verb that writes to a path, its last word, in a folder; temporary files are there too."""

    def act(folder: Path) -> str | None:
        tempfile.tempdir = str(folder)
        try:
            return run(*words[:-1], str(folder / words[-1]))
        finally:
            tempfile.tempdir = None

    return act


def written(name: str) -> Callable[[Path], object]:
    """Return what describes a file: the old one, or a new one that is whole."""

    def read(folder: Path) -> object:
        content = (folder / name).read_bytes()
        if content != b"old" and not name.endswith(".csv"):
            with zipfile.ZipFile(folder / name) as archive:
                assert archive.testzip() is None
            return "new"
        return content

    return read


def earlier_reference(folder: Path) -> Path:
    (folder / "coop.db").write_bytes(b"old")
    return folder / "coop.db"


def write_small_reference(path: Path) -> None:
    write_reference(dataset(statement("theme/wells", "dig"), relation("project/p", "has-beneficiary", "theme/x")), path)


def reference(folder: Path) -> object:
    """Describe a reference: the old file, or the hash of a new one that is whole."""
    if (folder / "coop.db").read_bytes() == b"old":
        return "old"
    quick_check(folder / "coop.db")
    return derived_faults(folder / "coop.db"), read_dataset(folder / "coop.db").edition.content_sha256


def older_data(folder: Path) -> Path:
    """Return a folder with an earlier reference; beside it are two files of activities, a table, and a reference."""
    files = folder.parent / "data"
    files.mkdir()
    written_activities(files / "a.xml", titled("XM-1", "Wells"), titled("XM-2", "Roads"))
    written_activities(files / "b.xml", titled("XM-1", "Wells"), titled("XM-3", "Schools"))
    (files / "t.csv").write_text("Identifier,Title,Start date\nA-1,Wells,2020-01-01\nA-2,Roads,2021-02-01\n")
    assert run("import", "iati", str(files / "a.xml"), "-o", str(files / "before.db"), "--quiet") is None
    shutil.copy(files / "before.db", folder / "coop.db")
    return folder


def imported_by(*words: str) -> Callable[[Path], str | None]:
    """Return what runs the verb import, with names of the files of ``older_data``, into the reference in a folder."""

    def act(folder: Path) -> str | None:
        data = folder.parent / "data"
        named = [str(data / word) if "." in word else word for word in words]
        return run("import", *named, "-o", str(folder / "coop.db"), "--quiet")

    return act


def imported_reference(folder: Path) -> object:
    """Describe an imported reference that is whole, and what is beside it."""
    quick_check(folder / "coop.db")
    assert derived_faults(folder / "coop.db") == []
    dataset_ = read_dataset(folder / "coop.db")
    return [entry.id for entry in dataset_.entries], sorted(each.name for each in folder.iterdir())


def package(folder: Path) -> object:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def in_a_team(folder: Path) -> AnnotationStore:
    store = kept_open(folder)
    store.perform("Note", [note(None, "sent to the team " * 300)])
    (folder / "team").mkdir()
    team = join_folder(folder / "team", TeamFile("Desk", DATASET))
    join_team(store, folder / "team", team.name, DATASET)
    return store


def publish(store: AnnotationStore) -> None:
    membership = membership_of(store)
    assert membership is not None
    prepared = prepare(store, TeamFolder(membership).look({}).own, pack)
    assert prepared is not None
    write_segments(prepared.membership, store.person, prepared.outgoing)
    note_written(store, prepared)


def segments(folder: Path) -> object:
    """Describe what is in a team folder: every segment there is whole; publishing again writes what is missing."""
    found = sorted((folder / "team").glob("*/*.gz"))
    for path in found:
        assert unpack(path.read_bytes(), path.parent.name, DATASET)
    with closing(AnnotationStore.open(folder / NAME)) as store:
        if membership_of(store) is not None:
            assert found or read_status(store).waiting.total, "what is not in the folder waits"
            publish(store)
            assert sorted((folder / "team").glob("*/*.gz"))
    return len(found)


CASES = {
    "a-brief": Case(earlier, written_by("brief", "country/NE", "-o", "b.docx"), written("b.docx")),
    "a-table": Case(earlier, written_by("list", "themes", "--format", "csv", "-o", "t.csv"), written("t.csv")),
    "a-spreadsheet": Case(earlier, written_by("list", "themes", "--format", "xlsx", "-o", "t.xlsx"), written("t.xlsx")),
    "a-package": Case(earlier, written_by("list", "themes", "--format", "package", "-o", "package"), package),
    "a-reference": Case(earlier_reference, write_small_reference, reference),
    "import-of-activities": Case(older_data, imported_by("iati", "a.xml", "b.xml"), imported_reference),
    "import-of-a-table": Case(older_data, imported_by("sheet", "t.csv"), imported_reference),
    "import-again": Case(older_data, imported_by("--again", "before.db", "b.xml"), imported_reference),
    "saving": Case(kept_open, write, annotations_of),
    "opening-saving-closing": Case(closed, open_write_and_close, annotations_of),
    "holding": Case(closed, hold, annotations_of),
    "creating": Case(lambda folder: folder / NAME, lambda path: AnnotationStore.open(path).close(), annotations_of),
    "undoing": Case(kept_open, lambda store: store.undo(), annotations_of),
    "importing": Case(with_export, import_file, annotations_of),
    "backing-up": Case(kept_open, back_up, backups_of),
    "daily": Case(with_backup, lambda given: back_up_daily(given[0], renew=True), backups_of),
    "restoring": Case(with_backup, lambda given: restore(*given), annotations_of),
    "migrating": Case(older, lambda path: AnnotationStore.open(path).close(), raw),
    "copying": Case(kept_open, lambda store: save_copy(store, store.path.with_name("elsewhere.db")), elsewhere),
    "rescuing": Case(damaged, rescue, rescued),
    "publishing": Case(in_a_team, publish, segments),
    "searches": Case(
        saved_searches,
        lambda path: change_searches(path, lambda each: each.with_saved("mine", "new")),
        lambda folder: read_searches(folder / "searches.json").saved,
    ),
    "session": Case(
        saved_session,
        lambda path: write_session(path, session("new")),
        lambda folder: read_session(folder / "session.json"),
    ),
    "settings": Case(saved_settings, change_settings, lambda folder: (folder / "settings.ini").read_bytes()),
    "exporting": Case(
        exported, lambda path: save_file(path, b"new"), lambda folder: (folder / "page.html").read_bytes()
    ),
}
EVERY = {"import-of-activities": 7, "import-of-a-table": 7, "import-again": 7}
"""Of cases that make hundreds of calls, which ones fail: the first, and each so many further."""
AS_OS_ERROR = ("searches", "session")
"""Cases whose functions raise OSError, which their controllers tell."""


class Ended(NamedTuple):
    calls: int
    sentence: str | None
    state: object
    left: list[str]


def attempt(case: Case, number: int, *, sticky: bool, error: int, tells_os_errors: bool) -> Ended:
    """Do it with the n-th call failing, 0: with none."""
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base, "files")
        folder.mkdir(mode=0o700)
        given = case.prepare(folder)
        LIBRARY.arm_failing(os.fsencode(folder), number or 10**9, sticky, error)
        try:
            said = case.act(given)
            sentence = said if isinstance(said, str) else None
        except EnvironmentFault as fault:
            sentence = fault_sentence(fault, ENGLISH)
        except OSError as fault:
            if not tells_os_errors:
                raise
            sentence = str(fault)
        finally:
            calls = int(LIBRARY.disarm_failing())
        while LEFT_OPEN:
            LEFT_OPEN.pop().close()
        return Ended(calls, sentence, case.read(folder), [each.name for each in folder.rglob("*.tmp")])


def try_all(name: str, *, sticky: bool, error: int) -> tuple[int, int]:
    """Return how many calls were made to fail, and how often the old state was found."""
    case, tells = CASES[name], name in AS_OS_ERROR
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base, "files")
        folder.mkdir()
        case.prepare(folder)
        while LEFT_OPEN:
            LEFT_OPEN.pop().close()
        old = None if name == "rescuing" else case.read(folder)
    new = attempt(case, 0, sticky=False, error=error, tells_os_errors=tells).state
    assert new != old, f"{name} changes nothing"
    kept = 0
    for number in count(1, EVERY.get(name, 1)):
        ended = attempt(case, number, sticky=sticky, error=error, tells_os_errors=tells)
        where = f"{name}, call {number} of {ended.calls}, {'sticky' if sticky else 'once'}: {ended}"
        assert ended.state in (old, new), f"half done: {where}"
        assert ended.sentence is not None or ended.state == new, f"not done, and not told: {where}"
        assert ended.sentence is None or (len(ended.sentence) > 9 and "Errno" not in ended.sentence) or tells, where
        assert not ended.left, f"left over: {where}"
        if ended.calls < number:
            return number - 1, kept
        kept += ended.state == old
    raise AssertionError


if __name__ == "__main__":
    for each in sys.argv[1:] or CASES:
        print(
            each,
            *try_all(each, sticky=False, error=errno.EIO),
            *try_all(each, sticky=True, error=errno.ENOSPC),
            flush=True,
        )
