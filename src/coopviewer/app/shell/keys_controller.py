"""Controller of *Keys and actions*: a list in which actions can be found and run."""

from itertools import chain
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QSize, Slot
from PySide6.QtGui import QAction, QKeySequence

from coopviewer.app.context import AppContext
from coopviewer.domain.language import Translate
from coopviewer.models.language import language
from coopviewer.models.roles import Role
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.widgets.common.list_dialog import ListDialog
from coopviewer.widgets.shell.actions import ActionId, action_specs
from coopviewer.widgets.shell.menus import menus


class KeyHint(NamedTuple):
    """A hint on keys or mouse buttons that are no action of the menu, as the texts of a row.

    Such as ``context`` *In the tabs*, ``name`` *Close a tab*, ``keys`` *Middle button*, and ``effect`` *Close the tab
    under the pointer*.
    """

    context: str
    name: str
    keys: str
    effect: str


def key_hints(tr: Translate) -> tuple[KeyHint, ...]:
    """Return the hints on keys and mouse that *Keys and actions* lists, in its order."""
    navigator, page, tabs, lists = tr("In the navigator"), tr("In the page"), tr("In the tabs"), tr("In a list")
    search, card = tr("In the search field"), tr("In the card of a fact")
    table = tr("In the list of annotations")
    return (
        KeyHint(navigator, tr("Move in the tree"), tr("Arrow keys"), tr("Move up and down; expand and collapse a row")),
        KeyHint(navigator, tr("Open the entry"), tr("Enter"), tr("Show the page of the row, or expand a heading")),
        KeyHint(navigator, tr("Jump to a row"), tr("Letters"), tr("Go to the next row that starts with these letters")),
        KeyHint(navigator, tr("Leave the filter"), tr("Down, Esc"), tr("Go to the rows; Esc first clears the filter")),
        KeyHint(page, tr("Move between links"), tr("Tab, Shift+Tab"), tr("Go to the next or the previous link")),
        KeyHint(page, tr("Open the link"), tr("Enter"), tr("Open the page of the link, or unfold its details")),
        KeyHint(page, tr("Open in a new tab"), tr("Ctrl+click, middle button"), tr("Open a link in a new tab")),
        KeyHint(page, tr("Scroll the page"), tr("Arrow keys, Page Down"), tr("Scroll up and down")),
        KeyHint(page, tr("See the source of a fact"), tr("Rest the mouse on it"), tr("Show the card of the fact")),
        KeyHint(card, tr("Move between facts"), tr("Alt+Down, Alt+Up"), tr("Go to the next or the previous fact")),
        KeyHint(search, tr("Move between results"), tr("Up, Down"), tr("Select the result that Enter opens")),
        KeyHint(search, tr("Open the result"), tr("Enter, Ctrl+Enter"), tr("Open its page; with Ctrl in a new tab")),
        KeyHint(search, tr("Leave the search"), tr("Esc"), tr("Return to the previous page")),
        KeyHint(page, tr("Go back to the tree"), tr("Esc"), tr("Move the keyboard focus to the navigator")),
        KeyHint(tabs, tr("Move between tabs"), tr("Left, Right"), tr("Go to the tab on the left or on the right")),
        KeyHint(tabs, tr("Close a tab"), tr("Middle button"), tr("Close the tab under the pointer")),
        KeyHint(table, tr("Open the entry"), tr("Enter, Ctrl+Enter"), tr("Show its page; with Ctrl in a new tab")),
        KeyHint(table, tr("Edit a cell"), tr("F2"), tr("Change the note, tags, colour or status of the row")),
        KeyHint(table, tr("Finish editing"), tr("Enter, Esc"), tr("Save the typed text, or discard it")),
        KeyHint(table, tr("Start a new line"), tr("Shift+Enter"), tr("Write a note of several lines")),
        KeyHint(table, tr("Select several rows"), tr("Shift+Arrow keys, Ctrl+A"), tr("Change them all in one step")),
        KeyHint(table, tr("Move to the bin"), tr("Del"), tr("Delete the selected rows; they can be restored")),
        KeyHint(
            lists, tr("Remove from the list"), tr("Del"), tr("Remove a reference, or a file to import, from its list")
        ),
        KeyHint(lists, tr("Choose a row"), tr("Enter"), tr("Run or open what the row names")),
        KeyHint(lists, tr("Open in a new tab"), tr("Ctrl+Enter"), tr("Open what the row names in a new tab")),
        KeyHint(lists, tr("Go back"), tr("Esc"), tr("Clear the line, then close the list and return to the page")),
    )


_SIZE = QSize(900, 620)
_PARTS = (3, 5, 4, 9)  # how the columns share the width


class KeysController(QObject):
    """Lists the actions of a window and the key hints, filters the list, and runs the selected action.

    For a hint, which cannot be run, the dialog says so.
    """

    def __init__(self, context: AppContext) -> None:
        """Create the list of keys and actions; ``open`` shows it."""
        super().__init__(context.window)
        self._window = window = context.window
        tr = language()
        self.model = TextTableModel((tr("Where"), tr("What"), tr("Keys"), tr("What it does")), self._rows(), self)
        self.dialog = ListDialog(self.model, tr("Keys and actions"), window)
        self.dialog.field.setAccessibleName(tr("Find an action or a key"))
        self.dialog.field.setPlaceholderText(tr("Find an action or a key"))
        self.dialog.filter_changed.connect(self._narrow)
        self.dialog.finished.connect(window.focus_page)
        self.dialog.row_chosen.connect(self._run)

    def open(self) -> None:
        """Show the dialog with all rows and an empty filter."""
        self._narrow("")
        self.dialog.open_over(_SIZE)
        self.dialog.table.share_width(_PARTS)

    def _rows(self) -> list[TextRow]:
        tr, specs = language(), action_specs(language())
        rows = []
        for menu, groups in menus(tr):
            for key in chain.from_iterable(groups):
                native = QKeySequence(specs[key].shortcut).toString(QKeySequence.SequenceFormat.NativeText)
                rows.append(TextRow((_plain(menu), _plain(specs[key].text), native, specs[key].tooltip), key))
        return rows + [TextRow(tuple(hint)) for hint in key_hints(language())]

    @Slot(str)
    def _narrow(self, text: str) -> None:
        self.model.set_filter(text)
        if self.model.rowCount():
            self.dialog.show_hint(self.tr("Enter does what the row says. Esc clears the line, then closes this list."))
        else:
            self.dialog.show_hint(self.tr("No action or key has these words. Clear the line with Esc to see all."))

    @Slot(QModelIndex)
    def _run(self, index: QModelIndex) -> None:
        action = self._action(index.data(Role.VALUE))
        if action is None:
            self.dialog.show_hint(self.tr("This is done with its keys where the row says. It cannot be run from here."))
        elif not action.isEnabled():
            self.dialog.show_hint(self.tr("{name} is not possible at the moment.").format(name=_plain(action.text())))
        else:
            self.dialog.close()
            action.trigger()

    def _action(self, key: object) -> QAction | None:
        # on its way through Qt an ActionId has become a plain text
        return self._window.actions_by_id[ActionId(str(key))] if key is not None else None


def _plain(text: str) -> str:
    """Return the text of an action without the & of its mnemonic."""
    return text.replace("&", "").removesuffix("…")
