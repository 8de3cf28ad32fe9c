"""The annotation browser over a real annotations file, connected as in the window, but answered synchronously."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coopviewer.domain.annotations.annotation import Annotation, utc_now
from coopviewer.domain.annotations.edits import AnnotationEdit, EditKind
from coopviewer.domain.annotations.lists import Change, ListedAnnotations
from coopviewer.domain.annotations.query import AnnotationQuery
from coopviewer.rendering.words.annotation_list_words import Surroundings
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.widgets.annotations.browser.browser import AnnotationBrowser
from tests.widgets.annotations.browser.browser_samples import DATASET

TODAY = date(2026, 11, 23)
TITLES = {
    "country/NE": "Niger",
    "project/afic": "Africa-Frontex Intelligence Community project",
    "organisation/frontex": "Frontex",
    "network/afic": "Africa-Frontex Intelligence Community",
    "source/frontex-other-partners": "Other partners and projects",
}


class BrowserHarness(QObject):
    """A browser, and the annotations file that it shows."""

    def __init__(self, path: Path, annotations: Sequence[Annotation], parent: QWidget | None = None) -> None:
        self.window = QWidget(parent)
        super().__init__(self.window)
        self.store = AnnotationStore.open(path)
        if annotations:
            self.store.perform("Write", annotations)
        self.browser = AnnotationBrowser(lambda kind: QIcon(), lambda: TODAY, self.window)
        self.requested: list[tuple[str, ...]] = []
        self.steps: list[bool] = []
        self.opened: list[tuple[str, bool]] = []
        self._typing: int | None = None
        browser = self.browser
        browser.query_changed.connect(self.show)
        browser.rows_wanted.connect(self._read)
        browser.edit_wanted.connect(self._edit)
        browser.note_typed.connect(self._type)
        browser.note_left.connect(self._leave_note)
        browser.annotation_chosen.connect(self._open)
        self.show_surroundings()
        self.show(AnnotationQuery())

    def shown(self, qtbot: QtBot) -> "BrowserHarness":
        """Show the browser in a window, with the keyboard focus in its rows once they have been read."""
        QVBoxLayout(self.window).addWidget(self.browser)
        self.window.resize(1200, 640)
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
        if self.browser.model.rowCount():
            qtbot.waitUntil(lambda: self.browser.view.current is not None)
        self.browser.focus_rows()
        return self

    def show_surroundings(self) -> None:
        tags, authors = self.store.lists.tags(DATASET), self.store.lists.authors(DATASET)
        self.browser.show_surroundings(Surroundings(tags=tags, people=authors, today=TODAY))

    @Slot(object, bool)
    def show(self, query: AnnotationQuery, step: bool = True) -> None:
        self.steps.append(step)
        self.browser.show_query(query)
        self.list()

    def list(self) -> None:
        uuids = self.store.lists.uuids(self.browser.query.to_filter(DATASET))
        self.browser.show_list(ListedAnnotations(uuids, ()), {})

    def show_change(self, change: Change | None) -> None:
        if change is not None and not self.browser.show_changed(change.uuids, self.store.get(change.uuids), TITLES):
            self.list()

    @Slot(object)
    def _read(self, uuids: tuple[str, ...]) -> None:
        self.requested.append(uuids)
        self.browser.show_rows(uuids, self.store.get(uuids), TITLES)

    @Slot(object, object)
    def _edit(self, edit: AnnotationEdit, uuids: tuple[str, ...]) -> None:
        now = [edit.apply(each, utc_now()) for each in self.store.get(uuids)]
        self.show_change(self.store.perform(edit.label(len(uuids)), now))

    @Slot(object, str)
    def _type(self, annotation: Annotation, text: str) -> None:
        now = AnnotationEdit(EditKind.SET_BODY, text).apply(annotation, utc_now())
        change = self.store.perform("Edit a note", [now], joining=self._typing)
        self._typing = change.operation or self._typing
        self.show_change(change)

    @Slot(object, str)
    def _leave_note(self, annotation: Annotation, text: str) -> None:
        self._type(annotation, text)
        self._typing = None

    @Slot(object, bool)
    def _open(self, annotation: Annotation, in_new_tab: bool) -> None:
        self.opened.append((annotation.entry_id, in_new_tab))
