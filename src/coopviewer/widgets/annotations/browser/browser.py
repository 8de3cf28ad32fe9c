"""The annotation browser: a table of annotations, with the search above it and filters beside it; or the review."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.edits import AnnotationEdit, EditKind
from coopviewer.domain.annotations.lists import ListedAnnotations
from coopviewer.domain.annotations.query import AnnotationQuery, View
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.annotations.choices_model import ChoicesModel
from coopviewer.models.annotations.table import AnnotationTableModel
from coopviewer.models.guard import guarded
from coopviewer.models.language import language
from coopviewer.rendering.words.annotation_list_words import Surroundings, choice_groups, count_words
from coopviewer.widgets.annotations.browser.edit_menu import AnnotationEditBar, AnnotationEdits
from coopviewer.widgets.annotations.browser.header import AnnotationBrowserHeader
from coopviewer.widgets.annotations.browser.query_state import AnnotationQueryState
from coopviewer.widgets.annotations.browser.stack import AnnotationStack
from coopviewer.widgets.annotations.browser.table import AnnotationTableView, table_labels
from coopviewer.widgets.common.facet_tree import FacetTree
from coopviewer.widgets.common.interaction import announce

_FIELDS_WIDTH, _LEAST_WIDTH = 230, 720  # pixels: of the filter fields, and of a browser that has space for them


class AnnotationBrowser(QWidget):
    """Shows a list of annotations, or the review of those to be checked, in the place of a page."""

    query_changed = Signal(object, bool)
    """The AnnotationQuery that the user wants; True to add it to the history, False to replace the current step."""
    rows_wanted = Signal(object)
    """The annotations of shown rows, to be read (a tuple of uuids); ``show_rows`` answers."""
    annotation_chosen = Signal(object, bool)
    """The Annotation that the user wants to see on its entry's page, and whether in a new tab."""
    edit_wanted = Signal(object, object)
    """An AnnotationEdit, and the annotations to apply it to as one operation (a tuple of uuids)."""
    note_typed = Signal(object, str)
    """A draft: the Annotation as it was before its editor was opened, and the current text of the editor."""
    note_left = Signal(object, str)
    """The user left the editor of a changed note: the Annotation as it was, and the final text (after Esc the old)."""
    export_wanted = Signal(object)
    """The annotations to export (a tuple of uuids): the selected ones, or the whole list."""
    tags_wanted = Signal()
    """The user wants to see all tags."""
    leave_wanted = Signal()
    """The user pressed Esc to return to the previous page."""

    def __init__(self, icons: Callable[[EntryKind | None], QIcon], today: Callable[[], date], parent: QWidget) -> None:
        """Start empty; ``icons`` returns the icon of a kind of entry, ``today`` the current day."""
        super().__init__(parent)
        self._query_state = AnnotationQueryState(today, self)
        self._writable = True
        self._fields_wanted: bool | None = None  # None until the user shows or hides the filter fields
        self._listed = False  # whether the rows are those of the current query
        self._complete = True  # whether all rows of the list are known, and not only its beginning
        self.model = AnnotationTableModel(table_labels(icons), self)
        self.fields = ChoicesModel(self)
        self.header = AnnotationBrowserHeader(self)
        self.message = QLabel(self)
        self.view = AnnotationTableView(self.model, self)
        self.pages = AnnotationStack(self.view, self)
        self.edits = AnnotationEdits(self.view.cells, self)
        self.bar = AnnotationEditBar(self.edits, self)
        self.tree = FacetTree(self.fields, self)
        self.tree.setAccessibleName(self.tr("Filter the list"))
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._lay_out()
        self._connect()
        self._show_selection_count(0)

    @property
    def query(self) -> AnnotationQuery:
        """The query that is shown, as ``show_query`` set it; at first that of all annotations."""
        return self._query_state.query

    @property
    def most_rows(self) -> int | None:
        """How many rows of the table fit into the browser's height at most; None while no table is shown."""
        height = self.view.verticalHeader().defaultSectionSize()
        return self.height() // height + 1 if self.view.isVisible() else None

    def show_query(self, query: AnnotationQuery) -> None:
        """Show a query; ``show_list`` must follow, except for View.REVIEW. A new query saves an open cell editor."""
        if query != self.query:
            self.view.finish_editing()  # since the edited row may be removed
        self._listed = self._listed and query == self.query
        self._complete = self._complete or query != self.query  # another list follows, not the rest of this one
        self._query_state.query = query
        self._show_filters()
        self.view.show_order(query.order, descending=query.descending)
        self._allow_editing()
        self.bar.show_bin(in_bin=query.view is View.BIN)
        self._show_page()

    def show_list(self, found: ListedAnnotations, titles: Mapping[str, str], *, again: bool = False) -> None:
        """Show the list that the query has found; or first its beginning, and by a second call the whole list.

        ``titles`` has titles of entries, by id, for ``found.first``. For a new query the first row is selected.
        ``again``: the list was read again after a change; if it has no new annotation, the rows keep their order.
        """
        first, follows, all_selected = not self._listed, not self._complete, self.view.selected_rows.are_all
        self._listed, self._complete = True, found.complete
        if follows and self.model.extend(found.uuids):
            if all_selected:
                self.view.selectAll()  # since the user had selected all rows that were known
        elif not (again and self.model.restrict_to(found.uuids)):
            self.model.show_list(found.uuids)
        self.model.update(found.first, titles)
        self._show_page()
        self._count()
        if first:
            self.view.scrollToTop()
            self.view.select_annotation()

    def show_rows(self, requested: Sequence[str], annotations: Sequence[Annotation], titles: Mapping[str, str]) -> None:
        """Answer ``rows_wanted``: fill the rows ``requested``, remove those not found; ``titles`` are by entry id."""
        self.model.show_rows(requested, annotations, titles)
        self._count()
        self._show_page()

    def show_changed(self, uuids: Sequence[str], now: Sequence[Annotation], titles: Mapping[str, str]) -> bool:
        """Update the rows of changed annotations to ``now``; remove those binned, or in the bin's list those restored.

        Return False, and change nothing, if one of ``uuids`` has no row or is not in ``now``: read the list again.
        """
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
        """Show the tags, authors and regions by which the list can be filtered; editors offer the tags too."""
        self._query_state.around = around
        self.view.cells.tags = tuple(tag.name for tag in around.tags)
        self._show_filters()
        self._show_page()

    def set_writable(self, writable: bool) -> None:
        """Set whether the annotations file can be written, and thus whether annotations can be edited."""
        self._writable = writable
        self._allow_editing()

    def set_review(self, review: QWidget) -> None:
        """Set the widget that is shown instead of the list for annotations to review; to be called once."""
        self.pages.set_review(review)
        self._show_page()

    def show_unsaved(self, annotation: Annotation, message: str) -> None:
        """Show an annotation's unsaved note or tags in its row, in an editor if allowed; ``message``: why unsaved."""
        column = self.model.set_unsaved(annotation)
        self._show_message(message)
        self.view.edit_cell_of(annotation.uuid, column)

    def focus_rows(self) -> None:
        """Move the keyboard focus to the rows or the review, or to the search line if only a message is shown."""
        (self.pages.focus_target or self.header.search_line).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_filters(self) -> None:
        self.header.show_query(self.query, self._query_state.chips)
        self.fields.show_groups(choice_groups(self.query, self._query_state.around, language()))

    def _allow_editing(self) -> None:
        self.model.editable = self._writable and self.query.view is View.LIST
        self._show_selection_count(self._selected_count)

    def _show_page(self) -> None:
        reviewing = self.query.view is View.REVIEW
        self.pages.show_for(self.query, self._query_state.around, empty=self._listed and not self.model.rowCount())
        self.bar.setVisible(not reviewing)
        self.message.setVisible(bool(self.message.text()) and not reviewing)
        self._show_fields()

    @Slot(bool)
    def _set_fields_wanted(self, wanted: bool) -> None:
        self._fields_wanted = wanted
        self._show_fields()

    def _show_fields(self) -> None:
        """Show the filter fields if the browser is wide enough, or as the user has chosen."""
        wanted = self.width() >= _LEAST_WIDTH if self._fields_wanted is None else self._fields_wanted
        self.header.fields_button.setChecked(wanted)
        self.tree.setVisible(wanted and self.query.view is not View.REVIEW)

    def _count(self) -> None:
        total = self.model.rowCount()
        self.header.export_button.setEnabled(total > 0 and self._complete)
        if not self._complete:
            return  # the old count is shown until the whole list is known
        self._show_message(count_words(total, self.query, language()) if total else "")  # an empty list shows why
        self.bar.show_selection_count(self._selected_count, total)

    def _show_message(self, message: str) -> None:
        if message != self.message.text():
            self.message.setText(message)
            self.message.setVisible(bool(message))
            announce(self.view, message)

    @Slot(int)
    def _show_selection_count(self, count: int) -> None:
        self._selected_count = count
        if self._complete:  # else the total is not known yet
            self.bar.show_selection_count(count, self.model.rowCount())
        self.edits.enable(has_selection=count > 0, writable=self._writable)

    @Slot(object)
    def _edit_selected(self, edit: AnnotationEdit) -> None:
        if uuids := self.view.selected_rows.uuids():
            self.view.finish_editing()
            self.edit_wanted.emit(edit, uuids)

    @Slot()
    def _move_to_bin(self) -> None:
        if self._writable and self.query.view is View.LIST:
            self._edit_selected(AnnotationEdit(EditKind.MOVE_TO_BIN))

    @Slot(QPoint)
    def _show_menu(self, position: QPoint) -> None:
        self.edits.show_menu(position, in_bin=self.query.view is View.BIN)

    @Slot(bool)
    def _open(self, in_new_tab: bool) -> None:
        if current := self.view.current:
            self.annotation_chosen.emit(current, in_new_tab)

    @Slot()
    def _export_selected(self) -> None:
        self.export_wanted.emit(self.view.selected_rows.uuids())

    @Slot()
    def _export_all(self) -> None:
        self.export_wanted.emit(self.model.rows.uuids(0, self.model.rowCount()))

    def _connect(self) -> None:
        header, view, edits, query_state = self.header, self.view, self.edits, self._query_state
        query_state.query_changed.connect(self.query_changed)
        header.view_chosen.connect(query_state.choose_view)
        header.text_typed.connect(query_state.search)
        header.chip_removed.connect(query_state.remove_chip)
        header.order_chosen.connect(query_state.choose_order)
        header.direction_chosen.connect(query_state.choose_direction)
        header.fields_wanted.connect(self._set_fields_wanted)
        header.tags_wanted.connect(self.tags_wanted)
        header.export_wanted.connect(self._export_all)
        header.rows_entered.connect(self.focus_rows)
        # queued, since the ticked row may be removed, and the tree is still handling its event
        self.fields.choice_toggled.connect(query_state.toggle, Qt.ConnectionType.QueuedConnection)
        self.model.rows_wanted.connect(self.rows_wanted)
        self.model.edit_wanted.connect(self.edit_wanted)
        view.cells.note_typed.connect(self.note_typed)
        view.cells.note_left.connect(self.note_left)
        view.annotation_chosen.connect(self.annotation_chosen)
        view.order_chosen.connect(query_state.choose_order)
        view.selected_rows.changed.connect(self._show_selection_count)
        view.bin_wanted.connect(self._move_to_bin)
        view.menu_wanted.connect(self._show_menu)
        edits.edit_wanted.connect(self._edit_selected)
        edits.open_wanted.connect(self._open)
        edits.export_wanted.connect(self._export_selected)
        for widget in (header, view, self.tree):
            widget.leave_wanted.connect(self.leave_wanted)

    def _lay_out(self) -> None:
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
        layout.addWidget(self.header)
        layout.addWidget(self.message)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.bar)

    # Qt overrides

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_fields()

    @guarded
    def minimumSizeHint(self) -> QSize:
        return QSize(300, 200)
