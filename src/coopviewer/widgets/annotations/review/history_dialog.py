"""The history of an annotation: its former versions, each compared with what it says now."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.versions.version import Version, are_alike
from coopviewer.models.language import language
from coopviewer.rendering.words.review.history_words import no_history_words, state_line, version_row
from coopviewer.widgets.annotations.review.sheet import ReviewSheet, ShownState
from coopviewer.widgets.common.dialogs import ButtonBox

_LOW = 24  # times the height of a line: in less, the two texts are beside each other if they can be
_MOST_SHARE = 0.92  # of the width and height of the window that the dialog takes at most
_WIDTH, _HEIGHT = 42, 30  # times the height of a line, at first
_MOST_ROWS = 6  # of the list


class HistoryDialog(QDialog):
    """Lists the former versions of one annotation, the newest first, and compares the selected one with the present.

    When the user presses *Take this one back*, it emits the selected version and closes; it changes nothing itself.
    """

    take_back_wanted = Signal(object)
    """The Version whose state the user wants the annotation to have again."""

    def __init__(self, now: Annotation, versions: Sequence[Version], *, writable: bool, parent: QWidget) -> None:
        """Show the history of the annotation ``now`` once ``open`` is called; ``writable``: its file can be changed.

        ``versions`` has the newest one first. One is not listed: the newest that equals ``now``. An older one that
        equals ``now`` is listed.
        """
        super().__init__(parent)
        self._now, self._writable = now, writable
        self._versions = _without_present(versions, now)
        self.setWindowTitle(self.tr("History of an annotation"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Former versions"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([version_row(each, language(), beside=now.body) for each in self._versions])
        for row in range(self.list.count()):  # as wide as the list, so that a long text ends in an ellipsis
            self.list.item(row).setSizeHint(QSize(0, 3 * self.fontMetrics().height() // 2))
        rows = min(self.list.count(), _MOST_ROWS) * (3 * self.fontMetrics().height() // 2)
        self.list.setMaximumHeight(rows + 2 * self.list.frameWidth())
        self.list.setMinimumHeight(min(3 * self.fontMetrics().height(), self.list.maximumHeight()))
        self.message = QLabel(no_history_words(language()), self)
        self.message.setWordWrap(True)
        self.sheet = ReviewSheet(self)
        self.buttons = ButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.take_button = self.buttons.addButton(
            self.tr("&Take this one back"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.take_button.setToolTip(self.tr("The annotation says this again; what it says now stays in its history."))
        self._lay_out(parent)
        self.list.currentRowChanged.connect(self._show)
        self.take_button.clicked.connect(self._take_back)
        self.buttons.rejected.connect(self.reject)
        self._show(-1)
        self.list.setCurrentRow(0)

    def _lay_out(self, parent: QWidget) -> None:
        layout = QVBoxLayout(self)
        for widget in (self.message, self.list, self.sheet, self.buttons):
            layout.addWidget(widget)
        layout.setStretchFactor(self.sheet, 1)
        self.message.setVisible(not self._versions)
        self.list.setVisible(bool(self._versions))
        line = self.fontMetrics().height()
        if self._versions:
            self.resize(QSize(_WIDTH * line, _HEIGHT * line).boundedTo(parent.size() * _MOST_SHARE))
            self.sheet.set_low(is_low=self.height() < _LOW * line)

    @Slot(int)
    def _show(self, row: int) -> None:
        version = self._versions[row] if row >= 0 else None
        self.take_button.setEnabled(version is not None and self._writable and not _same(version, self._now))
        if version is None:
            self.sheet.show_review(None)
            return
        now, then = self._now, version.annotation
        by = now.changed_by or now.creator
        former = ShownState(self.tr("Then"), state_line(then, version.by, language()), then.body)
        self.sheet.show_review((former, ShownState(self.tr("Now"), state_line(now, by, language()), now.body)))

    @Slot()
    def _take_back(self) -> None:
        self.take_back_wanted.emit(self._versions[self.list.currentRow()])
        self.accept()


def _same(version: Version, now: Annotation) -> bool:
    return are_alike(version.annotation, now)


def _without_present(versions: Sequence[Version], now: Annotation) -> tuple[Version, ...]:
    """Return the versions without the newest one that says what the annotation says now.

    It need not be the newest of all: another version may wait for a decision.
    """
    present = next((place for place, version in enumerate(versions) if _same(version, now)), None)
    return tuple(version for place, version in enumerate(versions) if place != present)
