"""Backups of the annotations: what each holds, and how it differs from what is there now. Imported when used."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelection, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from coopviewer.domain.annotations.backups import Backup, Difference
from coopviewer.models.roles import Role
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.rendering.words.annotation_file_words import difference_words, effect_word, reason_word
from coopviewer.rendering.words.annotation_words import moment_words
from coopviewer.widgets.common.focus_frame import FocusFrame
from coopviewer.widgets.common.quiet_table import QuietTable

_SIZE = QSize(760, 560)
_HEIGHTS = (200, 280)  # pixels, of the backups and of what one holds
_SHARE = 0.92  # of the parent's width and height that the dialog takes at most


class RestoreDialog(QDialog):
    """Lists backups, and shows what the chosen one would change; nothing is replaced before that is shown."""

    backup_chosen = Signal(object)
    """A Backup whose difference from now is wanted, to be answered by ``show_difference``."""
    restore_wanted = Signal(object)
    """A Backup is to be restored."""

    def __init__(self, parent: QWidget) -> None:
        """Show nothing yet, over a window that can still be used."""
        super().__init__(parent)
        self._over = parent
        self._writable = True
        self._compared: Path | None = None
        self.setWindowTitle(self.tr("Restore annotations"))
        tr = self.tr
        self.backups = TextTableModel((tr("Made"), tr("Why"), tr("Annotations")), (), self)
        self.examples = TextTableModel((tr("What"), tr("Entry"), tr("Text")), (), self)
        self.table = QuietTable(self.backups, tr("Backups"), self)
        self.example_table = QuietTable(self.examples, tr("What restoring would change"), self)
        self.message = QLabel(self)
        self.promise = QLabel(tr("What is there now is backed up first, and Edit, Undo takes restoring back."), self)
        for label in (self.message, self.promise):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.promise.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.restore = QPushButton(tr("&Restore"), self)
        self.restore.setAutoDefault(False)
        self._frame = FocusFrame(self)
        self._arrange()
        self.restore.clicked.connect(self._restore)
        self.table.selectionModel().selectionChanged.connect(self._choose)
        self._say("")

    def open_over(self) -> None:
        """Show the dialog anew, without backups, with the keyboard in it."""
        self.backups.set_rows(())
        self._forget()
        self._say(self.tr("Looking for backups."))
        self.resize(_SIZE.boundedTo(self._over.size() * _SHARE))
        self.show()
        self.raise_()
        self.activateWindow()
        self.table.share_width((5, 5, 3))
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show these backups, the newest first, and ask what the first one holds."""
        self.backups.set_rows([self._row(backup) for backup in backups])
        if backups:
            self.table.selectRow(0)
        else:
            self._say(self.tr("There is no backup yet. One is made each day on which you write annotations."))

    def show_difference(self, path: Path, difference: Difference, titles: Mapping[str, str]) -> None:
        """Say what restoring a backup would do, where it is still the chosen one; ``titles`` name entries by id."""
        backup = self.chosen()
        if backup is None or backup.path != path:
            return
        self._compared = path
        self.examples.set_rows(
            [
                TextRow((effect_word(each.effect, self.tr), titles.get(each.entry_id, each.entry_id), each.text), each)
                for each in difference.examples
            ]
        )
        self.example_table.setVisible(bool(difference.examples))
        self._splitter.setSizes(_HEIGHTS)
        self.example_table.share_width((4, 5, 8))
        words = difference_words(difference, self.tr)
        self._say(words if self._writable else f"{words} {self.tr('The file is open for reading only now.')}")
        self.restore.setEnabled(self._writable and not difference.is_none)

    def set_writable(self, writable: bool) -> None:
        """Say whether the file can be written."""
        self._writable = writable

    def chosen(self) -> Backup | None:
        """Give the backup that is chosen, None where there is none."""
        rows = self.table.selectionModel().selectedRows()
        found = rows[0].data(Role.VALUE) if rows else None
        return found if isinstance(found, Backup) else None

    def _row(self, backup: Backup) -> TextRow:
        count = self.tr("cannot be read") if backup.count is None else f"{backup.count:,}"
        return TextRow((moment_words(backup.at, self.tr), reason_word(backup.reason, self.tr), count), backup)

    def _say(self, words: str) -> None:
        self.message.setText(words)
        if words and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _forget(self) -> None:
        self._compared = None
        self.examples.set_rows(())
        self.example_table.hide()
        self.restore.setEnabled(False)

    @Slot(QItemSelection)
    def _choose(self) -> None:
        self._forget()
        backup = self.chosen()
        if backup is None:
            return
        if backup.count is None:
            self._say(self.tr("This backup cannot be read. Choose another one."))
            return
        self._say(self.tr("Comparing it with what is there now."))
        self.backup_chosen.emit(backup)

    @Slot()
    def _restore(self) -> None:
        backup = self.chosen()
        if backup is not None and backup.path == self._compared:
            self.restore.setEnabled(False)
            self.restore_wanted.emit(backup)

    def _arrange(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.addButton(self.restore, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.message)
        column.addWidget(self.example_table, 1)
        column.addStretch(0)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._splitter.addWidget(self.table)
        self._splitter.addWidget(below)
        self._splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self._splitter, 1)
        layout.addWidget(self.promise)
        layout.addWidget(buttons)
