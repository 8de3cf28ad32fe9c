"""The keys with Alt of the dialogs that a journey opens: none may serve two things."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QGroupBox,
    QLabel,
    QTabBar,
    QWidget,
)


def keys_of(dialog: QWidget) -> list[str]:
    """Return the keys with Alt of what is visible in a dialog: buttons, labels of fields, tabs, and titled groups."""
    parts = [each for each in dialog.findChildren(QWidget) if each.isVisible() and each.window() is dialog]
    texts = [each.text() for each in parts if isinstance(each, QAbstractButton)]
    texts += [each.text() for each in parts if isinstance(each, QLabel) and each.buddy() is not None]
    texts += [each.title() for each in parts if isinstance(each, QGroupBox)]
    for tabs in (each for each in parts if isinstance(each, QTabBar)):
        texts += [tabs.tabText(place) for place in range(tabs.count()) if tabs.isTabVisible(place)]
    sequences = (QKeySequence.mnemonic(text).toString() for text in texts)
    return [each for each in sequences if each]


class KeyWatch(QObject):
    """Looks at each dialog as soon as something in it gets the keyboard focus."""

    def __init__(self, app: QApplication) -> None:
        """Begin; dialogs of the system and those from right to left, where letters may become one, are left out."""
        super().__init__()
        self.doubled: dict[str, list[str]] = {}
        self.seen: set[str] = set()
        self._app = app
        app.focusChanged.connect(self._look)

    def stop(self) -> None:
        """Look at no further dialog."""
        self._app.focusChanged.disconnect(self._look)

    @Slot(QWidget, QWidget)
    def _look(self, _before: QWidget | None, now: QWidget | None) -> None:
        dialog = now.window() if now is not None else None
        if not isinstance(dialog, QDialog) or isinstance(dialog, QFileDialog) or QApplication.isRightToLeft():
            return
        keys = keys_of(dialog)
        self.seen.add(type(dialog).__name__)
        twice = sorted({each for each in keys if keys.count(each) > 1})
        if twice:
            self.doubled[type(dialog).__name__] = twice
