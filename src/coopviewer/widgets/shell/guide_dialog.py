"""The dialog of the user guide: sections on the left, the text with its images on the right."""

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

from coopviewer.models.guard import guarded
from coopviewer.widgets.common.dialogs import ButtonBox

_SIZE = QSize(1080, 760)
_MOST_SHARE = 0.94  # of the parent's width and height that the dialog takes at most
_LIST, _TEXT = 230, 850  # the first widths of list and text, in pixels
_IMAGE_WIDTH = 720  # the maximum width of an image, in pixels
_MARGIN = 20  # pixels


class GuideDialog(QDialog):
    """Shows a guide written in Markdown; Esc closes the dialog."""

    keys_wanted = Signal()
    """The user wants to see the list of all keys and actions."""

    def __init__(self, text: str, images: Path, parent: QWidget) -> None:
        """Take the guide's text and the folder of its images; call ``show`` to show the dialog."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("User guide"))
        self.text = _GuideText(images, self)
        self.text.setMarkdown(text)
        self.text.setAccessibleName(self.windowTitle())
        self._headings = [block for block in _blocks(self.text) if block.blockFormat().headingLevel() == 2]
        self.sections = QListView(self)
        self.sections.setModel(QStringListModel([block.text() for block in self._headings], self))
        self.sections.setAccessibleName(self.tr("Sections of the guide"))
        self.sections.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.sections.setFrameShape(QFrame.Shape.NoFrame)
        self.sections.setWordWrap(True)
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sections.setResizeMode(QListView.ResizeMode.Adjust)
        self.sections.selectionModel().currentChanged.connect(self._show_section)
        parts = QSplitter(self)
        parts.addWidget(self.sections)
        parts.addWidget(self.text)
        parts.setSizes([_LIST, _TEXT])
        parts.setStretchFactor(1, 1)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        keys = buttons.addButton(self.tr("&Keys and actions…"), QDialogButtonBox.ButtonRole.ActionRole)
        keys.clicked.connect(self.keys_wanted)
        layout = QVBoxLayout(self)
        layout.addWidget(parts, 1)
        layout.addWidget(buttons)
        self.resize(_SIZE.boundedTo(parent.size() * _MOST_SHARE))
        self.sections.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def titles(self) -> list[str]:
        """The titles of the sections, which begin at headings of the second level, in order."""
        return [block.text() for block in self._headings]

    @Slot(QModelIndex)
    def _show_section(self, index: QModelIndex) -> None:
        """Scroll so that the heading of a section is at the top; nothing happens if ``index`` is of none."""
        if not index.isValid():
            return
        top = self.text.document().documentLayout().blockBoundingRect(self._headings[index.row()]).top()
        self.text.verticalScrollBar().setValue(round(top) - _MARGIN // 2)


class _GuideText(QTextBrowser):
    """A text browser that loads images only from one folder, scaled down to the column, and opens no links."""

    def __init__(self, images: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._images = images
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(_MARGIN)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByKeyboard | flags.TextSelectableByMouse)

    # Qt overrides

    @guarded
    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        target = name.toString() if isinstance(name, QUrl) else name
        image = QImage(str(self._images / Path(target).name))
        if image.width() > _IMAGE_WIDTH:
            image = image.scaledToWidth(_IMAGE_WIDTH, Qt.TransformationMode.SmoothTransformation)
        return image


def _blocks(text: QTextBrowser) -> list[QTextBlock]:
    blocks = []
    block = text.document().begin()
    while block.isValid():
        blocks.append(block)
        block = block.next()
    return blocks
