"""Draws annotations as cards: quotation with a bar of its colour and pattern, words, tags, status, when and by whom."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.drafts import AnnotatedPage
from coopviewer.domain.browsing.addresses_in_text import addresses_in
from coopviewer.models.annotations.page_list import AnnotationList
from coopviewer.models.roles import Role
from coopviewer.rendering.words.annotation_card_words import CardWords, card_words
from coopviewer.widgets.annotations.page.highlight_style import draw_underline, highlight_style, is_dark
from coopviewer.widgets.annotations.pane.card_text import CardText, LivePart

_SIDE, _GAP, _PAD = 12, 5, 11  # pixels: beside a card, above and below it, within it
_INDENT, _BAR = 14, 3  # of a quotation, and how wide the bar beside it is
_BETWEEN = 5
_QUOTED_LINES, _BODY_LINES, _OTHER_LINES = 4, 9, 3
_CORNER = 8
_LINE_SIGNS = 160
_MOST_LAID_OUT = 40  # cards whose texts are kept
_Index = QModelIndex | QPersistentModelIndex
_Role = QPalette.ColorRole


class _Block(NamedTuple):
    """A text of the card, with the top of its place within the card's inner area."""

    text: CardText
    top: float
    colour: QColor
    quoted: bool


class CardDelegate(QStyledItemDelegate):
    """Cards as high as their words need, long ones cut: the editor shows the whole."""

    def __init__(self, view: QAbstractItemView, annotations: AnnotationList) -> None:
        """Draw the cards of a list in a view; the page beside it is told by ``set_page``."""
        super().__init__(view)
        self._view = view
        self._annotations = annotations
        self._page: AnnotatedPage | None = None
        self._width = 0
        self._heights: dict[str, tuple[Annotation, QSize]] = {}
        self._laid_out: dict[str, tuple[Annotation, int, list[_Block]]] = {}

    def set_page(self, page: AnnotatedPage | None) -> None:
        """Draw for this page from now on."""
        if page != self._page:
            self._page = page
            self.measure_again()

    def measure_again(self) -> None:
        """Forget how high the cards are and their texts, as when the font or the colours have changed."""
        self._heights.clear()
        self._laid_out.clear()
        self._width = self._view.viewport().width()

    def fit(self) -> None:
        """Measure again where the view is no longer as wide as it was."""
        if self._view.viewport().width() != self._width:
            self.measure_again()

    def target_at(self, option: QStyleOptionViewItem, index: _Index, point: QPoint) -> str:
        """Give the address under a point of a card, empty where there is none."""
        annotation = index.data(Role.VALUE)
        if not isinstance(annotation, Annotation) or self._page is None:
            return ""
        inner = _inner(option.rect)
        for block in self._blocks(annotation, option, inner.width()):
            left = _left(inner, option, quoted=block.quoted)
            target = block.text.target_at(QPointF(point) - QPointF(left, inner.top() + block.top))
            if target:
                return target
        return ""

    def _blocks(self, annotation: Annotation, option: QStyleOptionViewItem, width: int) -> list[_Block]:
        """Lay out a card's texts; those that were laid out last are kept, since what is measured is soon drawn."""
        known = self._laid_out.get(annotation.uuid)
        if known is None or known[:2] != (annotation, width):
            known = annotation, width, self._lay_out(annotation, option, width)
            self._laid_out[annotation.uuid] = known
            if len(self._laid_out) > _MOST_LAID_OUT:
                del self._laid_out[next(iter(self._laid_out))]
        return known[2]

    def _lay_out(self, annotation: Annotation, option: QStyleOptionViewItem, width: int) -> list[_Block]:
        assert self._page is not None
        words = card_words(annotation, self._page, self.tr)
        colours = option.palette
        text, soft, link = (colours.color(role) for role in (_Role.Text, _Role.PlaceholderText, _Role.Link))
        font = QFont(option.font)  # a copy: the option's own is gone when the option is
        slanted = QFont(font)
        slanted.setItalic(True)
        target = f"coop:{annotation.target_entry_id}" if annotation.target_entry_id else ""
        lone = annotation.colour is not None and not words.quotation  # then the bar stands beside the words
        parts = (
            (words.elsewhere, slanted, _OTHER_LINES, (), soft, False),
            (words.quotation, font, _QUOTED_LINES, (), soft, True),
            (words.anchor, slanted, _OTHER_LINES, (), text, False),
            (words.body, font, _BODY_LINES, _addresses(words.body, link), text, lone),
            (f"→ {words.link}" if target else "", font, _OTHER_LINES, _whole(words.link, link, target), text, False),
        )
        made = [
            (CardText(shown, its_font, width - (_INDENT if quoted else 0), lines, live), colour, quoted)
            for shown, its_font, lines, live, colour, quoted in parts
            if shown
        ]
        blocks: list[_Block] = []
        top = 0.0
        for card_text, colour, quoted in (*made, *((each, soft, False) for each in _foot(words, font, width, link))):
            blocks.append(_Block(card_text, top, colour, quoted))
            top += card_text.height + _BETWEEN
        return blocks

    def _height(self, annotation: Annotation, option: QStyleOptionViewItem) -> int:
        if self._page is None:
            return 0
        last = self._blocks(annotation, option, _inner(QRect(0, 0, self._width, 0)).width())[-1]
        return round(last.top + last.text.height) + 2 * (_PAD + _GAP)

    def _draw_frame(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        card = QRectF(option.rect.adjusted(_SIDE, _GAP, -_SIDE, -_GAP))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(option.palette.color(_Role.Light))
        inset = 1.0 if selected else 0.5
        painter.setPen(QPen(option.palette.color(_Role.Accent if selected else _Role.Mid), 2 * inset))
        painter.drawRoundedRect(card.adjusted(inset, inset, -inset, -inset), _CORNER, _CORNER)

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        annotation = self._annotations.at(index.row())  # not by the index: a view asks for all rows at each change
        known = self._heights.get(annotation.uuid)
        if known is None or known[0] is not annotation:
            known = annotation, QSize(self._width, self._height(annotation, option))
            self._heights[annotation.uuid] = known
        return known[1]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        annotation = index.data(Role.VALUE)
        if not isinstance(annotation, Annotation) or self._page is None:
            return
        painter.save()
        self._draw_frame(painter, option)
        inner = _inner(option.rect)
        for block in self._blocks(annotation, option, inner.width()):
            place = QPointF(_left(inner, option, quoted=block.quoted), inner.top() + block.top)
            block.text.draw(painter, place, block.colour)
            if block.quoted:
                across = inner.right() - 1 if _mirrored(option) else inner.left() + 2
                look = highlight_style(annotation.colour, dark=is_dark(option.palette))
                start = QPointF(across, place.y() + 1)
                draw_underline(painter, start, QPointF(across, place.y() + block.text.height - 1), look, _BAR)
        painter.restore()


def _inner(rect: QRect) -> QRect:
    return rect.adjusted(_SIDE + _PAD, _GAP + _PAD, -_SIDE - _PAD, -_GAP - _PAD)


def _mirrored(option: QStyleOptionViewItem) -> bool:
    return option.direction is Qt.LayoutDirection.RightToLeft


def _left(inner: QRect, option: QStyleOptionViewItem, *, quoted: bool) -> int:
    return inner.left() + (_INDENT if quoted and not _mirrored(option) else 0)


def _foot(words: CardWords, font: QFont, width: int, link: QColor) -> tuple[CardText, ...]:
    """Give what stands last in a card, in one text or, where many tags would cut off when it was written, in two."""
    tags = " ".join(words.tags)
    rest = " · ".join(part for part in (words.status, words.written) if part)
    live = (LivePart(0, len(tags), link),)
    whole = CardText(f"{tags} · {rest}" if tags else rest, font, width, _OTHER_LINES, live)
    if tags and whole.is_cut:
        return CardText(tags, font, width, _OTHER_LINES, live), CardText(rest, font, width, _OTHER_LINES)
    return (whole,)


def _addresses(body: str, colour: QColor) -> tuple[LivePart, ...]:
    seen = body[: _BODY_LINES * _LINE_SIGNS]
    return tuple(LivePart(each.start, each.end, colour, each.text) for each in addresses_in(seen))


def _whole(link: str, colour: QColor, target: str) -> tuple[LivePart, ...]:
    return (LivePart(2, 2 + len(link), colour, target),) if target else ()
