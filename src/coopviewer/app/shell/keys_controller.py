"""Controller of *Keys and actions*: a list in which actions can be found and run."""

from PySide6.QtCore import QModelIndex, QObject, QSize, Slot
from PySide6.QtGui import QAction, QKeySequence

from coopviewer.app.context import AppContext
from coopviewer.models.roles import Role
from coopviewer.models.text_table import TextRow, TextTableModel
from coopviewer.widgets.common.list_dialog import ListDialog
from coopviewer.widgets.shell.actions import ActionId, action_specs, menus
from coopviewer.widgets.shell.key_hints import key_hints

_SIZE = QSize(900, 620)
_PARTS = (3, 5, 4, 9)  # how the columns share the width


class KeysController(QObject):
    """Lists the actions of a window, filters the list, and runs the selected action."""

    def __init__(self, context: AppContext) -> None:
        """Create the list; ``open`` shows it."""
        super().__init__(context.window)
        self._window = window = context.window
        tr = self.tr
        self.model = TextTableModel((tr("Where"), tr("What"), tr("Keys"), tr("What it does")), self._rows(), self)
        self.dialog = ListDialog(self.model, tr("Keys and actions"), window)
        self.dialog.field.setAccessibleName(tr("Find an action or a key"))
        self.dialog.field.setPlaceholderText(tr("Find an action or a key"))
        self.dialog.filter_changed.connect(self._narrow)
        self.dialog.finished.connect(window.focus_page)
        self.dialog.row_chosen.connect(self._run)

    def open(self) -> None:
        """Show the whole list."""
        self._narrow("")
        self.dialog.open_over(_SIZE)
        self.dialog.table.share_width(_PARTS)

    def _rows(self) -> list[TextRow]:
        tr, specs = self._window.tr, action_specs(self._window.tr)
        rows = []
        for menu, keys in menus(tr):
            for key in keys:
                native = QKeySequence(specs[key].shortcut).toString(QKeySequence.SequenceFormat.NativeText)
                rows.append(TextRow((_plain(menu), _plain(specs[key].text), native, specs[key].tooltip), key))
        return rows + [TextRow(tuple(hint)) for hint in key_hints(self.tr)]

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
