"""What the journeys of annotations share: a desk at which one sits, reads and writes."""

from collections.abc import Callable

from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from coopviewer.app.annotations.feature import AnnotationFeature
from coopviewer.app.composition import Composition
from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.query import AnnotationQuery, View
from coopviewer.domain.browsing.addresses import annotations_address, parse_address
from coopviewer.widgets.shell.actions import ActionId


class Desk:
    """A window at which one annotates."""

    def __init__(self, composition: Composition, qtbot: QtBot) -> None:
        self.composition, self.qtbot = composition, qtbot
        self.window, self.page = composition.window, composition.page
        feature = composition.annotations
        assert feature is not None
        self.feature: AnnotationFeature = feature
        self.pane, self.writer = feature.pane, feature.services.writer

    def do(self, key: ActionId) -> None:
        """Run an action that writes, and wait until it is on the disk."""
        with self.qtbot.waitSignal(self.writer.annotations_changed):
            self.window.actions_by_id[key].trigger()

    def open(self, address: str) -> None:
        with self.qtbot.waitSignal(self.feature.page_annotations.listed):
            self.composition.reading.open(parse_address(address))

    def open_review(self) -> None:
        """Show what waits for a decision."""
        self.composition.reading.open(annotations_address(str(AnnotationQuery(view=View.REVIEW))))

    def select(self, words: str, times: int = 1) -> None:
        cursor = QTextCursor(self.page.document())
        for _ in range(times):
            cursor = self.page.document().find(words, cursor)
        assert not cursor.isNull(), words
        self.page.setTextCursor(cursor)

    def type(self, text: str) -> None:
        """Type into the editor of a note, which emits at once what it emits when no key has come for half a second."""
        if text.isascii():
            self.qtbot.keyClicks(self.pane.editor.field, text)
        else:  # QTest types Latin-1 alone
            self.pane.editor.field.insertPlainText(text)
        self.pane.editor.emit_draft()

    def write(self, text: str) -> None:
        """Write a note on the entry, and wait until it is saved."""
        self.window.actions_by_id[ActionId.NOTE].trigger()
        with self.qtbot.waitSignal(self.writer.saved):
            self.type(text)
        self.window.focus_page()

    def leave(self) -> None:
        """Close the window for good."""
        self.window.close()
        self.composition.stop()

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        return self.pane.annotations.annotations

    @property
    def cards(self) -> list[str]:
        return [each.body or each.quotation for each in self.annotations]

    @property
    def step_words(self) -> tuple[str, str]:
        actions = self.window.actions_by_id
        return actions[ActionId.UNDO].text(), actions[ActionId.REDO].text()


Sits = Callable[..., Desk]
