"""Controller of the annotation browser: runs its queries on the annotations file and fills its rows."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QTextEdit

from coopviewer.app.annotations.browser.former_entries import FormerEntries
from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.annotation import Annotation, Person, utc_now
from coopviewer.domain.annotations.backups import OpenFile
from coopviewer.domain.annotations.edits import AnnotationEdit, EditKind
from coopviewer.domain.annotations.lists import AnnotationFilter, Change, ListedAnnotations, TagCount
from coopviewer.domain.annotations.query import AnnotationQuery, View, parse_annotation_query
from coopviewer.domain.browsing.addresses import Address, annotations_address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.models.language import language
from coopviewer.rendering.words.annotation_list_words import Surroundings
from coopviewer.widgets.annotations.browser.browser import AnnotationBrowser
from coopviewer.widgets.shell.actions import ActionId
from coopviewer.widgets.shell.window_sides import PaneActions
from coopviewer.workspace.annotations.queries import HEAD, UNTIL_PAINTED

_PAUSE = 500  # milliseconds after the last change before tags are counted anew


class BrowserController(QObject):
    """Shows lists of annotations in the annotation browser instead of a page, and writes what the user edits there."""

    opened = Signal(object)
    """The page of an Annotation that the user chose was opened."""
    listed = Signal()
    """A list, or the beginning of a long one, was read and is shown."""
    rows_shown = Signal()
    """Rows that came into view were read, and are shown."""

    def __init__(self, context: AppContext, services: AnnotationServices) -> None:
        """Create the browser; ``show`` shows it."""
        super().__init__(context.window)
        window = context.window
        self._services, self._reading, self._window, self._today = services, context.reading, window, context.today
        self._asked: AnnotationFilter | None = None
        self._again = False  # whether it is the list that is shown, since much in it has changed
        self._tags: tuple[TagCount, ...] = ()
        self._people: tuple[Person, ...] = ()
        self._names = context.titles
        self.former = FormerEntries(context)
        self.browser = AnnotationBrowser(context.icons, context.today, window)
        self.browser.edits.offer(window.actions_by_id[ActionId.SAVE_LIST])
        pane_actions = PaneActions(self.browser.header.focus_search, self._copy, self.browser.focus_rows)
        window.page_side.add_pane(self.browser, pane_actions)
        self._rest = QTimer(self)  # once the first rows are painted, the whole of a long list is asked for
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._list_all)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(_PAUSE)
        self._counting.timeout.connect(self._count)
        self._join_services()
        self._join_browser()

    def show(self, text: str) -> None:
        """Show a list of annotations instead of the page; ``text`` is the query of the list's address.

        The list is read in the background; ``listed`` is emitted when it is shown. If the query is for the annotations
        that need a decision (``View.REVIEW``), no list is read, and the browser shows the review queue. The annotation
        pane beside the page is hidden while the browser is shown. If the browser was not shown before, its rows get the
        keyboard focus.
        """
        query = parse_annotation_query(text)
        came = not self.browser.isVisible()
        self._list(query)  # first of all: the file is read while the rest is drawn
        self._window.page.leave()
        self._window.title_line.set_page(self.tr("Annotations"))
        self.browser.show_query(query)
        if query.regions or query.entries:
            self._show_surroundings()  # names regions and entries in the chips, before they are painted with ids
        self._window.page_side.show_pane(self.browser)
        self._window.panes.set_suppressed(self._window.panes.annotations, True)
        self._show_writable()
        if came:
            self._count()
            self.browser.focus_rows()

    @Slot()
    def _show_writable(self) -> None:
        """Show whether annotations can be edited, and if not, why: the same sentence as beside a page."""
        file, why = self._services.file_session.file, self._services.why_read_only
        self.browser.set_writable(file is not None and not file.read_only)
        self.browser.header.show_note(self._window.words_of(why) if why is not None else "")

    def _join_services(self) -> None:
        file_session, writer = self._services.file_session, self._services.writer
        file_session.opened.connect(self._use_file)
        file_session.failed.connect(self._show_writable)
        writer.annotations_changed.connect(self._follow)
        writer.not_saved.connect(self._keep)
        self._window.close_requested.connect(self.browser.view.finish_editing)
        self._reading.page_opened.connect(self._hide)
        self._reading.search_opened.connect(self._give_back)

    def _join_browser(self) -> None:
        browser = self.browser
        browser.query_changed.connect(self._change)
        browser.rows_wanted.connect(self._read)
        browser.annotation_chosen.connect(self._open)
        browser.edit_wanted.connect(self._edit)
        browser.note_typed.connect(self._type)
        browser.note_left.connect(self._leave_note)
        browser.leave_wanted.connect(self._leave)

    @Slot(object, bool)
    def _change(self, query: AnnotationQuery, step: bool) -> None:
        if step:
            self._reading.open(annotations_address(str(query)))
        else:
            self._reading.refine(annotations_address(str(query)))

    def _list(self, query: AnnotationQuery, *, again: bool = False) -> None:
        """Request the list of a query, with ``again`` the whole list; answers to an earlier query are ignored.

        Nothing is requested for the review view.
        """
        if query.view is View.REVIEW:
            return
        self._asked, self._again = query.to_filter(self._services.file_session.dataset), again
        self._rest.stop()
        head = None if again else self.browser.most_rows or HEAD
        taken = partial(self._take_list, self._asked)
        self._services.queries.ask_list(self._asked, self._reading.reference.path, taken, query.regions, head=head)

    @Slot()
    def _list_all(self) -> None:
        if self._asked is not None:
            taken = partial(self._take_list, self._asked)
            self._services.queries.ask_list(
                self._asked, self._reading.reference.path, taken, self.browser.query.regions
            )

    def _take_list(self, asked: AnnotationFilter, found: ListedAnnotations) -> None:
        if asked is self._asked:
            self.browser.show_list(found, self._titles(found.first), again=self._again)
            if not found.complete:
                self._rest.start(UNTIL_PAINTED)
            self.listed.emit()

    @Slot(object)
    def _read(self, uuids: tuple[str, ...]) -> None:
        self._services.queries.ask_annotations(uuids, partial(self._take_rows, uuids))

    def _take_rows(self, asked: tuple[str, ...], annotations: tuple[Annotation, ...]) -> None:
        self.browser.show_rows(asked, annotations, self._titles(annotations))
        self.rows_shown.emit()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if not self.browser.isVisible():
            return  # it is listed anew when it is shown
        if not self.browser.show_changed(change.uuids, change.now, self._titles(change.now)):
            self._list(self.browser.query, again=True)
        self._counting.start()

    @Slot(object)
    def _use_file(self, _file: OpenFile) -> None:
        self.browser.view.finish_editing()  # since the edited row may be removed, and the file be read-only now
        self._show_writable()
        if self.browser.isVisible():
            self._list(self.browser.query)
            self._count()

    @Slot()
    def _count(self) -> None:
        self._services.queries.ask_tags(self._take_tags)
        self._services.queries.ask_authors(self._take_people)

    def _take_tags(self, tags: tuple[TagCount, ...]) -> None:
        self._tags = tags
        self._show_surroundings()

    def _take_people(self, people: tuple[Person, ...]) -> None:
        self._people = people
        self._show_surroundings()

    def _show_surroundings(self) -> None:
        query = self.browser.query
        around = Surroundings(
            tags=self._tags,
            people=self._people,
            regions=self._names.regions(),
            titles=self._names.titles(query.entries),
            today=self._today(),
        )
        self.browser.show_surroundings(around)

    @Slot(object, bool)
    def _open(self, annotation: Annotation, apart: bool) -> None:
        address = Address(annotation.entry_id)
        if not self._names.lists(annotation.entry_id):
            self.former.offer(annotation.entry_id)
            return
        (self._reading.open_in_new_tab if apart else self._reading.open)(address)
        if self._reading.address == address:  # else it could not be read, which is reported
            self._window.focus_page()
            self.opened.emit(annotation)

    @Slot(object, object)
    def _edit(self, edit: AnnotationEdit, uuids: tuple[str, ...]) -> None:
        at, row = utc_now(), self.browser.model.rows.row_of(uuids[0])
        listed = self.browser.model.rows.annotation(row) if row is not None else None
        if edit.kind is EditKind.SET_TAGS and listed is not None:  # typed into a cell: kept if it cannot be saved
            self._services.writer.type_into(edit.label(1), edit.apply(listed, at), listed)
            self._services.writer.leave_editor()
            return
        self._services.writer.edit(edit.label(len(uuids)), uuids, lambda annotation: edit.apply(annotation, at))

    def _copy(self) -> None:
        if self.browser.query.view is View.REVIEW:
            self._copy_reviewed()
            return
        count = self.browser.view.selected_rows.copy()
        if not count:
            return
        chosen = self.browser.view.selected_rows.count
        words = language().plural("{n} row was copied.", "{n} rows were copied.", count)
        if count < chosen:
            words = language().plural(
                "{n} of {chosen} rows was copied: that which was looked at. Export… takes all of them.",
                "{n} of {chosen} rows were copied: those that were looked at. Export… takes all of them.",
                count,
                chosen=language().number(chosen),
            )
        self._window.show_status(words)

    def _copy_reviewed(self) -> None:
        """Copy the words selected in that text of the review which had the keyboard focus last."""
        text = self.browser.focusWidget()
        if isinstance(text, QTextEdit) and text.textCursor().hasSelection():
            text.copy()
        else:
            self._window.show_status(self.tr("Nothing was copied: select words in one of the two texts first."))

    @Slot(object, str)
    def _type(self, annotation: Annotation, text: str) -> None:
        edit = AnnotationEdit(EditKind.SET_BODY, text)
        self._services.writer.type_into(edit.label(1), annotation.changed(utc_now(), body=text))

    @Slot(object, str)
    def _leave_note(self, annotation: Annotation, text: str) -> None:
        self._type(annotation, text)
        self._services.writer.leave_editor()

    @Slot(object, object)
    def _keep(self, annotation: Annotation, fault: EnvironmentFault) -> None:
        if self.browser.isVisible() and self.browser.model.rows.row_of(annotation.uuid) is not None:
            self.browser.show_unsaved(annotation, self._window.words_of(fault))

    @Slot()
    def _leave(self) -> None:
        self._reading.leave_list()
        self._window.focus_page()

    @Slot()
    def _hide(self) -> None:
        if self.browser.isVisible():
            self._window.page_side.show_pane(None)
        self._give_back()

    @Slot()
    def _give_back(self) -> None:
        self._window.panes.set_suppressed(self._window.panes.annotations, False)

    def _titles(self, annotations: Iterable[Annotation]) -> dict[str, str]:
        named = {id for each in annotations for id in (each.entry_id, each.target_entry_id) if id}
        titles = self._names.titles(sorted(named)) if named else {}
        missing = sorted(named - titles.keys())
        if not missing:
            return titles
        self.former.ask(missing, self._show_former)
        return titles | self.former.words(missing)

    def _show_former(self) -> None:
        """Name the entries that the open edition no longer lists, which were found in another one."""
        if self._asked is not None and self.browser.isVisible():
            self._list(self.browser.query, again=True)
