"""Draw the annotations: cards and highlights, the list of all, the review, the dialogs.

Used by ``shots.py``; the annotations are made for the pictures and stored in the temporary folder of ``shots.py``.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication, QDialog

from coopviewer import paths
from coopviewer.app.composition import Composition
from coopviewer.domain.annotations.annotation import AnnotationStatus, Colour
from coopviewer.domain.annotations.query import AnnotationQuery, View
from coopviewer.domain.browsing.addresses import annotations_address, parse_address
from coopviewer.widgets.shell.actions import ActionId

MADE = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)
PASSAGES = (
    ("direct channels of cooperation", Colour.YELLOW, "Compare with the 2022 evaluation.", ("verify",), None),
    ("exchange of information", Colour.GREEN, "", (), None),
    (
        "analyses of risk",
        Colour.BLUE,
        "Which years? Ask the network.",
        ("dates", "question"),
        AnnotationStatus.OPEN_QUESTION,
    ),
    (
        "4 million euros",
        Colour.PINK,
        "Does it agree with coop:theme/technical-assistance?",
        (),
        AnnotationStatus.TO_VERIFY,
    ),
)
Save = Callable[[Composition, Path], None]


def draw_annotations(composition: Composition, folder: Path, theme: str, save: Save) -> None:
    """Draw every state to a folder; afterwards the window shows the home page."""
    _annotate(composition)
    save(composition, folder / f"annotations-{theme}.png")
    _draw_bar(composition, folder / f"annotations-bar-{theme}.png", save)
    _draw_list(composition, folder, theme, save)
    _draw_dialogs(composition, folder, theme)
    if theme == "light":
        _draw_narrow(composition, folder / "annotations-narrow-light.png", save)
    _draw_review(composition, folder / f"annotations-review-{theme}.png", save)
    composition.reading.open_reference(str(paths.reference_file()))


def settle(composition: Composition) -> None:
    """Wait until all requests to the annotations file are done and their results are shown."""
    feature = composition.annotations
    if feature is not None:
        for _ in range(3):  # a shown result may request further ones
            feature.services.file_session.wait()
            QApplication.sendPostedEvents()


def _wait(signal: SignalInstance) -> None:
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(10_000, loop.quit)
    loop.exec()


def _annotate(composition: Composition) -> None:
    """Highlight some passages of a project, write notes on them, and bookmark the project."""
    page, actions, feature = composition.page, composition.window.actions_by_id, composition.annotations
    assert feature is not None
    composition.reading.open(parse_address("project/afic"))
    settle(composition)
    for text, colour, body, tags, status in PASSAGES:
        page.setTextCursor(page.document().find(text))
        feature.bar.set_colour(colour)
        actions[ActionId.HIGHLIGHT].trigger()
        settle(composition)
        made = max(feature.page_annotations.known, key=lambda each: each.created)
        written = replace(made, revision=2, body=body, tags=tags, status=status, created=MADE, modified=MADE)
        feature.services.writer.perform("Edit a note", [written])
        settle(composition)
    actions[ActionId.BOOKMARK].trigger()
    settle(composition)
    cursor = page.textCursor()
    cursor.clearSelection()
    page.setTextCursor(cursor)
    page.verticalScrollBar().setValue(0)


def _draw_bar(composition: Composition, target: Path, save: Save) -> None:
    feature = composition.annotations
    assert feature is not None
    composition.page.setTextCursor(composition.page.document().find("criminal networks"))
    feature.bar.show_for_selection()
    save(composition, target)
    feature.bar.close_bar()


def _draw_list(composition: Composition, folder: Path, theme: str, save: Save) -> None:
    feature = composition.annotations
    assert feature is not None
    composition.reading.open(annotations_address())
    settle(composition)
    composition.window.grab()  # rows are requested when they are first painted
    _wait(feature.browser.rows_shown)
    save(composition, folder / f"annotations-list-{theme}.png")
    composition.reading.open(annotations_address(str(AnnotationQuery(view=View.BIN))))
    settle(composition)
    save(composition, folder / f"annotations-bin-{theme}.png")
    composition.reading.open(parse_address("project/afic"))


def _draw_dialogs(composition: Composition, folder: Path, theme: str) -> None:
    """Draw the dialogs for tags, backups and export, and the user guide."""
    for key in (ActionId.TAGS, ActionId.RESTORE_ANNOTATIONS, ActionId.EXPORT_ANNOTATIONS, ActionId.GUIDE):
        composition.window.actions_by_id[key].trigger()
        settle(composition)
        dialogs = [each for each in composition.window.findChildren(QDialog) if each.isVisible()]
        for dialog in dialogs:
            dialog.grab().save(str(folder / f"{key}-{theme}.png"))
            dialog.close()
        QApplication.sendPostedEvents()


def _draw_narrow(composition: Composition, target: Path, save: Save) -> None:
    usual = composition.window.size()
    composition.window.resize(QSize(1000, 720))
    composition.window.panes.show_pane(composition.window.panes.annotations)
    save(composition, target)
    composition.window.resize(usual)


def _draw_review(composition: Composition, target: Path, save: Save) -> None:
    """Draw the review of annotations for an edition with other wording."""
    other = target.with_suffix(".db")
    shutil.copyfile(paths.reference_file(), other)
    with closing(sqlite3.connect(other)) as connection, connection:
        for old, new in (
            ("direct channels of cooperation", "channels"),
            ("exchange of information", "exchange of informations"),
            ("strategic and operational analyses of risk", "reports"),
        ):
            connection.execute("UPDATE statement SET text = replace(text, ?, ?)", (old, new))
        connection.execute("UPDATE edition SET id = 'next', content_sha256 = ?", ("b" * 64,))
    feature = composition.annotations
    assert feature is not None
    composition.reading.open_reference(str(other))
    settle(composition)
    feature.review.look()
    _wait(feature.review.reanchoring.looked_through)
    composition.reading.open(annotations_address(str(AnnotationQuery(view=View.REVIEW))))
    settle(composition)
    save(composition, target)
    other.unlink()
