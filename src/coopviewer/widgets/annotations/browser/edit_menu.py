"""What can be done to the chosen annotations: the bar under their table, and the menu over it. Imported when used."""

from PySide6.QtCore import QEvent, QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QToolButton, QWidget

from coopviewer.domain.annotations.edits import AnnotationEdit, EditKind
from coopviewer.widgets.annotations.browser.cell_editors import Value
from coopviewer.widgets.annotations.browser.table_delegate import AnnotationTableDelegate
from coopviewer.widgets.annotations.browser.tag_prompt import TagPrompt
from coopviewer.widgets.common.flow_layout import FlowLayout


class AnnotationEdits(QObject):
    """The actions for chosen annotations; each says what is wanted, once for all of them."""

    edit_wanted = Signal(object)
    """An AnnotationEdit for all that are chosen."""
    export_wanted = Signal()
    open_wanted = Signal(bool)
    """The current one's entry is wanted; true: in a new tab."""

    def __init__(self, cells: AnnotationTableDelegate, parent: QWidget) -> None:
        """Make the actions; ``cells`` knows colours, statuses and tags."""
        super().__init__(parent)
        self._over, self._cells = parent, cells
        self.status = self._menu(self.tr("&Status"), EditKind.SET_STATUS, cells.statuses())
        self.colour = self._menu(self.tr("&Colour"), EditKind.SET_COLOUR, cells.colours(parent))
        self.colour.aboutToShow.connect(self._draw_colours)
        self.add_tag = self._action(self.tr("&Add tag…"), self._ask_to_add)
        self.remove_tag = self._action(self.tr("&Remove tag…"), self._ask_to_remove)
        self.to_bin = self._action(self.tr("Move to &bin"), self._move_to_bin)
        self.restore = self._action(self.tr("Res&tore"), self._restore)
        self.export = self._action(self.tr("&Export…"), self.export_wanted.emit)
        self._open = self._action(self.tr("&Open"), self._open_here)
        self._open_apart = self._action(self.tr("Open in &new tab"), self._open_in_tab)

    def show_menu(self, place: QPoint, *, in_bin: bool) -> None:
        """Show all of it as a menu, at a place of the screen."""
        menu = QMenu(self._over)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addActions([self._open, self._open_apart])
        menu.addSeparator()
        if in_bin:
            menu.addAction(self.restore)
        else:
            menu.addMenu(self.status)
            menu.addMenu(self.colour)
            menu.addActions([self.add_tag, self.remove_tag, self.to_bin])
        menu.addSeparator()
        menu.addAction(self.export)
        menu.popup(place)

    def enable(self, *, chosen: bool, writable: bool) -> None:
        """Let the actions be used where something is chosen, those that change it where the file can be written."""
        for action in (self.add_tag, self.remove_tag, self.to_bin, self.restore):
            action.setEnabled(chosen and writable)
        for menu in (self.status, self.colour):
            menu.setEnabled(chosen and writable)
            menu.menuAction().setEnabled(chosen and writable)
        for action in (self.export, self._open, self._open_apart):
            action.setEnabled(chosen)

    def _action(self, text: str, slot: object) -> QAction:
        action = QAction(text, self)
        action.setIconText(text.replace("&", ""))  # what a button shows; without this it loses its dots
        action.triggered.connect(slot)
        return action

    def _menu(self, title: str, kind: EditKind, values: tuple[Value, ...]) -> QMenu:
        menu = QMenu(title, self._over)
        for each in values:
            action = menu.addAction(each.label)
            if each.icon is not None:
                action.setIcon(each.icon)
            action.setData(AnnotationEdit(kind, each.value or None))
        menu.triggered.connect(self._choose)
        return menu

    @Slot()
    def _draw_colours(self) -> None:
        """Draw the samples for the theme and the screen of now."""
        for action, value in zip(self.colour.actions(), self._cells.colours(self._over), strict=True):
            if value.icon is not None:
                action.setIcon(value.icon)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self.edit_wanted.emit(action.data())

    @Slot()
    def _ask_to_add(self) -> None:
        prompt = TagPrompt(
            self.tr("Add tag"), self.tr("&Tag for the chosen annotations:"), self._cells.tags, self._over
        )
        prompt.chosen.connect(self._add)
        prompt.open()

    @Slot()
    def _ask_to_remove(self) -> None:
        label = self.tr("&Tag to be taken off the chosen annotations:")
        prompt = TagPrompt(self.tr("Remove tag"), label, self._cells.tags, self._over)
        prompt.chosen.connect(self._take_off)
        prompt.open()

    @Slot(str)
    def _add(self, tags: str) -> None:
        self.edit_wanted.emit(AnnotationEdit(EditKind.ADD_TAG, tags))

    @Slot(str)
    def _take_off(self, tags: str) -> None:
        self.edit_wanted.emit(AnnotationEdit(EditKind.REMOVE_TAG, tags))

    @Slot()
    def _move_to_bin(self) -> None:
        self.edit_wanted.emit(AnnotationEdit(EditKind.MOVE_TO_BIN))

    @Slot()
    def _restore(self) -> None:
        self.edit_wanted.emit(AnnotationEdit(EditKind.RESTORE))

    @Slot()
    def _open_here(self) -> None:
        self.open_wanted.emit(False)

    @Slot()
    def _open_in_tab(self) -> None:
        self.open_wanted.emit(True)


class AnnotationEditBar(QWidget):
    """The actions as buttons in a row, several rows where it is narrow, after how many are chosen."""

    def __init__(self, edits: AnnotationEdits, parent: QWidget) -> None:
        """Show the actions of a list that is not the bin."""
        super().__init__(parent)
        self._layout = FlowLayout(self, 6)
        self._layout.setContentsMargins(0, 4, 0, 4)
        self.chosen = QLabel(self)
        self._layout.addWidget(self.chosen)
        self._of_list = [self._menu_button(edits.status), self._menu_button(edits.colour)]
        self._of_list += [self._button(each) for each in (edits.add_tag, edits.remove_tag, edits.to_bin)]
        self._of_bin = [self._button(edits.restore)]
        height = self._button(edits.export).sizeHint().height()
        self.chosen.setMinimumHeight(height)  # its words stand in line with those of the buttons
        self.show_bin(in_bin=False)

    def show_bin(self, *, in_bin: bool) -> None:
        """Offer what can be done in the bin, or in the list."""
        for button in self._of_list:
            button.setVisible(not in_bin)
        for button in self._of_bin:
            button.setVisible(in_bin)

    def show_chosen(self, chosen: int, total: int) -> None:
        """Say how many of a list are chosen."""
        words = self.tr("{0} of {1} chosen").format(f"{chosen:,}", f"{total:,}") if chosen else self.tr("None chosen")
        if words == self.chosen.text():
            return
        self.chosen.setText(words)
        width = self.chosen.sizeHint().width()
        if width > self.chosen.minimumWidth():  # it only grows: buttons do not jump with each number
            self.chosen.setMinimumWidth(width)
            self._layout.invalidate()

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setToolTip("")
        self._layout.addWidget(button)
        return button

    def _menu_button(self, menu: QMenu) -> QToolButton:
        button = QToolButton(self)
        button.setText(menu.title().replace("&", ""))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu.menuAction().enabledChanged.connect(button.setEnabled)
        self._layout.addWidget(button)
        return button

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.chosen.setMinimumWidth(self.chosen.sizeHint().width())
