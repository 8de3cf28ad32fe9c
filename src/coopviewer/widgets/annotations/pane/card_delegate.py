"""Drawing of annotations as cards: quotation, with a bar in the highlight's style, note, link, tags, date, author."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.drafts import AnnotatedPage
from coopviewer.domain.annotations.query import AnnotationQuery, View
from coopviewer.domain.browsing.addresses import annotations_address
from coopviewer.domain.browsing.addresses_in_text import addresses_in
from coopviewer.models.annotations.page_list import AnnotationList
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.models.roles import Role
from coopviewer.rendering.words.annotation_card_words import CardWords, card_words
from coopviewer.widgets.annotations.page.highlight_style import draw_underline, highlight_style, is_dark
from coopviewer.widgets.annotations.pane.card_text import CardText, StyledPart

_SIDE, _GAP, _PAD = 12, 5, 11  # pixels: beside a card, above and below it, and inside it
_INDENT, _BAR = 14, 3  # pixels: the indent of a quotation, and the width of the bar beside it
_BETWEEN = 5  # pixels between two texts of a card
_QUOTED_LINES, _BODY_LINES, _OTHER_LINES = 4, 9, 3  # lines shown at most
_CORNER = 8  # pixels
_LINE_CHARACTERS = 160  # characters that a line has at most
_MOST_LAID_OUT = 40  # cards whose laid out texts are cached
_TO_REVIEW = str(annotations_address(str(AnnotationQuery(view=View.REVIEW))))
_Index = QModelIndex | QPersistentModelIndex
_Role = QPalette.ColorRole


class _Block(NamedTuple):
    """A text of a card, its top in the card's inner area in pixels, and its colour.

    ``has_bar``: a bar in the annotation's colour and pattern is drawn beside the text.
    """

    text: CardText
    top: float
    colour: QColor
    has_bar: bool


class _Part(NamedTuple):
    """A text of a card before it is laid out: its font, the most lines of it, its styled parts and its colour.

    ``has_bar``: as of a _Block.
    """

    text: str
    font: QFont
    most_lines: int
    styled_parts: tuple[StyledPart, ...]
    colour: QColor
    has_bar: bool


class CardDelegate(QStyledItemDelegate):
    """Draws each card as high as its texts need. Long texts are shortened; the note editor shows the whole note."""

    def __init__(self, view: QAbstractItemView, annotations: AnnotationList) -> None:
        """Draw a list's cards in ``view``, once it has this as its delegate; none is drawn before ``set_page``."""
        super().__init__(view)
        self._view = view
        self._annotations = annotations
        self._page: AnnotatedPage | None = None
        self._width = 0
        self._heights: dict[str, tuple[Annotation, QSize]] = {}
        self._before: dict[str, tuple[Annotation, QSize]] = {}  # sizes that hold until all cards are measured again
        self._unmeasured: list[str] = []
        self.in_view: set[int] = set()
        """The rows that are measured at once while others keep their earlier sizes."""
        self._laid_out: dict[str, tuple[Annotation, int, list[_Block]]] = {}

    def set_page(self, page: AnnotatedPage | None) -> None:
        """Set the page beside which the cards are shown; None if it cannot have annotations, and no card is drawn."""
        if page != self._page:
            self._page = page
            self.clear_sizes()
            self._before, self._unmeasured = {}, []  # since the cards say other things beside another page

    def clear_texts(self) -> None:
        """Clear the cached laid-out texts but not the sizes of the cards, for example after a change of the colours."""
        self._laid_out.clear()

    def clear_sizes(self) -> None:
        """Clear the cached sizes and texts, and read the view's width again, for example after a change of the font.

        Then add the numbers of rows in view to ``in_view``; others keep old sizes until ``measure_more`` returns False.
        """
        self._before = {**self._heights, **self._before}
        self._unmeasured = list(self._before)
        self._heights.clear()
        self.clear_texts()
        self.in_view.clear()
        self._width = self._view.viewport().width()

    def measure_more(self, option: QStyleOptionViewItem, most: int) -> bool:
        """Measure, in ``option``'s font, up to ``most`` cards that still have old sizes; return whether any remain."""
        for uuid in self._unmeasured[:most]:
            annotation, _ = self._before[uuid]
            if self._annotations.get(uuid) is annotation and uuid not in self._heights:
                self._heights[uuid] = annotation, QSize(self._width, self._height(annotation, option))
        del self._unmeasured[:most]
        if not self._unmeasured:
            self._before.clear()
        return bool(self._unmeasured)

    def measure_card(self, index: QModelIndex) -> None:
        """Have the view lay out its cards again, since this one may have changed; unchanged ones are not measured."""
        self.sizeHintChanged.emit(index)

    @property
    def is_fitting(self) -> bool:
        """Whether the cached sizes are for the present width of the view."""
        return self._view.viewport().width() == self._width

    def target_at(self, option: QStyleOptionViewItem, index: _Index, point: QPoint) -> str:
        """Return the address of the link at a point of the viewport, empty if there is none.

        ``option.rect`` is the rectangle, in the viewport, of the card at ``index``.
        """
        annotation = index.data(Role.VALUE)
        if not isinstance(annotation, Annotation) or self._page is None:
            return ""
        inner = _inner(option.rect)
        for block in self._blocks(annotation, option, inner.width()):
            left = _left(inner, option, has_bar=block.has_bar)
            target = block.text.target_at(QPointF(point) - QPointF(left, inner.top() + block.top))
            if target:
                return target
        return ""

    def _blocks(self, annotation: Annotation, option: QStyleOptionViewItem, width: int) -> list[_Block]:
        """Return a card's laid out texts for a width in pixels.

        They are cached, since a measured card is soon drawn.
        """
        cached = self._laid_out.get(annotation.uuid)
        if cached is None or cached[:2] != (annotation, width):
            cached = self._laid_out[annotation.uuid] = annotation, width, self._lay_out(annotation, option, width)
            if len(self._laid_out) > _MOST_LAID_OUT:
                del self._laid_out[next(iter(self._laid_out))]
        return cached[2]

    def _lay_out(self, annotation: Annotation, option: QStyleOptionViewItem, width: int) -> list[_Block]:
        assert self._page is not None
        words = card_words(annotation, self._page, language())
        soft, link = (option.palette.color(role) for role in (_Role.PlaceholderText, _Role.Link))
        font = QFont(option.font)  # a copy, since the option's font is destroyed with the option
        upper = [
            (CardText(shown_text, part_font, width - (_INDENT if has_bar else 0), lines, styled_parts), colour, has_bar)
            for shown_text, part_font, lines, styled_parts, colour, has_bar in _parts(annotation, words, font, option)
            if shown_text
        ]
        blocks: list[_Block] = []
        top = 0.0
        for card_text, colour, has_bar in (
            *upper,
            *((each, soft, False) for each in _footer(words, font, width, link)),
        ):
            blocks.append(_Block(card_text, top, colour, has_bar))
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

    def _draw_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the heading above the annotations of related entries: an arrow and its text.

        A frame is around it while it is current.
        """
        rect = option.rect.adjusted(_SIDE, _GAP, -_SIDE, -_GAP)
        painter.save()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(option.palette.color(_Role.Accent), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), _CORNER, _CORNER)
        size, mirrored = option.fontMetrics.ascent(), _mirrored(option)
        arrow = QRect(0, 0, size, size)
        arrow.moveCenter(rect.center())
        arrow.moveRight(rect.right() - _PAD) if mirrored else arrow.moveLeft(rect.left() + _PAD)
        _draw_arrow(painter, option, arrow, self._view, folded=self._annotations.is_folded)
        text = rect.adjusted(_PAD, 0, -2 * _PAD - size, 0) if mirrored else rect.adjusted(2 * _PAD + size, 0, -_PAD, 0)
        painter.setPen(option.palette.color(_Role.WindowText))
        words = option.fontMetrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), words)
        painter.restore()

    # Qt overrides

    @guarded
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        annotation = self._annotations.at(index.row())  # faster than by the index, and a view asks for all rows
        if annotation is None:
            return QSize(self._width, option.fontMetrics.height() + 2 * (_GAP + _PAD // 2))
        before = self._before.get(annotation.uuid) if self._before else None
        if before is not None and before[0] is annotation and index.row() not in self.in_view:
            return QSize(self._width, before[1].height())
        cached = self._heights.get(annotation.uuid)
        if cached is None or cached[0] is not annotation:
            cached = self._heights[annotation.uuid] = annotation, QSize(self._width, self._height(annotation, option))
        return cached[1]

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        annotation = index.data(Role.VALUE)
        if not isinstance(annotation, Annotation) or self._page is None:
            self._draw_heading(painter, option, index)
            return
        painter.save()
        self._draw_frame(painter, option)
        inner = _inner(option.rect)
        for block in self._blocks(annotation, option, inner.width()):
            position = QPointF(_left(inner, option, has_bar=block.has_bar), inner.top() + block.top)
            block.text.draw(painter, position, block.colour)
            if block.has_bar:
                x = inner.right() - 1 if _mirrored(option) else inner.left() + 2
                highlight = highlight_style(annotation.colour, dark=is_dark(option.palette))
                start = QPointF(x, position.y() + 1)
                draw_underline(painter, start, QPointF(x, position.y() + block.text.height - 1), highlight, _BAR)
        painter.restore()


def _parts(annotation: Annotation, words: CardWords, font: QFont, option: QStyleOptionViewItem) -> tuple[_Part, ...]:
    """Return the texts of a card above its footer, from the top; empty ones are not shown."""
    text, soft, link = (option.palette.color(role) for role in (_Role.Text, _Role.PlaceholderText, _Role.Link))
    slanted, bold = QFont(font), QFont(font)
    slanted.setItalic(True)
    bold.setWeight(QFont.Weight.DemiBold)
    target = f"coop:{annotation.target_entry_id}" if annotation.target_entry_id else ""
    has_bar_at_note = annotation.colour is not None and not words.quotation  # then the bar is beside the note
    conflict = f"⚠ {words.conflict}" if words.conflict else ""
    linked = f"→ {words.link}" if target else ""
    return (
        _Part(conflict, bold, _OTHER_LINES, _link_part(words.conflict, link, _TO_REVIEW), text, False),
        _Part(words.elsewhere, slanted, _OTHER_LINES, (), soft, False),
        _Part(words.quotation, font, _QUOTED_LINES, (), soft, True),
        _Part(words.anchor, slanted, _OTHER_LINES, (), text, False),
        _Part(words.body, font, _BODY_LINES, _addresses(words.body, link), text, has_bar_at_note),
        _Part(linked, font, _OTHER_LINES, _link_part(words.link, link, target), text, False),
    )


def _draw_arrow(
    painter: QPainter, option: QStyleOptionViewItem, rect: QRect, view: QAbstractItemView, *, folded: bool
) -> None:
    """Draw the arrow of a heading: down if what follows is shown, else in the direction of reading."""
    primitive = QStyle.PrimitiveElement
    side = primitive.PE_IndicatorArrowLeft if _mirrored(option) else primitive.PE_IndicatorArrowRight
    arrow = QStyleOptionViewItem(option)
    arrow.rect = rect
    view.style().drawPrimitive(side if folded else primitive.PE_IndicatorArrowDown, arrow, painter, view)


def _inner(rect: QRect) -> QRect:
    return rect.adjusted(_SIDE + _PAD, _GAP + _PAD, -_SIDE - _PAD, -_GAP - _PAD)


def _mirrored(option: QStyleOptionViewItem) -> bool:
    return option.direction is Qt.LayoutDirection.RightToLeft


def _left(inner: QRect, option: QStyleOptionViewItem, *, has_bar: bool) -> int:
    return inner.left() + (_INDENT if has_bar and not _mirrored(option) else 0)


def _footer(words: CardWords, font: QFont, width: int, link: QColor) -> tuple[CardText, ...]:
    """Return the last texts of a card: tags, status and date in one text, or two if the tags alone would fill it."""
    tags = " ".join(words.tags)
    rest = " · ".join(part for part in (words.status, words.private, words.written) if part)
    styled_parts = (StyledPart(0, len(tags), link),)
    footer = CardText(f"{tags} · {rest}" if tags else rest, font, width, _OTHER_LINES, styled_parts)
    if tags and footer.is_cut:
        return CardText(tags, font, width, _OTHER_LINES, styled_parts), CardText(rest, font, width, _OTHER_LINES)
    return (footer,)


def _addresses(body: str, colour: QColor) -> tuple[StyledPart, ...]:
    visible = body[: _BODY_LINES * _LINE_CHARACTERS]
    return tuple(StyledPart(each.start, each.end, colour, each.text) for each in addresses_in(visible))


def _link_part(link: str, colour: QColor, target: str) -> tuple[StyledPart, ...]:
    return (StyledPart(2, 2 + len(link), colour, target),) if target else ()
