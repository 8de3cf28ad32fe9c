"""One annotation to review: the text it was written on beside the current text, or two versions of it.

Differences are marked: removed text is struck through, added text is underlined, so that neither is shown by colour
alone.
"""

from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QGridLayout, QLabel, QTextEdit, QVBoxLayout, QWidget

from coopviewer.domain.anchoring.review import ComparedPart, compare, compare_notes, compare_versions
from coopviewer.domain.annotations.annotation import Person
from coopviewer.domain.annotations.versions.conflicts import Conflict, sides_of
from coopviewer.domain.annotations.versions.earlier import OtherVersion
from coopviewer.domain.text.measures import shorten
from coopviewer.models.annotations.review_list import Reviewed
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.models.roles import LONGEST_TIP
from coopviewer.rendering.words.review.conflict_words import side_heading, side_line
from coopviewer.rendering.words.review.review_words import (
    now_words,
    parts_now,
    parts_then,
    spoken_gone,
    spoken_new,
    then_words,
    version_author,
    version_line,
)
from coopviewer.widgets.annotations.page.highlight_style import is_dark


class DifferenceStyle(Enum):
    """Marks of words that one of two texts lacks: ``REMOVED`` in the left text, ``ADDED`` in the right one."""

    REMOVED = auto()
    ADDED = auto()


BACKGROUNDS = {  # by style and dark theme; every text has a contrast of at least 4.5:1 to them
    (DifferenceStyle.REMOVED, False): "#ffe3e3",
    (DifferenceStyle.ADDED, False): "#d9f3dc",
    (DifferenceStyle.REMOVED, True): "#55242a",
    (DifferenceStyle.ADDED, True): "#1c4027",
}
_NARROW = 34  # times the height of a line; in a narrower sheet the two texts are below each other
_LEAST = 20  # times the height of a line, which the two texts beside each other take in a low window
LEAST_LINES = 4
"""The least number of lines that are visible of each of the two compared texts."""


class ShownState(NamedTuple):
    """A state of an annotation to be compared with another one.

    ``heading``: which of the two states it is, or who wrote it.
    ``line``: who made it and when, and its status, colour, link and tags; or that it is no longer in the file.
    ``text``: its note.
    """

    heading: str
    line: str
    text: str


class ReviewSheet(QWidget):
    """Shows the two texts of a review, or two states of an annotation, side by side.

    If the sheet is narrow, one text is below the other. It is hidden while there is nothing to show.
    """

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.note = _label(self)
        self.old = _Side(self.tr("Then"), self)
        self.new = _Side(self.tr("Now"), self)
        self._review: Reviewed | tuple[ShownState, ShownState] | None = None
        self.owner: Person | None = None
        """The owner of the annotations file, whose versions are called the user's own; None: no file is open."""
        self._is_low = False
        self._sides = QGridLayout()
        self._sides.setHorizontalSpacing(14)
        self._sides.setVerticalSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.note)
        layout.addLayout(self._sides, 1)
        self._arrange(narrow=False)
        self._reserve_lines()
        self.show_review(None)

    def show_review(self, review: Reviewed | tuple[ShownState, ShownState] | None) -> None:
        """Show the two texts of a review, or two states of an annotation, the first on the left, or nothing for None.

        What only the left text has is marked as removed, what only the right one has as added. On the left is:

            of a Review: the passage as it was;
            of an OtherVersion: its ``own``, the annotation in the user's file, or nothing if that is None;
            of a Conflict: the version that ``owner`` made; its ``own`` if ``owner`` is None, or made both or neither.
        """
        self._review = review
        self._draw()

    def set_low(self, *, is_low: bool) -> None:
        """Set whether there is little height: then the texts are side by side from 20 line heights of width, not 34."""
        self._is_low = is_low
        self._arrange_by_width()

    def _arrange_by_width(self) -> None:
        least = _LEAST if self._is_low else _NARROW
        self._arrange(narrow=self.width() < least * self.fontMetrics().height())

    def _reserve_lines(self) -> None:
        for side in (self.old, self.new):
            side.reserve_lines()

    def _draw(self) -> None:
        review = self._review
        self.setVisible(review is not None)
        if review is None:
            return
        if isinstance(review, Conflict):
            self._draw_conflict(review)
            return
        if isinstance(review, tuple):
            self._draw_states(*review)
            return
        if isinstance(review, OtherVersion):
            self._draw_version(review)
            return
        self.old.set_name(self.tr("Then"))
        self.new.set_name(self.tr("Now"))
        body = " ".join(shorten(review.annotation.body, LONGEST_TIP).split())
        self.note.setText(self.tr("Your note: {0}").format(body))
        self.note.setVisible(bool(body))
        compared = compare(review)
        old_parts, new_parts = parts_then(review, compared), parts_now(review, compared, language())
        self.old.show_text(then_words(review, language()), old_parts, DifferenceStyle.REMOVED)
        self.new.show_text(now_words(review, language()), new_parts, DifferenceStyle.ADDED)
        self.old.text.setAccessibleDescription(spoken_gone(old_parts, language()))
        self.new.text.setAccessibleDescription(spoken_new(new_parts, language()))

    def _draw_conflict(self, conflict: Conflict) -> None:
        """Show the two states of a conflict, the user's own first, with who made each, and when."""
        first, second = (
            ShownState(
                side_heading(each, language()),
                side_line(each, language()),
                "" if each.annotation is None else each.annotation.body,
            )
            for each in sides_of(conflict, self.owner)
        )
        self._draw_states(first, second)

    def _draw_states(self, first: ShownState, second: ShownState) -> None:
        self.note.hide()
        compared = compare_notes(first.text, second.text)
        shown = (self.old, compared.old, DifferenceStyle.REMOVED), (self.new, compared.new, DifferenceStyle.ADDED)
        for (half, parts, style), state in zip(shown, (first, second), strict=True):
            half.set_name(state.heading)
            half.show_text(state.line, parts, style)
        self.old.text.setAccessibleDescription(spoken_gone(compared.old, language()))
        self.new.text.setAccessibleDescription(spoken_new(compared.new, language()))

    def _draw_version(self, version: OtherVersion) -> None:
        """Show the annotation in the user's file, ``version.own``, beside the other version."""
        self.note.setVisible(version.own is None)
        self.note.setText(self.tr("The annotation that this is a version of is no longer here."))
        self.old.set_name(self.tr("Here"))
        self.new.set_name(self.tr("Other version"))
        old, new = compare_versions(version)
        own_line = version_line(version.own, language()) if version.own is not None else ""
        self.old.show_text(own_line, old, DifferenceStyle.REMOVED)
        self.new.show_text(
            version_line(version.annotation, language(), by=version_author(version)), new, DifferenceStyle.ADDED
        )
        self.old.text.setAccessibleDescription(spoken_gone(old, language()))
        self.new.text.setAccessibleDescription(spoken_new(new, language()))

    def _arrange(self, *, narrow: bool) -> None:
        """Arrange the two sides beside each other, or below each other if the sheet is narrow."""
        for number, side in enumerate((self.old, self.new)):
            for row, part in enumerate(side.parts):
                cell = (row + number * len(side.parts), 0) if narrow else (row, number)
                self._sides.addWidget(part, *cell)
        last = len(self.old.parts) - 1
        self._sides.setRowStretch(last, 1)
        self._sides.setRowStretch(2 * last + 1, int(narrow))
        self._sides.setColumnStretch(0, 1)
        self._sides.setColumnStretch(1, 0 if narrow else 1)
        self._sides.setHorizontalSpacing(0 if narrow else 14)

    # Qt overrides

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_by_width()

    @guarded
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._reserve_lines()
            self._draw()


class _VersionText(QTextEdit):
    """A text that needs no more height than is reserved for it, and takes what there is."""

    # Qt overrides

    @guarded
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


class _Side:
    """One of the two compared texts, with a heading and its edition; text that the other side lacks is marked."""

    def __init__(self, name: str, sheet: QWidget) -> None:
        self._name, self._sheet = name, sheet
        self.heading = QLabel(name, sheet)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)  # a colleague's name must not become markup
        font = QFont(self.heading.font())
        font.setWeight(QFont.Weight.DemiBold)
        self.heading.setFont(font)
        self.edition = _label(sheet)
        self.edition.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.edition.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text = _VersionText(sheet)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # right to left for Arabic in every window
        self.text.document().setDefaultTextOption(option)
        self.text.document().setDocumentMargin(8)
        self.parts = (self.heading, self.edition, self.text)

    def reserve_lines(self) -> None:
        """Reserve the height of some lines of text in the sheet's present font."""
        self.text.setMinimumHeight(LEAST_LINES * self._sheet.fontMetrics().lineSpacing())

    def set_name(self, name: str) -> None:
        """Set the heading."""
        self._name = name
        self.heading.setText(name)

    def show_text(self, edition: str, parts: Iterable[ComparedPart], style: DifferenceStyle) -> None:
        """Show a text, with its differing parts marked in a style."""
        self.edition.setText(edition)
        self.text.clear()
        self.text.setAccessibleName(f"{self._name}. {edition}")
        cursor = QTextCursor(self.text.document())
        for part in parts:
            cursor.insertText(part.text, self._format(part, style))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _format(self, part: ComparedPart, style: DifferenceStyle) -> QTextCharFormat:
        char_format, colours = QTextCharFormat(), self._sheet.palette()
        soft = part.around and not (part.differs and style is DifferenceStyle.ADDED)
        char_format.setForeground(
            colours.color(QPalette.ColorRole.PlaceholderText if soft else QPalette.ColorRole.Text)
        )
        if not part.differs:
            return char_format
        char_format.setBackground(QColor(BACKGROUNDS[style, is_dark(colours)]))
        if style is DifferenceStyle.REMOVED:
            char_format.setFontStrikeOut(True)
        else:
            char_format.setFontUnderline(True)
            char_format.setFontWeight(QFont.Weight.DemiBold)
        return char_format


def _label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
