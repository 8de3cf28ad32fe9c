"""The dialog of backups, with the differences between a backup and the current annotations."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelection, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from coopviewer.domain.annotations.backups import Backup, Difference
from coopviewer.models.language import language
from coopviewer.models.roles import Role
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.rendering.words.age_words import moment_words
from coopviewer.rendering.words.annotation_file_words import (
    difference_words,
    effect_word,
    kept_words,
    reason_word,
    team_loss_words,
)
from coopviewer.widgets.common.dialogs import ButtonBox
from coopviewer.widgets.common.focus_frame import FocusFrame
from coopviewer.widgets.common.interaction import announce
from coopviewer.widgets.common.quiet_table import QuietTable

_WIDTH, _HEIGHT = 54, 40  # times the height of a line, at first
_MOST_SHARE = 0.92  # of the parent's width and height that the dialog takes at most


class RestoreDialog(QDialog):
    """Lists backups, shows what restoring the selected one would change, and emits that the user wants to restore it.

    The dialog restores nothing itself. Its owner calls ``open_over``, then ``show_backups``, and answers
    ``backup_chosen`` with ``show_difference``. Before ``open_over`` it calls ``set_replaces``: True if the annotations
    file cannot be opened, so that nothing is compared.
    """

    backup_chosen = Signal(object)
    """The Backup that the user selected, to be compared with the current annotations; ``show_difference`` answers.

    Not emitted for a backup that cannot be read.
    """
    restore_wanted = Signal(object, bool)
    """The user wants to restore this Backup; True: what colleagues of the team wrote after it is to be kept.

    The dialog stays open, with the button disabled.
    """

    def __init__(self, parent: QWidget) -> None:
        """Start empty and hidden; the parent window can be used while the dialog is open."""
        super().__init__(parent)
        self._window = parent
        self._writable = True
        self._replaces = False
        self._compared: Path | None = None
        self._difference: Difference | None = None
        self._titles: Mapping[str, str] = {}
        self.setWindowTitle(self.tr("Restore annotations"))
        tr = language()
        self.backups = TextTableModel((tr("Created"), tr("Reason"), tr("Annotations")), (), self)
        self.examples = TextTableModel((tr("Change"), tr("Entry"), tr("Text")), (), self)
        self.table = QuietTable(self.backups, tr("Backups"), self)
        self.example_table = QuietTable(self.examples, tr("Changes made by restoring"), self)
        self.keep = QCheckBox(tr("&Keep what colleagues wrote"), self)
        self.message = QLabel(self)
        self.safety_note = QLabel(self)
        for label in (self.message, self.safety_note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.safety_note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.restore = QPushButton(tr("&Restore"), self)
        self.restore.setAutoDefault(False)
        self._frame = FocusFrame(self)
        self._lay_out()
        self.restore.clicked.connect(self._restore)
        self.keep.toggled.connect(self._show_effect)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.set_replaces(False)
        self._show_message("")

    def open_over(self) -> None:
        """Show the dialog, with a message that backups are looked for; its table has the keyboard focus and no rows."""
        self.backups.set_rows(())
        self._clear_difference()
        self._show_message(self.tr("Looking for backups…"))
        line = self.fontMetrics().height()
        self.resize(QSize(_WIDTH * line, _HEIGHT * line).boundedTo(self._window.size() * _MOST_SHARE))
        self.show()
        self.raise_()
        self.activateWindow()
        self.table.share_width((5, 5, 3))
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show backups, which the caller has sorted from the newest on, and select the first; say if there are none."""
        self.backups.set_rows([self._row(backup) for backup in backups])
        if backups:
            self.table.select_row(0)
        else:
            self._show_message(
                self.tr("There are no backups yet. One is made on each day on which you write annotations.")
            )

    def show_difference(self, path: Path, difference: Difference, titles: Mapping[str, str]) -> None:
        """Show what restoring a backup would change, unless another backup has been selected meanwhile.

        ``path`` is the path of the backup. ``titles`` maps the ids of entries to their titles.
        """
        backup = self.selected_backup()
        if backup is None or backup.path != path:
            return
        self._compared, self._difference, self._titles = path, difference, titles
        self.keep.setVisible(bool(difference.of_others))
        self.keep.setChecked(bool(difference.of_others))
        self._show_effect()

    @Slot()
    def _show_effect(self) -> None:
        """Show what restoring would do, with what colleagues wrote kept or not as is chosen."""
        found, titles = self._difference, self._titles
        if found is None:
            return
        chosen = found.keeping_others if self.keep.isChecked() else found
        self.examples.set_rows(
            [
                TextRow(
                    (effect_word(each.effect, language()), titles.get(each.entry_id, each.entry_id), each.text), each
                )
                for each in chosen.examples
            ]
        )
        self.example_table.setVisible(bool(chosen.examples))
        self.example_table.share_width((4, 5, 8))
        kept = kept_words(found.of_others - chosen.of_others, language())
        lines = [difference_words(chosen, language()), team_loss_words(chosen, language()), kept]
        if chosen.is_none and not found.is_none:
            lines = [self.tr("Apart from what colleagues wrote since then, the backup holds what is there now.")]
        if not self._writable:
            lines.append(self.tr("The annotations file is open read-only, so nothing can be restored."))
        self._show_message("\n".join(filter(None, lines)))
        self.restore.setEnabled(self._writable and not chosen.is_none)

    def set_writable(self, writable: bool) -> None:
        """Set whether the annotations file can be written; if it cannot, no backup can be restored.

        The button *Restore* changes only when a difference is shown next. If a backup replaces the file
        (``set_replaces``), it does not matter whether the file can be written.
        """
        self._writable = writable

    def set_replaces(self, replaces: bool) -> None:
        """Set whether the annotations file cannot be opened, so that a restored backup would take its place.

        Then nothing is compared: ``backup_chosen`` is not emitted, and a backup that can be read can be restored as
        soon as it is selected.
        """
        self._replaces = replaces
        self.safety_note.setText(
            self.tr("The file that cannot be opened is kept beside it, with “.damaged” in its name.")
            if replaces
            else self.tr("The current annotations are backed up first. Edit > Undo undoes restoring.")
        )

    def selected_backup(self) -> Backup | None:
        """Return the selected backup, None if none is selected."""
        rows = self.table.selectionModel().selectedRows()
        backup = rows[0].data(Role.VALUE) if rows else None
        return backup if isinstance(backup, Backup) else None

    def _row(self, backup: Backup) -> TextRow:
        count = self.tr("cannot be read") if backup.count is None else language().number(backup.count)
        return TextRow((moment_words(backup.at, language()), reason_word(backup.reason, language()), count), backup)

    def _show_message(self, message: str) -> None:
        self.message.setText(message)
        if message and self.isVisible():
            announce(self, message)

    def _clear_difference(self) -> None:
        self._compared = self._difference = None
        self.examples.set_rows(())
        self.example_table.hide()
        self.keep.hide()
        self.restore.setEnabled(False)

    @Slot(QItemSelection)
    def _on_selection_changed(self) -> None:
        self._clear_difference()
        backup = self.selected_backup()
        if backup is None:
            return
        if backup.count is None:
            self._show_message(self.tr("This backup cannot be read. Select another one."))
            return
        if self._replaces:
            self._compared = backup.path
            self._show_message(
                self.tr("The annotations file cannot be opened. Restoring puts this backup in its place.")
            )
            self.restore.setEnabled(True)
            return
        self._show_message(self.tr("Comparing the backup with the current annotations…"))
        self.backup_chosen.emit(backup)

    @Slot()
    def _restore(self) -> None:
        backup = self.selected_backup()
        if backup is not None and backup.path == self._compared:
            self.restore.setEnabled(False)
            self.restore_wanted.emit(backup, self.keep.isChecked())

    def _lay_out(self) -> None:
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.addButton(self.restore, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)  # no splitter, which would cut off a message of several lines
        layout.addWidget(self.table, 2)
        layout.addWidget(self.message)
        layout.addWidget(self.keep)
        layout.addWidget(self.example_table, 3)
        layout.addWidget(self.safety_note)
        layout.addWidget(buttons)
