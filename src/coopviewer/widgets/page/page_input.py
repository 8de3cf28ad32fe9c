"""What a person does in the page by mouse and keyboard, told as what is wanted; what is drawn is not known here."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, Signal, SignalInstance
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from coopviewer.domain.browsing.addresses import SCHEME, parse_address

_STIRS = {
    **dict.fromkeys((QEvent.Type.MouseMove, QEvent.Type.Leave), False),
    **dict.fromkeys((QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.Resize), True),
}


class PageInput(QTextBrowser):
    """A text whose links, selections and places are told, never followed."""

    new_tab_chosen = Signal(object)
    """An Address that is wanted in a tab of its own."""
    tip_wanted = Signal(QPoint)
    """The mouse has come to rest at a point of the viewport."""
    stirred = Signal(bool)
    """The mouse moves over the page or leaves it (False); it presses or turns its wheel, or the view is resized."""
    passage_selected = Signal()
    """The person has finished selecting, by mouse or keyboard."""
    place_clicked = Signal(QPoint)
    """A click that selected nothing and followed no link: the point of the viewport."""
    step_chosen = Signal(int)
    """Back (-1) or forward (1), by the mouse's own buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing in it."""
        super().__init__(parent)
        self.holds_tips = False
        """Whether ``tip_wanted`` is kept back, as while something else stands beside what is selected."""

    def follow_apart(self, link: str) -> None:
        """Ask for a tab of its own for what a link of the page leads to."""
        self._tell(link, self.new_tab_chosen)

    def _tell(self, link: str, chosen: SignalInstance) -> None:
        try:
            chosen.emit(parse_address(link))
        except ValueError:
            return  # a link of an imported file that leads nowhere

    # Qt overrides

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:  # Qt would show the serials by which the facts are found
            assert isinstance(event, QHelpEvent)
            if not self.holds_tips:
                self.tip_wanted.emit(event.pos())
            return True
        if event.type() in _STIRS:
            self.stirred.emit(_STIRS[event.type()])
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        from coopviewer.widgets.common.mouse import history_step  # deferred: see widgets/mouse.py

        if step := history_step(event):
            self.step_chosen.emit(step)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        from coopviewer.widgets.common.mouse import wants_new_tab  # deferred: see widgets/mouse.py

        link = self.anchorAt(event.position().toPoint())
        if link.startswith(SCHEME) and wants_new_tab(event):
            self.follow_apart(link)
            return
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            self.passage_selected.emit()
        elif not link:
            event.accept()
            self.place_clicked.emit(event.position().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from coopviewer.widgets.page.selection import select_by_key  # deferred: see widgets/mouse.py

        if not select_by_key(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        from coopviewer.widgets.page.selection import ends_selecting  # deferred: see widgets/mouse.py

        super().keyReleaseEvent(event)
        if ends_selecting(event) and self.textCursor().hasSelection():
            self.passage_selected.emit()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the selected text without source marks: ``2017 – 2023`` must never become ``2017 – 20231``."""
        # deferred, both: not needed for the first window
        from coopviewer.widgets.page.selection import selected_ranges, text_between

        data, ranges = QMimeData(), selected_ranges(self.textCursor())
        data.setText("\n".join(text_between(self.document(), start, end) for start, end in ranges))
        return data
