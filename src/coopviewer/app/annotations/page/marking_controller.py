"""Controller of marking: highlights, notes, tags, bookmarks and links, from the selection bar, the menu or keys."""

from PySide6.QtCore import QObject, Slot

from coopviewer.app.annotations.page.page_annotations_controller import PageAnnotationsController
from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.annotation import Annotation, Colour, Motivation, Selector, utc_now
from coopviewer.domain.annotations.backups import OpenFile
from coopviewer.domain.annotations.drafts import AnnotatedPage, annotated_page, new_bookmark, new_passage_annotation
from coopviewer.domain.annotations.edits import AnnotationEdit, EditKind
from coopviewer.domain.annotations.operations import operation
from coopviewer.widgets.annotations.page.selection_bar import SelectionBar
from coopviewer.widgets.annotations.pane.pane import AnnotationPane
from coopviewer.widgets.shell.actions import ActionId

Selectors = tuple[Selector, ...]


class MarkingController(QObject):
    """Creates highlights, notes, tags, bookmarks and links on the open page, or opens the editor for them.

    The editor is in the annotation pane, which is then shown. Where nothing can be written, the status bar says why.
    """

    def __init__(
        self,
        context: AppContext,
        services: AnnotationServices,
        page_annotations: PageAnnotationsController,
        pane: AnnotationPane,
        bar: SelectionBar,
    ) -> None:
        """Connect the actions of the menu and of the selection bar ``bar``."""
        super().__init__(context.window)
        window = context.window
        self._services, self._reading, self._window = services, context.reading, window
        self._page_annotations, self._highlights = page_annotations, page_annotations.highlights
        self._pane, self._bar = pane, bar
        self._to_bookmark = ""  # the entry of which a bookmark is wanted once its annotations are read
        page_annotations.listed.connect(self._bookmark_listed)
        bar.highlight_wanted.connect(self._highlight_in)
        bar.note_wanted.connect(self._note_on)
        bar.tag_wanted.connect(self._tag_on)
        services.file_session.opened.connect(self._use_file)
        actions = window.actions_by_id
        actions[ActionId.NOTE].triggered.connect(self.note)
        actions[ActionId.HIGHLIGHT].triggered.connect(self.highlight)
        actions[ActionId.TAG].triggered.connect(self.tag)
        actions[ActionId.BOOKMARK].triggered.connect(self._bookmark)
        actions[ActionId.LINK_ENTRY].triggered.connect(self._link)
        self._bookmarking = actions[ActionId.BOOKMARK]
        pane.annotations.modelReset.connect(self._show_bookmark)
        pane.annotations.rowsInserted.connect(self._show_bookmark)
        pane.annotations.rowsRemoved.connect(self._show_bookmark)
        if services.file_session.file is not None:
            self._use_file(services.file_session.file)

    @Slot(object)
    def _use_file(self, file: OpenFile) -> None:
        self._bar.set_writable(not file.read_only)

    @Slot()
    def highlight(self) -> None:
        """Highlight the selected text of facts in the colour used last.

        Text that is already highlighted in this colour, from the same beginning to the same end, gets no second
        highlight. If nothing is left to highlight, or highlighting is impossible, the status bar says why.
        """
        self._highlight_in(self._highlights.selectors(), self._bar.colour)

    @Slot(object, object)
    def _highlight_in(self, selectors: Selectors, colour: Colour) -> None:
        """Create a highlight for each selected passage, in one operation.

        Passages that already have this colour are left out. If none remains, the status bar says why.
        """
        page = self._annotated()
        if page is None or not selectors:
            self._say(self._not_to_be_highlighted())
            return
        there = {each.anchor.selector for each in self._page_annotations.known if each.anchor and each.colour is colour}
        selectors = tuple(each for each in selectors if each not in there)
        if not selectors:
            self._window.show_status(self.tr("These words are highlighted in this colour already."))
            return
        marks = [self._mark(page, selector, colour) for selector in selectors]
        self._services.writer.perform(operation("highlight"), marks)
        self._window.show_status(self.tr("The selected text is highlighted."))

    @Slot()
    def note(self) -> None:
        """Start a note on the selected text of a fact, or on the entry if no text of a fact is selected.

        If texts of several facts are selected, the note is on the first of them. If no note can be written, such
        as when the annotations file is read-only, the status bar says why.
        """
        self._note_on(self._highlights.selectors())

    @Slot(object)
    def _note_on(self, selectors: Selectors) -> None:
        self._begin(selectors, for_tags=False)

    @Slot()
    def tag(self) -> None:
        """Open the editor for tags on the selected text of a fact, or on the entry if no text of a fact is selected.

        If texts of several facts are selected, the tags are on the first of them. If nothing can be tagged, such
        as when the annotations file is read-only, the status bar says why.
        """
        self._tag_on(self._highlights.selectors())

    @Slot(object)
    def _tag_on(self, selectors: Selectors) -> None:
        self._begin(selectors, for_tags=True)

    def _begin(self, selectors: Selectors, *, for_tags: bool) -> None:
        page = self._annotated()
        if page is None:
            self._say(self.tr("Open an entry or a source first. Only those have annotations."))
            return
        self._show_pane()
        if not selectors:
            self._pane.write_note()
            if for_tags:
                self._pane.editor.focus_tags()
            if self._window.page.textCursor().hasSelection():
                self._window.show_status(
                    self.tr("The selected text is not of a fact. The note or tag is on the whole entry.")
                )
            return
        self._page_annotations.begin(self._mark(page, selectors[0], None), tags=for_tags)
        if len(selectors) > 1:
            self._window.show_status(self.tr("The note is on the first of the selected passages."))

    @Slot()
    def _bookmark(self) -> None:
        page = self._annotated()
        if page is None:
            self._say(self.tr("Open an entry or a source first. Only those have bookmarks."))
            self._show_bookmark()
            return
        if not self._page_annotations.complete:  # it may have one
            self._to_bookmark = "" if self._to_bookmark == page.entry_id else page.entry_id
            return
        there = self._bookmarks()
        if not there:
            self._services.writer.perform(operation("bookmark"), [new_bookmark(page, utc_now())])
            self._window.show_status(self.tr("The bookmark is set."))
            return
        edit, at = AnnotationEdit(EditKind.MOVE_TO_BIN), utc_now()
        uuids = [each.uuid for each in there]
        self._services.writer.edit(operation("remove-bookmark"), uuids, lambda each: edit.apply(each, at))
        self._window.show_status(self.tr("The bookmark is removed."))

    @Slot(str)
    def _bookmark_listed(self, entry_id: str) -> None:
        """Set the bookmark that was wanted before the annotations of its entry were read; not on another entry."""
        wanted, self._to_bookmark = self._to_bookmark, ""
        if wanted and wanted == entry_id:
            self._bookmark()

    def _bookmarks(self) -> list[Annotation]:
        """Return the user's own bookmarks of the entry: those that colleagues set are not the user's to remove."""
        page = self._annotated()
        return [
            each
            for each in self._page_annotations.known
            if each.motivation is Motivation.BOOKMARKING
            and page is not None
            and each.entry_id in page.entry_ids
            and each.creator.uuid == page.person.uuid
        ]

    @Slot()
    def _show_bookmark(self) -> None:
        self._bookmarking.setChecked(bool(self._bookmarks()))

    @Slot()
    def _link(self) -> None:
        if self._annotated() is None:
            self._say(self.tr("Open an entry or a source first. Only those have links."))
            return
        self._show_pane()
        self._pane.write_link()

    def _annotated(self) -> AnnotatedPage | None:
        """Return the open page for new annotations.

        None if no page of an entry or source is open, no file is open, or the file is read-only.
        """
        file = self._services.file_session.file
        if file is None or file.read_only or self._reading.open_page is None:
            return None
        return annotated_page(self._reading.open_page[0], self._services.file_session.dataset, file.person)

    def _say(self, otherwise: str) -> None:
        """Show why nothing was annotated: the file is read-only, or ``otherwise``."""
        file = self._services.file_session.file
        if why := self._services.why_read_only:
            self._window.show_status(self._window.words_of(why))
            self._show_pane()  # the message is where one writes, and takes the keys that are typed to write
            self._pane.focus_message()
        elif file is None:
            self._window.show_status(self.tr("No annotations file is open. Open one with File > Annotation file."))
        else:
            self._window.show_status(otherwise)

    def _not_to_be_highlighted(self) -> str:
        if not self._window.page.textCursor().hasSelection():
            return self.tr("Select words of a fact in the page first, then highlight them.")
        return self.tr(
            "Only the words of a fact can be highlighted, not a heading, a code or a derived value. Write a note on "
            "the whole entry instead."
        )

    def _mark(self, page: AnnotatedPage, selector: Selector, colour: Colour | None) -> Annotation:
        fact = self._highlights.fact(selector.fact_id)
        entry_id = fact.entry_id if fact is not None else page.entry_id
        return new_passage_annotation(page, selector, entry_id, self._reading.reference.edition, utc_now(), colour)

    def _show_pane(self) -> None:
        self._window.panes.show_pane(self._window.panes.annotations)
