"""Dialogs shared by all features; modules of the first window must not import this one (docs/pitfalls.md)."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QShowEvent, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox, QPlainTextEdit, QVBoxLayout, QWidget

from coopviewer.models.guard import guarded


class ButtonBox(QDialogButtonBox):
    """The buttons of a dialog, without icons: on X11 without a desktop, Qt's icons are black, also on dark buttons."""

    # Qt overrides

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        remove_icons(self)
        super().showEvent(event)

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # for which Qt sets them again
            remove_icons(self)


def remove_icons(box: QDialogButtonBox | QMessageBox) -> None:
    """Remove the icons of all buttons of a box."""
    for button in box.buttons():
        if not button.icon().isNull():
            button.setIcon(QIcon())


def ask_about_web(parent: QWidget, address: str) -> QMessageBox:
    """Ask whether to open a web address in the browser, without waiting for the answer; nothing is opened here.

    The returned box emits ``accepted`` if the user agrees, and is deleted when it is closed.
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(box.tr("Open a web address"))
    box.setTextFormat(Qt.TextFormat.PlainText)  # a note must not become markup
    box.setText(
        box.tr("Open this address in your browser? coopviewer itself uses no network.") + f"\n\n{address}",
    )
    yes = box.addButton(box.tr("&Open"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    yes.setAutoDefault(False)
    remove_icons(box)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


_SIZE = QSize(760, 640)
_MOST_SHARE = 0.92  # of the parent's width and height that the dialog takes at most


class TextDialog(QDialog):
    """Shows a text that can be read with the arrow keys and copied; Esc closes the dialog."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty and hidden; the parent window can be used while the dialog is open."""
        super().__init__(parent)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(flags.TextSelectableByKeyboard | flags.TextSelectableByMouse)
        self.text.setTabChangesFocus(True)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        self.resize(_SIZE.boundedTo(parent.size() * _MOST_SHARE))

    def show_text(self, title: str, text: str) -> None:
        """Show the dialog with this title and text in place of those before, and the keyboard focus in the text."""
        self.setWindowTitle(title)
        self.text.setAccessibleName(self.windowTitle())
        self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
