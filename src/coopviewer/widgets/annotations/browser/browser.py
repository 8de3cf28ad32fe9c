"""The annotation browser: all annotations in a table, searched, narrowed, edited in place, several at once.

It takes values and says what is wanted: ``app/browsing_flow.py`` joins it. Imported when used.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QIcon, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.edits import AnnotationEdit, EditKind
from coopviewer.domain.annotations.lists import ListedAnnotations
from coopviewer.domain.annotations.query import AnnotationQuery, View
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.annotations.choices_model import ChoicesModel
from coopviewer.models.annotations.table import AnnotationTableModel
from coopviewer.rendering.words.annotation_list_words import Surroundings, choice_groups, count_words
from coopviewer.widgets.annotations.browser.edit_menu import AnnotationEditBar, AnnotationEdits
from coopviewer.widgets.annotations.browser.header import AnnotationBrowserHeader
from coopviewer.widgets.annotations.browser.query_state import AnnotationQueryState
from coopviewer.widgets.annotations.browser.stack import AnnotationStack
from coopviewer.widgets.annotations.browser.table import AnnotationTableView, table_words
from coopviewer.widgets.common.facet_tree import FacetTree

_FIELDS_WIDTH, _NARROW = 230, 720  # pixels: of the fields beside the table, and in which there is no room for them


class AnnotationBrowser(QWidget):
    """Shows one list of annotations, in the place of a page."""

    query_changed = Signal(object, bool)
    """Another AnnotationQuery is wanted; true: as a step of its own in the history, false: in place of this one."""
    rows_wanted = Signal(object)
    """Annotations whose rows are looked at (a tuple of uuids), to be answered by ``show_rows``."""
    annotation_chosen = Signal(object, bool)
    """An Annotation is to be shown on its entry's page; true: in a new tab."""
    edit_wanted = Signal(object, object)
    """An AnnotationEdit, and the annotations that it is meant for (a tuple of uuids), as one operation."""
    note_typed = Signal(object, str)
    """A draft: an Annotation as it was before its editor was opened, and what stands in the editor now."""
    note_left = Signal(object, str)
    """The editor of a note is left: the Annotation as it was before, and its text at last."""
    export_wanted = Signal(object)
    """Annotations to be exported (a tuple of uuids): those chosen, or all of the list."""
    tags_wanted = Signal()
    """All tags are to be shown, to be renamed, merged or deleted."""
    leave_wanted = Signal()
    """Esc was pressed: the person returns to where they were."""

    def __init__(self, icons: Callable[[EntryKind | None], QIcon], today: Callable[[], date], parent: QWidget) -> None:
        """Start empty; ``icons`` gives the sign of a kind of entry, ``today`` the day by the clock."""
        super().__init__(parent)
        self._asking = AnnotationQueryState(today, self)
        self._writable = True
        self._fields_wanted: bool | None = None  # None: the person did not say
        self._listed = False  # whether the rows are those of the query
        self._complete = True  # whether they are all of them, not only the head of the list
        self.model = AnnotationTableModel(table_words(icons, self), self)
        self.fields = ChoicesModel(self)
        self.head = AnnotationBrowserHeader(self)
        self.message = QLabel(self)
        self.view = AnnotationTableView(self.model, self)
        self.pages = AnnotationStack(self.view, self)
        self.edits = AnnotationEdits(self.view.cells, self)
        self.bar = AnnotationEditBar(self.edits, self)
        self.tree = FacetTree(self.fields, self)
        self.tree.setAccessibleName(self.tr("Narrow the list"))
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._arrange()
        self._connect()
        self._show_chosen(0)

    @property
    def query(self) -> AnnotationQuery:
        """What is asked for."""
        return self._asking.query

    @property
    def most_rows(self) -> int | None:
        """How many rows can be seen at once, whatever stands above and below them; None: no table is shown yet."""
        height = self.view.verticalHeader().defaultSectionSize()
        return self.height() // height + 1 if self.view.isVisible() else None

    def show_query(self, query: AnnotationQuery) -> None:
        """Show what is asked for; the list follows by ``show_list``, unless this is the review."""
        if query != self.query:
            self.view.finish_editing()  # what is typed belongs to a row that may go
        self._listed = self._listed and query == self.query
        self._complete = self._complete or query != self.query  # what comes is another list, not the rest of this one
        self._asking.query = query
        self._draw_query()
        self.view.show_order(query.order, descending=query.descending)
        self._allow_editing()
        self.bar.show_bin(in_bin=query.view is View.BIN)
        self._show_page()

    def show_list(self, found: ListedAnnotations, titles: Mapping[str, str], *, again: bool = False) -> None:
        """Show the list of the query, or its head, which the whole follows; other rows are asked for as they are seen.

        ``titles`` are those of the entries that its first annotations name, by id. ``again``: the whole of it, since
        much has changed; what stays keeps its place, and stays chosen.
        """
        first, follows, everything = not self._listed, not self._complete, self.view.chosen_rows.are_all
        self._listed, self._complete = True, found.complete
        if follows and self.model.extend(found.uuids):
            if everything:
                self.view.selectAll()  # of the whole list, not of its head
        elif not (again and self.model.restrict_to(found.uuids)):
            self.model.show_list(found.uuids)
        self.model.update(found.first, titles)
        self._show_page()
        self._count()
        if first:
            self.view.scrollToTop()
            self.view.mark()

    def show_rows(self, asked: Sequence[str], annotations: Sequence[Annotation], titles: Mapping[str, str]) -> None:
        """Answer ``rows_wanted``; ``titles`` are those of the entries that the annotations name, by id."""
        self.model.show_rows(asked, annotations, titles)
        self._count()
        self._show_page()

    def show_changed(self, uuids: Sequence[str], now: Sequence[Annotation], titles: Mapping[str, str]) -> bool:
        """Show annotations that were changed as they are ``now``; False: the list is to be asked for anew."""
        known = {annotation.uuid for annotation in now}
        in_bin = self.query.view is View.BIN
        if any(uuid not in known or self.model.rows.row_of(uuid) is None for uuid in uuids):
            return False
        self.model.update(now, titles)
        self.model.remove([each.uuid for each in now if each.is_deleted is not in_bin])
        self._count()
        self._show_page()
        return True

    def show_surroundings(self, around: Surroundings) -> None:
        """Show what the list can be narrowed to."""
        self._asking.around = around
        self.view.cells.tags = tuple(tag.name for tag in around.tags)
        self._draw_query()
        self._show_page()

    def set_writable(self, writable: bool) -> None:
        """Say whether the file can be written."""
        self._writable = writable
        self._allow_editing()

    def set_review(self, review: QWidget) -> None:
        """Take in what is shown in the place of the list where annotations are to be reviewed."""
        self.pages.set_review(review)
        self._show_page()

    def show_unsaved(self, annotation: Annotation, message: str) -> None:
        """Open the editor again of a note that could not be written, with what was typed, and say why."""
        self.model.set_unsaved(annotation)
        self._say(message)
        self.view.edit_note_of(annotation.uuid)

    def focus_rows(self) -> None:
        """Give what is listed the keyboard, else the line that searches."""
        (self.pages.to_focus or self.head.line).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _draw_query(self) -> None:
        self.head.show_query(self.query, self._asking.chips)
        self.fields.show_groups(choice_groups(self.query, self._asking.around, self.tr))

    def _allow_editing(self) -> None:
        self.model.editable = self._writable and self.query.view is View.LIST
        self._show_chosen(self._chosen)

    def _show_page(self) -> None:
        reviewing = self.query.view is View.REVIEW
        empty = self._listed and not self.model.rowCount()
        self.pages.show_for(self.query, self._asking.around, empty=empty)
        self.bar.setVisible(not reviewing)
        self.message.setVisible(bool(self.message.text()) and not reviewing)
        self._show_fields()

    @Slot(bool)
    def _want_fields(self, wanted: bool) -> None:
        self._fields_wanted = wanted
        self._show_fields()

    def _show_fields(self) -> None:
        """Show the fields where there is room, unless the person said otherwise."""
        wanted = self.width() >= _NARROW if self._fields_wanted is None else self._fields_wanted
        self.head.narrow.setChecked(wanted)
        self.tree.setVisible(wanted and self.query.view is not View.REVIEW)

    def _count(self) -> None:
        total = self.model.rowCount()
        self.head.export.setEnabled(total > 0 and self._complete)
        if not self._complete:
            return  # what was said before stays for a moment, rather than jump
        self._say(count_words(total, self.query, self.tr) if total else "")  # what stands in the middle says it then
        self.bar.show_chosen(self._chosen, total)

    def _say(self, words: str) -> None:
        if words != self.message.text():
            self.message.setText(words)
            self.message.setVisible(bool(words))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.view, words))

    @Slot(int)
    def _show_chosen(self, chosen: int) -> None:
        self._chosen = chosen
        if self._complete:  # else nobody knows yet of how many
            self.bar.show_chosen(chosen, self.model.rowCount())
        self.edits.enable(chosen=chosen > 0, writable=self._writable)

    @Slot(object)
    def _edit_chosen(self, edit: AnnotationEdit) -> None:
        uuids = self.view.chosen_rows.uuids()
        if uuids:
            self.view.finish_editing()
            self.edit_wanted.emit(edit, uuids)

    @Slot()
    def _move_to_bin(self) -> None:
        if self._writable and self.query.view is View.LIST:
            self._edit_chosen(AnnotationEdit(EditKind.MOVE_TO_BIN))

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        self.edits.show_menu(place, in_bin=self.query.view is View.BIN)

    @Slot(bool)
    def _open(self, apart: bool) -> None:
        if self.view.current is not None:
            self.annotation_chosen.emit(self.view.current, apart)

    @Slot()
    def _export_chosen(self) -> None:
        self.export_wanted.emit(self.view.chosen_rows.uuids())

    @Slot()
    def _export_all(self) -> None:
        self.export_wanted.emit(self.model.rows.uuids(0, self.model.rowCount()))

    def _connect(self) -> None:
        head, view, edits = self.head, self.view, self.edits
        asking = self._asking
        asking.query_changed.connect(self.query_changed)
        head.view_chosen.connect(asking.choose_view)
        head.text_typed.connect(asking.search)
        head.chip_removed.connect(asking.remove_chip)
        head.order_chosen.connect(asking.choose_order)
        head.direction_chosen.connect(asking.choose_direction)
        head.narrowing_wanted.connect(self._want_fields)
        head.tags_wanted.connect(self.tags_wanted)
        head.export_wanted.connect(self._export_all)
        head.rows_entered.connect(self.focus_rows)
        # queued: the row that is ticked may go, and the tree is still busy with it
        self.fields.choice_toggled.connect(asking.toggle, Qt.ConnectionType.QueuedConnection)
        self.model.rows_wanted.connect(self.rows_wanted)
        self.model.edit_wanted.connect(self.edit_wanted)
        view.cells.note_typed.connect(self.note_typed)
        view.cells.note_left.connect(self.note_left)
        view.chosen.connect(self.annotation_chosen)
        view.order_chosen.connect(asking.choose_order)
        view.chosen_rows.changed.connect(self._show_chosen)
        view.bin_wanted.connect(self._move_to_bin)
        view.menu_wanted.connect(self._show_menu)
        edits.edit_wanted.connect(self._edit_chosen)
        edits.open_wanted.connect(self._open)
        edits.export_wanted.connect(self._export_chosen)
        for part in (head, view, self.tree):
            part.leave_wanted.connect(self.leave_wanted)

    def _arrange(self) -> None:
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        splitter = QSplitter(self)
        splitter.addWidget(self.pages)
        splitter.addWidget(self.tree)
        splitter.setStretchFactor(0, 1)
        splitter.setHandleWidth(1)
        splitter.setSizes([1000, _FIELDS_WIDTH])
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 6, 6)
        layout.addWidget(self.head)
        layout.addWidget(self.message)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.bar)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_fields()

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 200)
