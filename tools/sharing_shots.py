"""Draw what colleagues exchange, and what changed between editions, for ``shots.py``.

Ana and Ben change the same note; Ana imports Ben's file, decides, reads the history and joins a team folder.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from annotation_shots import settle
from PySide6.QtCore import QEventLoop, QSize, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from coopviewer import paths
from coopviewer.app.composition import Composition, Start
from coopviewer.domain.annotations.annotation import Annotation, Motivation, Person
from coopviewer.domain.annotations.query import AnnotationQuery, View
from coopviewer.domain.browsing.addresses import annotations_address, parse_address
from coopviewer.exchange.annotations.jsonld import jsonld_lines
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.widgets.shell.actions import ActionId

BEN = Person("22222222-2222-4222-8222-222222222222", "Ben")
MADE, CHANGED = datetime(2026, 11, 23, 21, 40, tzinfo=UTC), datetime(2026, 11, 24, 8, 5, tzinfo=UTC)
WORDS = (
    "Which partners are named here? Ask the network.",
    "Which partners are named on page 3? Ask the network.",
    "Which partners are named in the annex? Ask the network and the delegation.",
)
Save = Callable[[Composition, Path], None]


def draw_sharing(application: QApplication, folder: Path, theme: str, empty: Path, save: Save) -> None:
    """Draw every state to a folder, in a window whose own files are in the folder ``empty``."""
    sent = _write_files(empty)
    composition = Composition(application, Start(paths.reference_file(), dark=theme.startswith("dark"), folder=empty))
    composition.window.show()
    if "narrow" in theme:
        composition.window.resize(QSize(900, 600))
    for _ in range(10 if "large" in theme else 0):
        composition.window.actions_by_id[ActionId.TEXT_LARGER].trigger()
    composition.show_first_page()
    composition.begin_annotations()
    settle(composition)
    _draw_export(composition, folder / f"export-annotations-{theme}.png")
    _draw_import(composition, sent, folder, theme)
    composition.reading.open(parse_address("project/afic"))
    save(composition, folder / f"conflict-card-{theme}.png")
    composition.reading.open(annotations_address(str(AnnotationQuery(view=View.REVIEW))))
    _wait_some()
    save(composition, folder / f"conflict-review-{theme}.png")
    composition.reading.open(parse_address("project/afic"))
    _draw_history(composition, folder / f"history-{theme}.png")
    _draw_team(composition, folder, theme, empty)
    _draw_restore(composition, folder / f"restore-{theme}.png")
    _draw_references(composition, folder / f"references-{theme}.png")
    _draw_changes(composition, folder, theme, empty, save)
    composition.window.close()
    composition.stop()


def _write_files(empty: Path) -> Path:
    """Write Ana's annotations file, and the file that Ben sends; return the latter's path."""
    reference = ReferenceStore(paths.reference_file())
    dataset = reference.edition.dataset
    reference.close()
    own = paths.UserFiles(empty).annotations
    own.parent.mkdir(parents=True, exist_ok=True)
    store = AnnotationStore.open(own)
    store.rename_owner("Ana")
    first = Annotation(
        uuid="00000000-0000-4000-8000-000000000001",
        revision=1,
        dataset=dataset,
        entry_id="project/afic",
        motivation=Motivation.COMMENTING,
        creator=store.person,
        created=MADE,
        modified=MADE,
        body=WORDS[0],
        tags=("partners",),
    )
    store.perform("Write a note", [first])
    store.perform("Edit a note", [replace(first, revision=2, body=WORDS[1], modified=CHANGED)])
    store.close()
    other = "00000000-0000-4000-8000-000000000002"
    theirs = [
        replace(first, revision=2, body=WORDS[2], modified=CHANGED),
        replace(first, uuid=other, body="The network met in Dakar.", entry_id="network/afic", creator=BEN),
        replace(first, uuid=other.replace("2", "3"), body="Is it still listed?", entry_id="country/XX", creator=BEN),
    ]
    sent = empty / "Ben's notes.jsonld"
    sent.write_bytes(b"".join(jsonld_lines(theirs, sender=BEN)))
    return sent


def _draw_import(composition: Composition, sent: Path, folder: Path, theme: str) -> None:
    """Draw the preview of Ben's file, import it, and draw the report."""
    feature = composition.annotations
    assert feature is not None
    transfers = feature.transfers
    _wait(transfers.transfer.previewed, lambda: transfers._preview(str(sent)))
    assert transfers.preview is not None
    _grab(transfers.preview, folder / f"import-annotations-{theme}.png")
    _wait(transfers.transfer.imported, transfers.preview.import_button.click)
    settle(composition)
    if transfers.report is not None:
        _grab(transfers.report, folder / f"import-annotations-report-{theme}.png")


def _draw_history(composition: Composition, target: Path) -> None:
    feature = composition.annotations
    assert feature is not None
    settle(composition)
    feature.pane.show_annotation("00000000-0000-4000-8000-000000000001")
    feature.pane.cards.make_menu().history_wanted.emit()
    _wait_some()
    assert feature.versions.history is not None
    _grab(feature.versions.history, target)


def _draw_team(composition: Composition, folder: Path, theme: str, empty: Path) -> None:
    """Draw the dialog before and after joining."""
    feature = composition.annotations
    assert feature is not None
    place = empty / "Network drive"
    place.mkdir()
    composition.window.actions_by_id[ActionId.TEAM_FOLDER].trigger()
    _wait_some()
    team = feature._file.team
    assert team.dialog is not None
    team.dialog.set_place(str(place))
    _wait_some()
    _grab(team.dialog, folder / f"team-join-{theme}.png", close=False)
    _wait(team.service.synchronised, team.dialog.join.click)
    _write_damage(place)
    _wait(team.service.synchronised, team.service.synchronise)
    _wait_some()
    _grab(team.dialog, folder / f"team-{theme}.png", close=False)
    team.dialog.leave.click()
    assert team.dialog.question is not None
    _wait_some()
    _grab(team.dialog.question, folder / f"team-leave-{theme}.png")
    team.dialog.close()


def _write_damage(place: Path) -> None:
    """Write what the dialog names: a colleague without annotations, a damaged file, and a conflicted copy."""
    folder = place / "6f1c0a5e-7a0e-4f57-9a7c-2f4a3f0d9b11"
    folder.mkdir()
    (folder / "person.json").write_text(json.dumps({"uuid": BEN.uuid, "name": BEN.name}), encoding="utf-8")
    for name in ("00000001.jsonl.gz", "00000001 (conflicted copy).jsonl.gz"):
        (folder / name).write_bytes(b"?")


def _draw_export(composition: Composition, target: Path) -> None:
    feature = composition.annotations
    assert feature is not None
    feature.transfers.export()
    _wait_some()
    assert feature.transfers.dialog is not None
    _grab(feature.transfers.dialog, target)


def _draw_restore(composition: Composition, target: Path) -> None:
    """Draw the dialog of backups, with what restoring one would do to a team."""
    composition.window.actions_by_id[ActionId.RESTORE_ANNOTATIONS].trigger()
    _wait_some()
    feature = composition.annotations
    assert feature is not None
    dialog = feature.restoring.dialog
    dialog.table.select_row(dialog.backups.rowCount() - 1)
    _wait_some()
    _grab(dialog, target)


def _draw_references(composition: Composition, target: Path) -> None:
    composition.settle()
    composition.window.actions_by_id[ActionId.REFERENCES].trigger()
    assert composition.references.service.wait()
    _wait_some()
    _grab(composition.references.dialog, target)


def _draw_changes(composition: Composition, folder: Path, theme: str, empty: Path, save: Save) -> None:
    """Draw what changed since an edition with other words, and one entry that changed."""
    older = empty / "older.db"
    shutil.copyfile(paths.reference_file(), older)
    with closing(sqlite3.connect(older)) as connection, connection:
        for new, old in (
            ("direct channels of cooperation", "channels of cooperation"),
            ("exchange of information", "exchange of data and information"),
        ):
            connection.execute("UPDATE statement SET text = replace(text, ?, ?)", (new, old))
        connection.execute("UPDATE amount SET minor_units = minor_units - 50000000 WHERE kind = 'grant'")
        connection.execute("UPDATE edition SET id = 'frontex-2020.1', content_sha256 = ?", ("b" * 64,))
    editions = composition.menu.overviews.editions
    _wait(editions.changes.shown, lambda: editions.open(older))
    save(composition, folder / f"changes-{theme}.png")
    composition.reading.open(parse_address("project/afic"))
    _wait_some()
    save(composition, folder / f"changed-entry-{theme}.png")


def _grab(dialog: QWidget, target: Path, *, close: bool = True) -> None:
    QApplication.sendPostedEvents()
    dialog.grab().save(str(target))
    if close:
        dialog.close()


def _wait(signal: SignalInstance, act: Callable[[], object]) -> None:
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(10_000, loop.quit)
    act()
    loop.exec()


def _wait_some() -> None:
    """Wait until what was asked for is read and drawn."""
    loop = QEventLoop()
    QTimer.singleShot(700, loop.quit)
    loop.exec()
