"""The user guide, read inside the program: sections on the left, the text with its pictures on the right."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, QStringListModel, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QImage, QTextBlock
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QListView,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

_SIZE = QSize(1080, 760)
_SHARE = 0.94  # of the parent's width and height that the dialog takes at most
_LIST, _TEXT = 230, 850  # pixels at first
_PICTURE = 720  # pixels of width that a picture takes at most
_MARGIN = 20


class GuideDialog(QDialog):
    """Shows a guide written in Markdown; Esc closes it, F6 goes between the sections and the text."""

    keys_wanted = Signal()
    """The list of all keys and actions is to be shown."""

    def __init__(self, text: str, pictures: Path, parent: QWidget) -> None:
        """Show a text whose pictures lie in a folder. Shown by ``show``."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("User guide"))
        self.text = _GuideText(pictures, self)
        self.text.setMarkdown(text)
        self.text.setAccessibleName(self.windowTitle())
        self._headings = [block for block in _blocks(self.text) if block.blockFormat().headingLevel() == 2]
        self.sections = QListView(self)
        self.sections.setModel(QStringListModel([block.text() for block in self._headings], self))
        self.sections.setAccessibleName(self.tr("Sections of the guide"))
        self.sections.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.sections.setFrameShape(QFrame.Shape.NoFrame)
        self.sections.selectionModel().currentChanged.connect(self._go)
        parts = QSplitter(self)
        parts.addWidget(self.sections)
        parts.addWidget(self.text)
        parts.setSizes([_LIST, _TEXT])
        parts.setStretchFactor(1, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        keys = buttons.addButton(self.tr("&Keys and actions…"), QDialogButtonBox.ButtonRole.ActionRole)
        keys.clicked.connect(self.keys_wanted)
        layout = QVBoxLayout(self)
        layout.addWidget(parts, 1)
        layout.addWidget(buttons)
        self.resize(_SIZE.boundedTo(parent.size() * _SHARE))
        self.sections.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def titles(self) -> list[str]:
        """The titles of the sections, in order."""
        return [block.text() for block in self._headings]

    @Slot(QModelIndex)
    def _go(self, index: QModelIndex) -> None:
        """Bring the heading of a section to the top of what is seen."""
        if not index.isValid():
            return
        place = self.text.document().documentLayout().blockBoundingRect(self._headings[index.row()]).top()
        self.text.verticalScrollBar().setValue(round(place) - _MARGIN // 2)


class _GuideText(QTextBrowser):
    """Reads pictures from one folder alone, no wider than a column; other addresses lead nowhere."""

    def __init__(self, pictures: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(_MARGIN)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByKeyboard | flags.TextSelectableByMouse)

    # Qt overrides

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        target = name.toString() if isinstance(name, QUrl) else name
        image = QImage(str(self._pictures / Path(target).name))
        if image.width() > _PICTURE:
            image = image.scaledToWidth(_PICTURE, Qt.TransformationMode.SmoothTransformation)
        return image


def _blocks(text: QTextBrowser) -> list[QTextBlock]:
    found = []
    block = text.document().begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found
