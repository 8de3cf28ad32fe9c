"""Controller of the page of changes between the open reference and another edition: shows and saves them."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from coopviewer import paths
from coopviewer.app.context import AppContext
from coopviewer.app.editions.changes_reading import ShownChanges, message_page, read_changes
from coopviewer.app.editions.filter_words import entry_kind_choices, kind_choices
from coopviewer.domain.browsing.addresses import changes_address
from coopviewer.domain.browsing.history import Visit
from coopviewer.domain.editions.changes import EntryChangeKind, FactChangeKind
from coopviewer.domain.editions.view import ChangesView, parse_changes_view
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.exchange.editions.change_files import AskedChanges, ChangesFormat, ChangesWriter
from coopviewer.exchange.file_names import file_name_for
from coopviewer.models.language import language
from coopviewer.rendering.document.document import Document
from coopviewer.rendering.document.plain_text import write_text
from coopviewer.widgets.common.interaction import announce
from coopviewer.widgets.editions.changes_pane import ChangesPane
from coopviewer.widgets.export.save_dialog import SaveDialog, documents_folder
from coopviewer.widgets.shell.window_sides import PaneActions
from coopviewer.workspace.editions.comparing import ComparisonService
from coopviewer.workspace.editions.open_comparison import Compared, ComparisonRequest

_ENDINGS = {
    "txt": ChangesFormat.TEXT,
    "md": ChangesFormat.MARKDOWN,
    "html": ChangesFormat.HTML,
    "csv": ChangesFormat.CSV,
    "json": ChangesFormat.JSON,
}


class ChangesParts(NamedTuple):
    """What the controller of the page of changes needs: the context, and the service that compares two editions.

    ``request`` returns which two files are compared for the view of an address; None if the user never opened or
    compared the file of the other edition that the view names.
    """

    context: AppContext
    service: ComparisonService
    request: Callable[[ChangesView], ComparisonRequest | None]


class ChangesController(QObject):
    """Shows in a pane, instead of a page, the changes between two editions, by the address ``coop:changes?…``."""

    shown = Signal()
    """The changes that were asked for are completely shown, or a message that says why they cannot be."""
    compared = Signal(object)
    """A comparison is complete and is shown; the signal carries its ChangesView."""
    other_wanted = Signal()
    """The user wants to compare with another edition."""

    def __init__(self, parts: ChangesParts) -> None:
        """Create the pane; ``show`` shows it."""
        context = parts.context
        super().__init__(context.window)
        self._parts, self._service = parts, parts.service
        self._context, self._reading, self._window = context, context.reading, context.window
        self._view: ChangesView | None = None
        self._visit: Visit | None = None
        self._shown: ShownChanges | None = None
        self._chosen: ChangesView | None = None
        self._folder: Path | None = None
        self.pane = pane = ChangesPane(context.window)
        actions = PaneActions(pane.focus_filters, self.copy, pane.focus_content)
        context.window.page_side.add_pane(pane, actions)
        pane.text.address_chosen.connect(self._reading.follow)
        pane.text.new_tab_chosen.connect(self._reading.follow_in_new_tab)
        pane.text.step_chosen.connect(self._reading.step)
        pane.kind_chosen.connect(self._choose_kinds)
        pane.entry_kind_chosen.connect(self._choose_entry_kind)
        pane.mine_chosen.connect(self._choose_mine)
        pane.swap_wanted.connect(self._swap)
        pane.save_wanted.connect(self.choose_file)
        pane.other_wanted.connect(self.other_wanted)
        pane.leave_wanted.connect(self._leave)
        context.window.theme_changed.connect(self._follow_look)
        context.window.page.page_shown.connect(self._follow_look)

    @property
    def document(self) -> Document | None:
        """The page of changes that is shown; None before it was read, and while a message is shown instead."""
        return self._shown.document if self._shown is not None else None

    def show(self, text: str) -> None:
        """Fill the pane with changes between editions; ``text`` is the query of their address. The caller shows it.

        The changes are read in the background; ``shown`` is emitted at the end. If the user never opened or compared
        the other edition's file, a message says so instead. Raises ValueError if ``text`` is no valid query.
        """
        self.keep_place()
        self._view, self._shown = parse_changes_view(text), None
        view = self._view
        self._visit = self._reading.tab_set.history.current
        self._window.title_line.set_page(self.tr("What changed"))
        self.pane.allow(filters=not view.entry, saving=False, swapping=False)
        self._show_filters()
        request = self._parts.request(view)
        if request is None:
            sentence = self.tr(
                "This address names {path}, a file that you did not open or compare before. Choose it with File > "
                "Compare with another edition to see what changed."
            )
            self._show_message(sentence.format(path=view.other))
            return
        if not self.pane.isVisible():
            self._show_page(message_page(self.tr("The editions are being compared."), (), language()))
        read = partial(read_changes, view, self._context.review_of(view.entry) if view.entry else "", language())
        self._service.ask(request, read, partial(self._take, view), partial(self._say_failed, view))

    def keep_place(self) -> None:
        """Store the scroll position of the shown changes in their visit; to be called before they are replaced."""
        if self._visit is not None and self._shown is not None:
            self._visit.scroll = self.pane.text.verticalScrollBar().value()

    def leave(self) -> None:
        """Store the scroll position, since something else is shown from now on; answers still to come are ignored."""
        self.keep_place()
        self._view = self._visit = self._shown = None

    def copy(self) -> None:
        """Copy the selected text, or without a selection all shown changes as plain text.

        Without a selection, nothing happens while a message is shown instead of changes.
        """
        if self.pane.text.textCursor().hasSelection():
            self.pane.text.copy_selection()
        elif self._shown is not None:
            QGuiApplication.clipboard().setText(write_text(self._shown.document))
            self._window.show_status(self.tr("The changes that are shown are copied as text."))

    @Slot()
    def choose_file(self) -> None:
        """Ask where to save the changes that the filters leave, and start saving them there; returns at once."""
        self._chosen = self._view
        kinds = [f"{words} (*.{ending})" for words, ending in zip(self._format_words(), _ENDINGS, strict=True)]
        dialog = SaveDialog(self.tr("Save changes as"), kinds, self._window)
        dialog.suggest(self._folder or documents_folder(), file_name_for(self.tr("What changed")), kinds[0])
        dialog.chosen.connect(self._save_as)
        dialog.open()

    def save(self, path: Path, format_: ChangesFormat, view: ChangesView | None = None) -> None:
        """Start saving all changes that ``view`` asks for, not only one page; the status bar says when it is done.

        ``view`` None: that of the open page of changes; nothing happens if none is open, or if the other edition's
        file is neither the bundled one nor one that the user opened or compared. An existing file is replaced.
        """
        wanted = view or self._view
        request = self._parts.request(wanted) if wanted is not None else None
        if wanted is not None and request is not None:
            self._folder = path.parent
            self._service.save(request, path, partial(_make, wanted, format_, language()))

    def _format_words(self) -> tuple[str, ...]:
        return (
            self.tr("Text"),
            self.tr("Markdown"),
            self.tr("Web page, stands alone"),
            self.tr("Table (CSV)"),
            self.tr("JSON, for programs"),
        )

    @Slot(str, int)
    def _save_as(self, path: str, place: int) -> None:
        ending = Path(path).suffix.removeprefix(".").lower()
        self.save(Path(path), _ENDINGS.get(ending, list(_ENDINGS.values())[place]), self._chosen)

    def _take(self, view: ChangesView, shown: ShownChanges) -> None:
        if view != self._view:
            return
        goes_on, self._shown = self._shown is not None, shown
        self.pane.allow(filters=not view.entry, saving=shown.summary.is_complete, swapping=True)
        self._show_filters()
        self._show_page(shown.html, keeps_place=goes_on)
        if self._visit is not None and self._visit.scroll and not goes_on:
            self.pane.text.verticalScrollBar().setValue(self._visit.scroll)
        if shown.summary.is_complete:
            self.compared.emit(view)
            self.shown.emit()

    def _say_failed(self, view: ChangesView, fault: EnvironmentFault | None) -> None:
        if view != self._view:
            return
        links = [(self.tr("Compare again"), str(changes_address(str(view))))]
        if fault is None:
            sentence = self.tr("The comparison was cancelled.")
        elif fault.code == "editions.other-dataset":
            words = self.tr(
                "{old} and {new} are not editions of one reference. Compared all the same, nearly every entry is newly "
                "listed or no longer listed."
            )
            sentence = words.format(**fault.values)
            links = [(self.tr("Compare them anyway"), str(changes_address(str(view._replace(any_dataset=True)))))]
        else:
            sentence = self._window.words_of(fault)
        self._show_message(sentence, tuple(links))

    def _show_message(self, sentence: str, links: tuple[tuple[str, str], ...] = ()) -> None:
        self._shown = None
        self._show_page(message_page(sentence, links, language()))
        announce(self.pane.text, sentence)
        self.shown.emit()

    def _show_page(self, html: str, *, keeps_place: bool = False) -> None:
        self.pane.text.show_html(html, self._window.page.drawing_options, keeps_place=keeps_place)

    def _show_filters(self) -> None:
        view, shown, tr = self._view, self._shown, language()
        if view is None:
            return
        summary = shown.summary if shown is not None else None
        counts = shown.entry_kinds if shown is not None else {}
        self.pane.show_filters(
            (kind_choices(summary, view.kinds, tr), view.kinds),
            (entry_kind_choices(counts, view.entry_kind, tr), view.entry_kind),
            mine=view.mine,
        )

    @Slot(object)
    def _choose_kinds(self, kinds: frozenset[EntryChangeKind | FactChangeKind]) -> None:
        self._refine(lambda view: view._replace(kinds=kinds))

    @Slot(object)
    def _choose_entry_kind(self, kind: EntryKind | None) -> None:
        self._refine(lambda view: view._replace(entry_kind=kind))

    @Slot(bool)
    def _choose_mine(self, mine: bool) -> None:
        self._refine(lambda view: view._replace(mine=mine))

    @Slot()
    def _swap(self) -> None:
        """Take the later edition for the earlier one, and the other way round."""
        if self._shown is not None:
            opens_old = not self._shown.opens_old
            self._refine(lambda view: view._replace(opens_old=opens_old))

    def _refine(self, change: Callable[[ChangesView], ChangesView]) -> None:
        if self._view is not None:
            view = change(self._view)._replace(first=0)
            if self._visit is not None:
                self._visit.scroll, self._shown = 0, None
            self._reading.refine(changes_address(str(view)))

    @Slot()
    def _follow_look(self) -> None:
        self.pane.text.follow_options(self._window.page.drawing_options)

    @Slot()
    def _leave(self) -> None:
        self._reading.leave_list()
        self._window.focus_page()


# On the thread of the service


def _make(view: ChangesView, format_: ChangesFormat, tr: Translate, compared: Compared) -> Iterator[bytes]:
    asked = AskedChanges(view.query, view.entry or None)
    writer = ChangesWriter(compared.comparison, asked, paths.world_map(), tr)
    return (part.encode("utf-8", "replace") for part in writer.parts(format_))
