"""Controller of briefs: shows one with its options and a live preview, and saves it in several formats."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from coopviewer import paths
from coopviewer.app.context import AppContext
from coopviewer.app.export.brief_pages import BriefLook, draw_brief
from coopviewer.app.export.brief_selection import request_of
from coopviewer.app.export.page_export_controller import PageKind, kind_of, make_content
from coopviewer.domain.briefs.content import BriefContent
from coopviewer.domain.briefs.request import BriefOptions, BriefRequest, parse_brief_request
from coopviewer.domain.browsing.addresses import brief_address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.file_names import file_name_for
from coopviewer.models.language import language
from coopviewer.rendering.briefs.layout import lay_out_brief
from coopviewer.rendering.words.brief_words import (
    brief_title,
    empty_sections_words,
    empty_words,
    own_notes_words,
    selection_words,
)
from coopviewer.widgets.export.brief_pane import BriefPane
from coopviewer.widgets.export.save_dialog import SaveDialog, documents_folder
from coopviewer.widgets.shell.window_sides import PaneActions
from coopviewer.workspace.background import Job
from coopviewer.workspace.briefs import BriefService


class _Shown(NamedTuple):
    """What the pane says of a brief: title, what it is about, empty parts, notes, and numbers of entries and sheets."""

    title: str
    subject: str
    parts: str
    notes: str
    entries: int
    sheets: int


class BriefController(QObject):
    """Shows the brief of an address instead of a page, and saves briefs.

    A brief is a document about several entries, with one numbering of its sources.
    """

    shown = Signal()
    """All sheets of the brief are drawn."""

    def __init__(self, context: AppContext) -> None:
        """Create the pane; ``show`` shows it."""
        super().__init__(context.window)
        self._context, self._reading, self._window = context, context.reading, context.window
        self._request = self._chosen = BriefRequest()
        self._title = ""
        self._folder: Path | None = None
        self._kind = PageKind.PDF
        self.service = BriefService(context.reference.path, context.annotations_file, self)
        self.pane = BriefPane(context.window)
        actions = PaneActions(self.pane.focus_options, self._copy, self.pane.focus_content)
        context.window.page_side.add_pane(self.pane, actions)
        self.pane.options_changed.connect(self._change)
        self.pane.save_wanted.connect(self.choose_file)
        self.pane.cancel_wanted.connect(self.service.cancel)
        self.pane.leave_wanted.connect(self._leave)
        self.service.failed.connect(context.window.show_fault)
        self.service.progressed.connect(self.pane.show_progress)
        self.service.saved.connect(self._say_saved)
        self.service.not_saved.connect(self._say_not_saved)
        context.reading.reference_opened.connect(self._use_reference)
        context.window.closing.connect(self.service.stop)

    def make(self) -> None:
        """Open the brief about what the window shows, with the options used last.

        If no brief can be made of that, as of a source, the status bar says so. If a brief is shown, it is opened
        again, with the options used last instead of its own.
        """
        address = self._reading.address
        request = request_of(address) if address is not None else None
        if request is None:
            self._window.show_status(self.tr("There is no brief on this. Open an entry, a search or the coverage."))
            return
        self.open(request)

    def open(self, request: BriefRequest) -> None:
        """Open a brief in the current tab, with the options used last (at first the defaults), not ``request``'s."""
        options = parse_brief_request(self._context.settings.current.brief_options).options
        self._reading.open(brief_address(str(request.having(options=options))))

    def show(self, text: str) -> None:
        """Fill the pane with the brief whose request is ``text``, the query of its address; the caller shows the pane.

        The brief is read and drawn in the background; ``shown`` is emitted once that is done. If it fails, a dialog
        says why instead.
        """
        before, self._request = self._request, parse_brief_request(text)
        if before.having(options=self._request.options) != self._request:  # another brief, not other options of it
            self.pane.preview.begin_anew()
        self._window.title_line.set_page(self.tr("Brief"))
        self.pane.show_options(self._request.options)
        self.pane.show_subject("")
        self.pane.show_parts("")
        self.pane.show_notes("")
        self.pane.allow_saving(False)
        self.pane.preview.clear(self.tr("The brief is being laid out."))
        draw = partial(_draw, self._look())
        self.service.preview(self._request, draw, partial(self._take, self._request), self.pane.preview.add)

    @Slot()
    def choose_file(self) -> None:
        """Ask where to save the open brief, and start saving it there; returns at once."""
        self._chosen = self._request  # another brief may be open by the time a name is chosen
        dialog = SaveDialog(self.tr("Save brief as"), [kind.words(language()) for kind in PageKind], self._window)
        name = file_name_for(self._title or self.tr("Brief"))
        dialog.suggest(self._folder or documents_folder(), name, self._kind.words(language()))
        dialog.chosen.connect(self._save_as)
        dialog.open()

    def save(self, path: Path, kind: PageKind, request: BriefRequest | None = None) -> None:
        """Start saving a brief, None: the open one, in the format ``kind``.

        An existing file is replaced. The status bar says when it is done, a dialog why it failed.
        """
        self._folder, self._kind = path.parent, kind
        self.pane.show_progress(0, 1)
        make = partial(_make, kind, self._look(), self._context.files.template)
        self.service.save(request or self._request, path, make)

    def _look(self) -> BriefLook:
        return BriefLook(self._context.today(), self._window.font().family(), language(), paths.world_map())

    def _take(self, request: BriefRequest, shown: _Shown) -> None:
        if request != self._request:
            return
        self._title = shown.title
        self.pane.show_subject(shown.subject)
        self.pane.show_parts(shown.parts)
        self.pane.show_notes(shown.notes)
        self.pane.allow_saving(shown.entries > 0 and self.pane.progress.isHidden())
        self.shown.emit()

    @Slot(object)
    def _change(self, options: BriefOptions) -> None:
        """Show the brief with other options, and remember them."""
        self._context.settings.change(brief_options=str(BriefRequest(options=options)))
        self._reading.refine(brief_address(str(self._request.having(options=options))))

    @Slot(str, int)
    def _save_as(self, path: str, place: int) -> None:
        self.save(Path(path), kind_of(path, list(PageKind)[place]), self._chosen)

    @Slot(object, int)
    def _say_saved(self, path: Path, entries: int) -> None:
        self.pane.end_progress()
        words = language().plural(
            "The brief on {n} entry is saved as {path}.",
            "The brief on {n} entries is saved as {path}.",
            entries,
            path=path,
        )
        self._window.show_status(words)

    @Slot(object)
    def _say_not_saved(self, fault: EnvironmentFault | None) -> None:
        self.pane.end_progress()
        if fault is not None:
            self._window.show_fault(fault)
        else:
            self._window.show_status(self.tr("The brief was not saved. No file was changed."))

    def _copy(self) -> None:
        """Do nothing: a preview has no selection."""

    @Slot()
    def _leave(self) -> None:
        self._reading.leave_list()
        self._window.focus_page()

    @Slot()
    def _use_reference(self) -> None:
        self.service.use(self._reading.reference.path)


# On the threads of the service


def _draw(look: BriefLook, content: BriefContent, job: Job[None]) -> _Shown:
    drawn, tr = draw_brief(look, content, job), look.tr
    notes, parts = own_notes_words(content, tr), empty_sections_words(drawn.empty, tr)
    return _Shown(brief_title(content, tr), _subject(look, content), parts, notes, len(content.pages), drawn.sheets)


def _subject(look: BriefLook, content: BriefContent) -> str:
    """Return what the brief is about, in a sentence for the pane."""
    if not content.pages:
        return empty_words(content, look.tr)
    counted = look.tr.plural("{n} entry", "{n} entries", len(content.pages))
    words = selection_words(content, look.tr) or brief_title(content, look.tr)
    return look.tr("{subject} · {count}").format(subject=words, count=counted)


def _make(kind: PageKind, look: BriefLook, template: Path, content: BriefContent) -> bytes:
    document = lay_out_brief(content, look.today, look.tr)
    return make_content(kind, document, content.edition, look.family, template, look.tr)
