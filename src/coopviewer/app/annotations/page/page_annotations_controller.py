"""Controller of the annotations of the open page: keeps cards and highlights up to date and in step."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.annotation import AnchorStatus, Annotation, utc_now
from coopviewer.domain.annotations.backups import OpenFile
from coopviewer.domain.annotations.drafts import AnnotatedPage, annotated_page, page_facts
from coopviewer.domain.annotations.edits import AnnotationEdit, EditKind, written_label
from coopviewer.domain.annotations.lists import Change, FirstOfPage, PageFacts, TagCount, may_change_tags
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.fact_texts import entry_of_fact
from coopviewer.domain.reference.pages import Page
from coopviewer.widgets.annotations.page.page_highlights import PageHighlights
from coopviewer.widgets.annotations.pane.pane import AnnotationPane
from coopviewer.workspace.annotations.queries import UNTIL_PAINTED
from coopviewer.workspace.annotations.writing import MOST_TOLD


class PageAnnotationsController(QObject):
    """Shows the open page's annotations as cards and highlights, and writes to the file what the user types there."""

    begun = Signal(str)
    """The first annotations of the open page are shown, and more follow; the signal carries the id of its entry."""
    listed = Signal(str)
    """All annotations of the page, or of facts that home shows, are shown; carries its entry's id, on home empty."""

    def __init__(
        self, context: AppContext, services: AnnotationServices, pane: AnnotationPane, highlights: PageHighlights
    ) -> None:
        """Connect pane, highlights and services, and show the annotations of the open page."""
        super().__init__(context.window)
        self._services, self._reading, self._titles = services, context.reading, context.titles
        self._window, self._pane, self.highlights = context.window, pane, highlights
        self._path: Path | None = None  # of the file whose annotations are shown
        self._page: Page | None = None
        self._annotated: AnnotatedPage | None = None  # the page with the titles of all entries that are named beside it
        self._facts = PageFacts()
        self._shown: frozenset[str] = frozenset()  # the facts of home whose annotations were asked for
        self._known: dict[str, Annotation] = {}
        self._conflicts: frozenset[str] = frozenset()  # annotations with a version that waits for a decision
        self._complete = False  # whether these are all of the page
        self._rest = QTimer(self)  # once the first ones are painted, all are asked for
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._ask_all)
        self._join_services()
        self._join_widgets()
        if services.file_session.file is not None:
            self._use_file(services.file_session.file)

    @property
    def complete(self) -> bool:
        """Whether all annotations of the open page were read; False without a page, and briefly after it is opened."""
        return self._complete

    @property
    def known(self) -> tuple[Annotation, ...]:
        """The open page's annotations read so far, with a new one that is not written yet; empty without a page."""
        return tuple(self._known.values())

    def _join_services(self) -> None:
        file_session, writer = self._services.file_session, self._services.writer
        file_session.opened.connect(self._use_file)
        file_session.failed.connect(self.say_closed)
        writer.annotations_changed.connect(self._follow)
        writer.saved.connect(self._pane.show_saved)
        writer.not_saved.connect(self._show_not_saved)
        for left in (self._reading.search_opened, self._reading.annotations_opened, self._reading.overview_opened):
            left.connect(self._leave_page)

    def _join_widgets(self) -> None:
        pane = self._pane
        pane.typed.connect(self._type)
        pane.editor_left.connect(self._services.writer.leave_editor)
        pane.abandoned.connect(self._abandon)
        pane.delete_wanted.connect(self._delete)
        pane.card_chosen.connect(self._go_to)
        pane.selection_changed.connect(self.highlights.select)
        self.highlights.highlight_chosen.connect(self._show_card)
        self.highlights.redrawn.connect(self._follow_page)

    @Slot(object)
    def _use_file(self, file: OpenFile) -> None:
        if file.path != self._path:
            self._begin_anew(file.path)
        if file.read_only:
            self._pane.finish()  # while that is still emitted: the fault of its draft keeps what was typed last
        self._pane.set_read_only(self._window.words_of(file.notice) if file.read_only and file.notice else "")
        self._services.queries.ask_tags(self._offer_tags)
        self.look_again()

    def _begin_anew(self, path: Path) -> None:
        """Show no annotations, since another file is open; text that could not be saved stays in the editor."""
        self._path = path
        self._services.writer.leave_editor()
        self._known, self._complete, self._facts = {}, False, PageFacts()
        self.highlights.show_annotations(())
        self._pane.show_page(None)

    @Slot(object)
    def say_closed(self, fault: EnvironmentFault) -> None:
        """Show beside the page why no annotations file is open (``fault``); nothing happens if one is open."""
        if self._services.file_session.file is None:
            self._pane.set_read_only(self._window.words_of(fault))

    @Slot(object, object)
    def _show_not_saved(self, annotation: Annotation, fault: EnvironmentFault) -> None:
        self._pane.show_not_saved(annotation, self._window.words_of(fault))

    @Slot()
    def _follow_page(self) -> None:
        """Request the annotations of a page that was opened; reorder the cards of one that was only drawn again."""
        page = self._window.page.page
        if self._reading.open_page is None or page is not self._reading.open_page[0]:
            return  # the page that was left, drawn again
        if page is self._page:
            self._pane.annotations.reorder(self.highlights.positions)
            if self._has_unfolded():
                self._ask_all()
        else:
            self._show(page)

    def _show(self, page: Page) -> None:
        """Request the annotations of a page; for another page than before, first those at its beginning."""
        facts = page_facts(page)
        is_other = facts.entry_id != self._facts.entry_id
        if is_other:
            self._known, self._complete = {}, False
            self._rest.stop()
        self._page, self._facts = page, facts
        self._redraw()
        if is_other and facts.entry_id:
            shown = facts._replace(shown=self.highlights.shown_facts)
            self._services.queries.ask_first(shown, partial(self._take_first, facts.entry_id))
        else:
            self._ask_all()

    def begin(self, annotation: Annotation, *, tags: bool) -> None:
        """Show and edit a new annotation, which is written once it has content; ``tags``: focus the line for tags.

        If another text in the editor could not be saved yet, the status bar says so, and nothing is begun.
        """
        self._known[annotation.uuid] = annotation
        self.highlights.show_annotations(self._known.values())
        self._pane.put(annotation, self.highlights.positions.get(annotation.uuid))
        self._pane.edit(annotation.uuid, tags=tags)
        if self._pane.editor.uuid != annotation.uuid:
            self._abandon(annotation.uuid)
            self._window.show_status(
                self.tr("What is in the editor could not be saved yet. Save it first, or elsewhere.")
            )

    @Slot(str)
    def _abandon(self, uuid: str) -> None:
        self._known.pop(uuid, None)
        self._pane.remove(uuid)
        self.highlights.show_annotations(self._known.values())

    def look_again(self) -> None:
        """Request the open page's annotations anew, if there is one: passages may have been found at new positions."""
        if self._reading.open_page is not None:
            self._show(self._reading.open_page[0])

    @Slot()
    def _leave_page(self) -> None:
        self._page, self._facts, self._known, self._complete = None, PageFacts(), {}, False
        self._redraw()

    @Slot()
    def _ask_all(self) -> None:
        """Ask for all annotations of the page; on home, where none is listed, for those of the facts that are shown."""
        if self._facts.entry_id:
            self._services.queries.ask_page(self._facts, partial(self._take_list, self._facts.entry_id))
        else:
            self._shown = frozenset(self.highlights.shown_facts)
            facts = self._facts._replace(fact_ids=self._shown)
            self._services.queries.ask_page(facts, partial(self._take_list, facts.entry_id))

    def _has_unfolded(self) -> bool:
        """Return whether the home page shows facts whose annotations were not requested."""
        return not self._facts.entry_id and not self._shown.issuperset(self.highlights.shown_facts)

    def _take_first(self, entry_id: str, first: FirstOfPage) -> None:
        if first.complete:
            self._take_list(entry_id, first.annotations)
        elif self._page is not None and entry_id == self._facts.entry_id and not self._complete:
            self._known = {each.uuid: each for each in first.annotations} | self._known
            self._redraw()
            self._rest.start(UNTIL_PAINTED)
            self.begun.emit(entry_id)

    def _take_list(self, entry_id: str, annotations: tuple[Annotation, ...]) -> None:
        if self._page is not None and entry_id == self._facts.entry_id:
            self._known, self._complete = {each.uuid: each for each in annotations}, True
            self._redraw()
            self.listed.emit(entry_id)

    @Slot(object)
    def _follow(self, change: Change) -> None:
        """Show a change row by row; after a large change, request the annotations again."""
        if len(change.uuids) > MOST_TOLD:
            self.look_again()
            self._services.queries.ask_tags(self._offer_tags)
            return
        there = {each.uuid: each for each in change.now if self._concerns(each) and not each.is_deleted}
        before = {uuid: self._known.pop(uuid) for uuid in change.uuids if uuid in self._known}
        self._known |= there
        if self._annotated is not None and not self._annotated.names(there.values()):
            self._redraw()  # since a new link leads to an entry that the page does not name
        self.highlights.show_annotations(self._known.values())
        for uuid in change.uuids:
            if uuid in there:
                self._pane.put(there[uuid], self.highlights.positions.get(uuid))
            else:
                self._pane.remove(uuid)
        if may_change_tags(before, change.now):
            self._services.queries.ask_tags(self._offer_tags)

    def _concerns(self, annotation: Annotation) -> bool:
        fact_id = annotation.anchor.selector.fact_id if annotation.anchor else None
        is_here = annotation.dataset == self._services.file_session.dataset
        return is_here and self._facts.concerns(annotation.entry_id, fact_id)

    def _redraw(self) -> None:
        """Show all known annotations of the page; the pane updates only cards that differ."""
        self.highlights.show_annotations(self._known.values())
        file = self._services.file_session.file
        if self._page is None or file is None:
            self._pane.show_page(None)
            return
        others = self._titles.titles(self._unnamed(self._page))
        dataset = self._services.file_session.dataset
        page = self._annotated = annotated_page(self._page, dataset, file.person, others, self._conflicts)
        self._pane.show_page(page, self._known.values(), self.highlights.positions, complete=self._complete)

    @Slot(object)
    def show_conflicts(self, uuids: frozenset[str]) -> None:
        """Show on the cards of these annotations that another version waits for a decision, and on no others."""
        self._conflicts = uuids
        self._redraw()

    def _unnamed(self, page: Page) -> list[str]:
        """Return the ids of the entries that the annotations name and the page does not."""
        named = {id for each in self._known.values() for id in (each.entry_id, each.target_entry_id) if id}
        return sorted(named - set(page.lookup.refs))

    @Slot(str)
    def _show_card(self, uuid: str) -> None:
        """Select the card of a highlight that was clicked; the pane is shown unless the user does not want it."""
        panes = self._window.panes
        if panes.annotations.is_wanted:
            panes.show_pane(panes.annotations)
        self._pane.show_annotation(uuid)

    @Slot(str)
    def _go_to(self, uuid: str) -> None:
        """Scroll to the passage of an annotation, unfolding what hides it.

        If the words are not on the page, the status bar says where they are. Nothing happens for an annotation that has
        no passage, or whose passage was not found again.
        """
        anchor = self._known[uuid].anchor if uuid in self._known else None
        if self.highlights.scroll_to(uuid) or anchor is None or anchor.status is AnchorStatus.ORPHAN:
            return
        if self.highlights.show_part_of(uuid):
            return
        page, entry_id = self._window.page, entry_of_fact(anchor.selector.fact_id)
        if self.highlights.fact(anchor.selector.fact_id) is not None and not page.is_unfolded(entry_id):
            page.unfold(entry_id)
            if self.highlights.scroll_to(uuid):
                return
            page.unfold(entry_id)  # it is not there either: as it was
        self._say_where(entry_id)

    def _say_where(self, entry_id: str) -> None:
        if entry_id == self._facts.entry_id:
            self._window.show_status(self.tr("The words of this annotation are not shown on this page."))
        else:
            title = self._titles.titles([entry_id]).get(entry_id, entry_id)
            self._window.show_status(
                self.tr("The words of this annotation stand on the page of {title}.").format(title=title)
            )

    def _offer_tags(self, tags: tuple[TagCount, ...]) -> None:
        self._pane.set_tags([tag.name for tag in tags])

    @Slot(object)
    def _type(self, annotation: Annotation) -> None:
        label = written_label(self._known.get(annotation.uuid), annotation)
        self._services.writer.type_into(label, annotation, self._pane.editor.seen)

    @Slot(object)
    def _delete(self, uuids: tuple[str, ...]) -> None:
        edit, at = AnnotationEdit(EditKind.MOVE_TO_BIN), utc_now()
        self._services.writer.edit(edit.label(len(uuids)), uuids, lambda each: edit.apply(each, at))
