"""The highlights in the page: where annotations stand, the chosen one stronger, and which of them was clicked."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from coopviewer.domain.annotations.annotation import AnchorStatus, Annotation, Colour, Selector
from coopviewer.domain.reference.fact_texts import texts_of
from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.reference.pages import Page, facts_of
from coopviewer.widgets.annotations.page.anchor_locations import Stretch, selectors_within, stretches_of
from coopviewer.widgets.annotations.page.highlight_look import look_of
from coopviewer.widgets.page.fact_locations import position_under
from coopviewer.widgets.page.page_marks import Layer
from coopviewer.widgets.page.page_view import PageView


class PageHighlights(QObject):
    """Draws annotations into a page, again whenever the page is drawn anew."""

    highlight_chosen = Signal(str)
    """The uuid of the annotation whose highlight was clicked."""
    placed = Signal()
    """The page was drawn anew, with its highlights; of another page there are none yet."""

    def __init__(self, page: PageView) -> None:
        """Start without annotations."""
        super().__init__(page)
        self._page = page
        self._annotations: dict[str, Annotation] = {}
        self._annotated: Page | None = None  # the page that they were shown for
        self._stretches: dict[str, list[Stretch]] = {}
        self._facts: dict[str, Fact] | None = None
        self._formats: dict[tuple[Colour | None, bool], QTextCharFormat] = {}
        self._chosen = ""
        page.page_shown.connect(self._place_again)
        page.point_clicked.connect(self._look_what_was_clicked)

    @property
    def places(self) -> Mapping[str, int]:
        """Where each annotation that is seen in the page first stands: its order there, by uuid."""
        return {uuid: stretches[0].start for uuid, stretches in self._stretches.items()}

    @property
    def shown_facts(self) -> tuple[str, ...]:
        """The ids of the facts whose own words the page shows, in its order: where annotations are seen to stand."""
        return tuple(fact_id for fact_id in self._page.facts.fact_ids if self._is_seen(fact_id))

    def show_annotations(self, annotations: Iterable[Annotation]) -> None:
        """Draw these, in place of those before; those in the bin and those that stand on no passage are left out."""
        self._annotations = {each.uuid: each for each in annotations if each.anchors and not each.is_deleted}
        self._annotated = self._page.page
        if self._chosen not in self._annotations:
            self._chosen = ""
        self._place()

    def choose(self, uuid: str) -> None:
        """Draw one of them stronger; empty: none."""
        if uuid != self._chosen:
            self._chosen = uuid
            self._mark_chosen()

    def scroll_to(self, uuid: str) -> bool:
        """Choose an annotation and bring the first of its places into view; tells whether it is in the page."""
        self.choose(uuid)
        stretches = self._stretches.get(uuid)
        if not stretches:
            return False
        seen = self._page.viewport().rect()
        place = self._page.cursorRect(self._cursor(Stretch(stretches[0].start, stretches[0].start)))
        if place.top() < seen.top() or place.bottom() > seen.bottom():
            bar = self._page.verticalScrollBar()
            bar.setValue(bar.value() + place.top() - seen.height() // 3)
        return True

    def at(self, position: int) -> tuple[str, ...]:
        """Give the uuids of the annotations that stand over a place of the document, the shortest first."""
        over = [
            (stretch.end - stretch.start, uuid)
            for uuid, stretches in self._stretches.items()
            for stretch in stretches
            if stretch.start <= position < stretch.end
        ]
        return tuple(dict.fromkeys(uuid for _, uuid in sorted(over)))

    def selected(self) -> tuple[Selector, ...]:
        """Give what of the texts of facts is selected in the page; empty where nothing of them is."""
        from coopviewer.widgets.page.selection import selected_ranges  # deferred: needed when something is marked

        titles = self._titles()
        found: dict[Selector, None] = {}
        for start, end in selected_ranges(self._page.textCursor()):
            found |= dict.fromkeys(selectors_within(self._page.facts, start, end, self.fact, titles))
        return tuple(found)

    def fact(self, fact_id: str) -> Fact | None:
        """Find a fact of the page; None where the page was read without it."""
        if self._facts is None:
            self._facts = {} if self._page.page is None else {each.id: each for each in facts_of(self._page.page)}
        return self._facts.get(fact_id)

    @Slot()
    def _place_again(self) -> None:
        self._facts, self._formats = None, {}
        if self._page.page is not self._annotated:  # those of another page are told of next
            self._annotations = {}
        self._place()
        self.placed.emit()

    def _place(self) -> None:
        found = {uuid: self._stretches_of(each) for uuid, each in self._annotations.items()}
        self._stretches = {uuid: stretches for uuid, stretches in found.items() if stretches}
        marks = [mark for uuid in self._stretches for mark in self._marks(uuid, strong=False)]
        self._page.marks.set_layer(Layer.HIGHLIGHTS, marks)
        self._mark_chosen()

    def _mark_chosen(self) -> None:
        self._page.marks.set_layer(Layer.SELECTED, self._marks(self._chosen, strong=True))

    def _stretches_of(self, annotation: Annotation) -> list[Stretch]:
        anchor = annotation.anchor
        if anchor is None or anchor.status is AnchorStatus.ORPHAN:
            return []
        fact = self.fact(anchor.selector.fact_id)
        if fact is None:
            return []
        return stretches_of(self._page.facts, anchor.selector, texts_of(fact), self._other_end(fact))

    def _is_seen(self, fact_id: str) -> bool:
        fact = self.fact(fact_id)
        texts = () if fact is None else texts_of(fact).values()
        if fact is None or not texts:
            return False
        other_end = self._other_end(fact)
        return any(field.text in texts or field.text != other_end for field, _ in self._page.facts.fields_of(fact_id))

    def _other_end(self, fact: Fact) -> str:
        """Give what a relation is shown by where it is seen from its object; empty for other facts."""
        return self._titles().get(fact.subject_id, "") if isinstance(fact, Relation) else ""

    def _titles(self) -> Mapping[str, str]:
        """Give the titles of the entries that the page names, by id."""
        page = self._page.page
        return {} if page is None else {key: ref.title for key, ref in page.lookup.refs.items()}

    def _marks(self, uuid: str, *, strong: bool) -> list[QTextEdit.ExtraSelection]:
        marks = []
        for stretch in self._stretches.get(uuid, ()):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(stretch)
            mark.format = self._format(self._annotations[uuid].colour, strong)
            marks.append(mark)
        return marks

    def _format(self, colour: Colour | None, strong: bool) -> QTextCharFormat:
        """Give the format of a colour's highlights; made once for each page that is drawn."""
        if (colour, strong) not in self._formats:
            theme = self._page.drawing_options.theme
            look = look_of(colour, dark=theme.dark)
            form = self._formats[colour, strong] = QTextCharFormat()
            form.setBackground(QColor(look.strong if strong else look.ground))
            if strong:
                form.setForeground(QColor(theme.text))
            form.setUnderlineStyle(look.underline)
            form.setUnderlineColor(QColor(look.line))
        return self._formats[colour, strong]

    def _cursor(self, stretch: Stretch) -> QTextCursor:
        cursor = QTextCursor(self._page.document())
        cursor.setPosition(stretch.start)
        cursor.setPosition(stretch.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    @Slot(QPoint)
    def _look_what_was_clicked(self, point: QPoint) -> None:
        """Choose the highlight there; of several the next one with each click."""
        over = self.at(position_under(self._page, point))
        if over:
            turn = over.index(self._chosen) + 1 if self._chosen in over else 0
            self.choose(over[turn % len(over)])
            self.highlight_chosen.emit(self._chosen)
