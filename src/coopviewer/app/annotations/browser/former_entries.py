"""Annotated entries that the open edition no longer lists: their titles, and other editions that still list them."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox

from coopviewer import paths
from coopviewer.app.context import AppContext
from coopviewer.domain.browsing.addresses import Address
from coopviewer.widgets.common.dialogs import remove_icons
from coopviewer.workspace.editions.former_titles import FormerEntry, FormerTitles


class FormerEntries(QObject):
    """Finds annotated entries that the open edition lacks, in other editions that the user opened before.

    It offers to open an edition that still lists such an entry.
    """

    def __init__(self, context: AppContext) -> None:
        """Start without entries; those that were found are forgotten when another reference is opened."""
        super().__init__(context.window)
        self._reading, self._window = context.reading, context.window
        self._titles = FormerTitles(context.files.references, paths.reference_file(), self)
        self.question: QMessageBox | None = None
        context.reading.reference_opened.connect(self._titles.forget)
        context.window.closing.connect(self._titles.stop)

    def words(self, missing: Iterable[str]) -> dict[str, str]:
        """Return, by entry id, a text for each entry that ``ask`` found: *Niger (no longer listed in this edition)*.

        ``missing`` are the ids of entries that the open edition lacks; those that ``ask`` has
        not found are left out.
        """
        words, found = self.tr("{title} (no longer listed in this edition)"), self._titles.found
        return {each: words.format(title=found[each].title) for each in missing if each in found}

    def ask(self, missing: Iterable[str], answered: Callable[[], object]) -> None:
        """Look in other editions, in the background, for entries that the open edition lacks; once for each entry.

        ``missing`` are the ids of these entries. ``answered`` is called if any are found, once ``words`` returns them.
        """
        reference = self._reading.reference
        self._titles.ask(reference.path, reference.edition.dataset, missing, answered)

    def offer(self, entry_id: str) -> None:
        """Offer in a dialog to open an edition that lists an entry, since the open one does not; returns at once.

        If ``ask`` has found no edition that lists it among those that the user opened, the status bar says so instead.
        """
        found = self._titles.found.get(entry_id)
        if found is None:
            sentence = self.tr(
                "{entry} is not listed in this edition, nor in another one that you opened. Open the edition in which "
                "you annotated it with File > Open reference."
            )
            self._window.show_status(sentence.format(entry=entry_id))
            return
        self.question = box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)  # a title must not become markup
        box.setWindowTitle(self.tr("No longer listed"))
        words = self.tr("“{title}” is no longer listed in this edition. The edition {edition} lists it ({file}).")
        box.setText(words.format(title=found.title, edition=found.edition, file=found.place.name))
        accept = box.addButton(self.tr("&Open that edition"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(accept)
        remove_icons(box)
        box.accepted.connect(lambda: self._open(found, entry_id))
        box.open()

    def _open(self, found: FormerEntry, entry_id: str) -> None:
        self.question = None
        self._reading.open_reference(str(found.place))
        if self._reading.reference.path == found.place:
            self._reading.open(Address(entry_id))
