"""Actions for the selected annotations, in a bar under the table and in its context menu."""

from PySide6.QtCore import QEvent, QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QToolButton, QWidget

from coopviewer.domain.annotations.edits import AnnotationEdit, EditKind
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.widgets.annotations.browser.cell_editors import ValueOption
from coopviewer.widgets.annotations.browser.table_delegate import AnnotationTableDelegate
from coopviewer.widgets.annotations.browser.tag_prompt import TagPrompt
from coopviewer.widgets.common.flow_layout import FlowLayout


class AnnotationEdits(QObject):
    """The actions for the selected annotations: to change, export or open them.

    An action that changes annotations emits one edit for all that are selected. Only the current one is opened.
    """

    edit_wanted = Signal(object)
    """An AnnotationEdit for all selected annotations."""
    export_wanted = Signal()
    """The user wants to export the selected annotations."""
    open_wanted = Signal(bool)
    """The user wants to see the entry of the current annotation; True for a new tab."""

    def __init__(self, cells: AnnotationTableDelegate, parent: QWidget) -> None:
        """Create the actions; ``cells`` has the colours, statuses and tags to choose from."""
        super().__init__(parent)
        self._parent_widget, self._cells = parent, cells
        self._further: list[QAction] = []
        self.status = self._menu(self.tr("&Status"), EditKind.SET_STATUS, cells.statuses())
        self.colour = self._menu(self.tr("&Colour"), EditKind.SET_COLOUR, cells.colours(parent))
        self.colour.aboutToShow.connect(self._draw_colours)
        self.add_tag = self._action(self.tr("&Add tag…"), self._ask_to_add)
        self.remove_tag = self._action(self.tr("&Remove tag…"), self._ask_to_remove)
        self.to_bin = self._action(self.tr("Move to &bin"), self._move_to_bin)
        self.restore = self._action(self.tr("Res&tore"), self._restore)
        self.export = self._action(self.tr("&Export…"), self.export_wanted.emit)
        self._open = self._action(self.tr("&Open"), self._emit_open)
        self._open_in_new_tab = self._action(self.tr("Open in &new tab"), self._emit_open_in_new_tab)

    def offer(self, action: QAction) -> None:
        """Add an action at the end of the context menu; ``enable`` neither enables nor disables it."""
        self._further.append(action)

    def show_menu(self, position: QPoint, *, in_bin: bool) -> None:
        """Show the actions as a context menu at a point of the screen, and return at once.

        ``in_bin``: the list shows the bin, so the menu has *Restore* in place of the actions that edit.
        """
        menu = QMenu(self._parent_widget)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addActions([self._open, self._open_in_new_tab])
        menu.addSeparator()
        if in_bin:
            menu.addAction(self.restore)
        else:
            menu.addMenu(self.status)
            menu.addMenu(self.colour)
            menu.addActions([self.add_tag, self.remove_tag, self.to_bin])
        menu.addSeparator()
        menu.addActions([self.export, *self._further])
        menu.popup(position)

    def enable(self, *, has_selection: bool, writable: bool) -> None:
        """Enable the actions if rows are selected, else disable them; to edit, the file must be ``writable`` too."""
        for action in (self.add_tag, self.remove_tag, self.to_bin, self.restore):
            action.setEnabled(has_selection and writable)
        for menu in (self.status, self.colour):
            menu.setEnabled(has_selection and writable)
            menu.menuAction().setEnabled(has_selection and writable)
        for action in (self.export, self._open, self._open_in_new_tab):
            action.setEnabled(has_selection)

    def _action(self, text: str, slot: object) -> QAction:
        action = QAction(text, self)
        action.setIconText(text.replace("&", ""))  # the text of a button, from which Qt would strip the ellipsis
        action.triggered.connect(slot)
        return action

    def _menu(self, title: str, kind: EditKind, values: tuple[ValueOption, ...]) -> QMenu:
        menu = QMenu(title, self._parent_widget)
        for each in values:
            action = menu.addAction(each.label)
            if each.icon is not None:
                action.setIcon(each.icon)
            action.setData(AnnotationEdit(kind, each.value or None))
        menu.triggered.connect(self._choose)
        return menu

    @Slot()
    def _draw_colours(self) -> None:
        """Draw the samples for the current theme and screen."""
        for action, value in zip(self.colour.actions(), self._cells.colours(self._parent_widget), strict=True):
            if value.icon is not None:
                action.setIcon(value.icon)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self.edit_wanted.emit(action.data())

    @Slot()
    def _ask_to_add(self) -> None:
        prompt = TagPrompt(
            self.tr("Add tag"), self.tr("&Tag for the selected annotations:"), self._cells.tags, self._parent_widget
        )
        prompt.chosen.connect(self._add_tags)
        prompt.open()

    @Slot()
    def _ask_to_remove(self) -> None:
        label = self.tr("&Tag to remove from the selected annotations:")
        prompt = TagPrompt(self.tr("Remove tag"), label, self._cells.tags, self._parent_widget)
        prompt.chosen.connect(self._remove_tags)
        prompt.open()

    @Slot(str)
    def _add_tags(self, tags: str) -> None:
        self.edit_wanted.emit(AnnotationEdit(EditKind.ADD_TAG, tags))

    @Slot(str)
    def _remove_tags(self, tags: str) -> None:
        self.edit_wanted.emit(AnnotationEdit(EditKind.REMOVE_TAG, tags))

    @Slot()
    def _move_to_bin(self) -> None:
        self.edit_wanted.emit(AnnotationEdit(EditKind.MOVE_TO_BIN))

    @Slot()
    def _restore(self) -> None:
        self.edit_wanted.emit(AnnotationEdit(EditKind.RESTORE))

    @Slot()
    def _emit_open(self) -> None:
        self.open_wanted.emit(False)

    @Slot()
    def _emit_open_in_new_tab(self) -> None:
        self.open_wanted.emit(True)


class AnnotationEditBar(QWidget):
    """The number of selected annotations, and buttons that change or export them, in several rows if it is narrow."""

    def __init__(self, edits: AnnotationEdits, parent: QWidget) -> None:
        """Start with the buttons for the list, not for the bin."""
        super().__init__(parent)
        self._layout = FlowLayout(self, 6)
        self._layout.setContentsMargins(0, 4, 0, 4)
        self.selection_label = QLabel(self)
        self._layout.addWidget(self.selection_label)
        self._of_list = [self._menu_button(edits.status), self._menu_button(edits.colour)]
        self._of_list += [self._button(each) for each in (edits.add_tag, edits.remove_tag, edits.to_bin)]
        self._of_bin = [self._button(edits.restore)]
        height = self._button(edits.export).sizeHint().height()
        self.selection_label.setMinimumHeight(height)  # so that its text is aligned with those of the buttons
        self.show_bin(in_bin=False)

    def show_bin(self, *, in_bin: bool) -> None:
        """Show the buttons for annotations in the bin, or for those in the list."""
        for button in self._of_list:
            button.setVisible(not in_bin)
        for button in self._of_bin:
            button.setVisible(in_bin)

    def show_selection_count(self, count: int, total: int) -> None:
        """Show that ``count`` of the ``total`` annotations of a list are selected, or for a count of 0 that none is."""
        text = (
            self.tr("{0} of {1} selected").format(*map(language().number, (count, total)))
            if count
            else self.tr("None selected")
        )
        if text == self.selection_label.text():
            return
        self.selection_label.setText(text)
        width = self.selection_label.sizeHint().width()
        if width > self.selection_label.minimumWidth():  # only grows, so that the buttons do not move with each number
            self.selection_label.setMinimumWidth(width)
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

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.selection_label.setMinimumWidth(self.selection_label.sizeHint().width())
