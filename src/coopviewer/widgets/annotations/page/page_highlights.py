"""The highlights of annotations in the page: drawing them, selecting one, and finding the one that was clicked."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from coopviewer.domain.annotations.annotation import AnchorStatus, Annotation, Colour, Selector
from coopviewer.domain.reference.fact_texts import texts_of, texts_with_titles
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.pages import Page, facts_of
from coopviewer.domain.text.cutting import part_start
from coopviewer.rendering.document.shortening import part_target
from coopviewer.widgets.annotations.page.anchor_locations import DocumentRange, ranges_of, selectors_in_range
from coopviewer.widgets.annotations.page.highlight_style import highlight_style
from coopviewer.widgets.page.fact_locations import position_under
from coopviewer.widgets.page.page_marks import Layer
from coopviewer.widgets.page.page_view import PageView
from coopviewer.widgets.page.selection import selected_ranges


class PageHighlights(QObject):
    """Draws highlights of annotations into a page, and draws them again whenever the page is drawn."""

    highlight_chosen = Signal(str)
    """The uuid of the annotation whose highlight the user clicked; of several at a place, the next with each click."""
    redrawn = Signal()
    """The highlights were drawn again with the page; a page that has just been opened has none yet."""

    def __init__(self, page: PageView) -> None:
        """Start without annotations."""
        super().__init__(page)
        self._page = page
        self._annotations: dict[str, Annotation] = {}
        self._annotated: Page | None = None  # the page to which the annotations belong
        self._ranges: dict[str, list[DocumentRange]] = {}
        self._facts: dict[str, Fact] | None = None
        self._formats: dict[tuple[Colour | None, bool], QTextCharFormat] = {}
        self._selected = ""
        page.page_shown.connect(self._on_page_shown)
        page.point_clicked.connect(self._select_clicked)

    @property
    def positions(self) -> Mapping[str, int]:
        """The document position (UTF-16 units) of the start of each annotation highlighted in the page, by uuid."""
        return {uuid: ranges[0].start for uuid, ranges in self._ranges.items()}

    @property
    def shown_facts(self) -> tuple[str, ...]:
        """The ids of the facts with a text in the page that can be highlighted, in the order of the page."""
        return tuple(fact_id for fact_id in self._page.facts.fact_ids if self._shows_own_text(fact_id))

    def show_annotations(self, annotations: Iterable[Annotation]) -> None:
        """Highlight the passages of these annotations in place of the previous ones, where the page shows them.

        Annotations in the bin, and those without a passage, are left out. All must be of the page that is shown now;
        when another page is shown, all highlights are removed.
        """
        self._annotations = {each.uuid: each for each in annotations if each.anchors and not each.is_deleted}
        self._annotated = self._page.page
        if self._selected not in self._annotations:
            self._selected = ""
        self._draw()

    def select(self, uuid: str) -> None:
        """Draw one annotation's highlight stronger, or none if ``uuid`` is empty; nothing is scrolled or emitted.

        None is drawn stronger either if ``uuid`` is unknown or the page shows no highlight of it.
        """
        if uuid != self._selected:
            self._selected = uuid
            self._draw_selected()

    def scroll_to(self, uuid: str) -> bool:
        """Select an annotation by its uuid and scroll to its first highlight; return whether the page shows any of it.

        If the page shows no highlight of it, the annotation still counts as selected. Nothing scrolls if the beginning
        of the first highlight is already in view.
        """
        self.select(uuid)
        ranges = self._ranges.get(uuid)
        if not ranges:
            return False
        visible = self._page.viewport().rect()
        rectangle = self._page.cursorRect(self._cursor(DocumentRange(ranges[0].start, ranges[0].start)))
        if rectangle.top() < visible.top() or rectangle.bottom() > visible.bottom():
            bar = self._page.verticalScrollBar()
            bar.setValue(bar.value() + rectangle.top() - visible.height() // 3)
        return True

    def show_part_of(self, uuid: str) -> bool:
        """Show the part of a long text in which an annotation's passage is, then do as ``scroll_to``.

        Return whether the page then shows the passage. If the annotation is not on a text that is shown in parts,
        nothing changes, and the result is False.
        """
        anchor = self._annotations[uuid].anchor if uuid in self._annotations else None
        fact = self.fact(anchor.selector.fact_id) if anchor is not None else None
        if anchor is None or fact is None:
            return False
        text = texts_with_titles(fact, self._titles()).get(anchor.selector.field)
        fields = [field for field, _ in self._page.facts.fields_of(fact.id) if field.whole and field.whole == text]
        if not fields:
            return False
        self._page.show_part(part_target(fact.id, part_start(fields[0].whole, anchor.selector.start)))
        return self.scroll_to(uuid)

    def annotations_at(self, position: int) -> tuple[str, ...]:
        """Return the uuids of the annotations whose highlights cover this document position (UTF-16 units).

        Those with the shortest highlights there come first. Empty if no highlight covers the position.
        """
        covering = [
            (document_range.end - document_range.start, uuid)
            for uuid, ranges in self._ranges.items()
            for document_range in ranges
            if document_range.start <= position < document_range.end
        ]
        return tuple(dict.fromkeys(uuid for _, uuid in sorted(covering)))

    def selectors(self) -> tuple[Selector, ...]:
        """Return a selector (fact and quotation) for each part of the selected text that is the text of a fact.

        They are in the order of the page, each once, without the white space around a part. Empty if no text of a fact
        is selected.
        """
        titles = self._titles()
        found: dict[Selector, None] = {}
        for start, end in selected_ranges(self._page.textCursor()):
            found |= dict.fromkeys(selectors_in_range(self._page.facts, start, end, self.fact, titles))
        return tuple(found)

    def fact(self, fact_id: str) -> Fact | None:
        """Return a fact of the page by its id, None if the page does not have it."""
        if self._facts is None:
            self._facts = {} if self._page.page is None else {each.id: each for each in facts_of(self._page.page)}
        return self._facts.get(fact_id)

    @Slot()
    def _on_page_shown(self) -> None:
        self._facts, self._formats = None, {}
        if self._page.page is not self._annotated:  # show_annotations follows with those of the new page
            self._annotations = {}
        self._draw()
        self.redrawn.emit()

    def _draw(self) -> None:
        by_uuid = {uuid: self._ranges_of(each) for uuid, each in self._annotations.items()}
        self._ranges = {uuid: ranges for uuid, ranges in by_uuid.items() if ranges}
        marks = [mark for uuid in self._ranges for mark in self._marks(uuid, strong=False)]
        self._page.marks.set_layer(Layer.HIGHLIGHTS, marks)
        self._draw_selected()

    def _draw_selected(self) -> None:
        self._page.marks.set_layer(Layer.SELECTED, self._marks(self._selected, strong=True))

    def _ranges_of(self, annotation: Annotation) -> list[DocumentRange]:
        anchor = annotation.anchor
        if anchor is None or anchor.status is AnchorStatus.ORPHAN:
            return []
        fact = self.fact(anchor.selector.fact_id)
        if fact is None:
            return []
        return ranges_of(self._page.facts, anchor.selector, texts_with_titles(fact, self._titles()))

    def _shows_own_text(self, fact_id: str) -> bool:
        fact = self.fact(fact_id)
        if fact is None:
            return False
        own, texts = texts_of(fact), texts_with_titles(fact, self._titles()).values()
        return any(own or field.full_text in texts for field, _ in self._page.facts.fields_of(fact_id))

    def _titles(self) -> Mapping[str, str]:
        """Return the titles of the entries that the page names, by their ids."""
        page = self._page.page
        return {} if page is None else {key: ref.title for key, ref in page.lookup.refs.items()}

    def _marks(self, uuid: str, *, strong: bool) -> list[QTextEdit.ExtraSelection]:
        marks = []
        for document_range in self._ranges.get(uuid, ()):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(document_range)
            mark.format = self._format(self._annotations[uuid].colour, strong)
            marks.append(mark)
        return marks

    def _format(self, colour: Colour | None, strong: bool) -> QTextCharFormat:
        """Return the format of a colour's highlights, cached until the page is drawn again.

        ``colour`` is None for an annotation without a colour, which is grey. ``strong``: that of the selected
        highlight.
        """
        if (colour, strong) not in self._formats:
            theme = self._page.drawing_options.theme
            style = highlight_style(colour, dark=theme.dark)
            form = self._formats[colour, strong] = QTextCharFormat()
            form.setBackground(QColor(style.strong if strong else style.background))
            if strong:
                form.setForeground(QColor(theme.text))
            form.setUnderlineStyle(style.underline)
            form.setUnderlineColor(QColor(style.line))
        return self._formats[colour, strong]

    def _cursor(self, document_range: DocumentRange) -> QTextCursor:
        cursor = QTextCursor(self._page.document())
        cursor.setPosition(document_range.start)
        cursor.setPosition(document_range.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    @Slot(QPoint)
    def _select_clicked(self, point: QPoint) -> None:
        """Select the highlight at a point of the viewport, if there is one.

        Of several, the next one with each click.
        """
        uuids = self.annotations_at(position_under(self._page, point))
        if uuids:
            next_index = uuids.index(self._selected) + 1 if self._selected in uuids else 0
            self.select(uuids[next_index % len(uuids)])
            self.highlight_chosen.emit(self._selected)
