"""Controller of citations: copies one, copies selected text with one, and shows them in a dialog to choose from."""

from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.page.citing import Citable, CitedKind, citables, copy_citation, selected_facts
from coopviewer.domain.language import Translate
from coopviewer.exchange.citations.formats import CitationFormat, format_named, write_citations
from coopviewer.exchange.file_names import file_name_for
from coopviewer.models.language import language
from coopviewer.rendering.document.copied import with_citation
from coopviewer.rendering.words.citation_words import citation_words, title_words
from coopviewer.widgets.common.copied_rows import put_on_clipboard
from coopviewer.widgets.export.cite_dialog import CiteChoice, CiteDialog
from coopviewer.widgets.export.save_dialog import SaveDialog, documents_folder
from coopviewer.widgets.page.copied_selection import copied_selection
from coopviewer.workspace.file_saving import FileSaving


class CitingController(QObject):
    """Copies citations of what is shown, or shows them in a dialog, which also saves them; the status bar reports it.

    The format is the one that the user chose last, at first plain text.
    """

    def __init__(self, context: AppContext) -> None:
        """Show nothing yet."""
        super().__init__(context.window)
        self._context, self._window = context, context.window
        self._citables: list[Citable] = []
        self._folder: Path | None = None
        self.dialog: CiteDialog | None = None
        self.save_dialog: SaveDialog | None = None

    @cached_property
    def file_saving(self) -> FileSaving:
        """The service that writes the files, created on first use."""
        saving = FileSaving(self)
        saving.saved.connect(self._say_saved)
        saving.failed.connect(self._window.show_fault)
        self._window.closing.connect(saving.finish)
        return saving

    def copy(self, fact_id: str = "") -> None:
        """Copy a citation of what is shown, in the format that the user chose last.

        It cites what comes first in ``citables``: the selected facts, or else the page, search or overview, or else the
        edition. ``fact_id`` is the id of a fact that is cited instead of the selected ones; empty: none. If a list of
        annotations is shown, or nothing was opened yet, the status bar says so instead.
        """
        if self._can_cite():
            kind, cited = citables(self._context, fact_id)[0]
            copy_citation(self._context, cited, kind)

    def copy_with_text(self) -> None:
        """Copy the selected text, and behind it the citation with the sources of every fact in it.

        If no fact is in the selected text, the citation is that of the page, or on home that of the edition. If no page
        is open, as while a list is shown, or no text is selected in it, the status bar says so instead.
        """
        view = self._window.page
        if self._context.reading.open_page is None or not view.textCursor().hasSelection():
            self._window.show_status(self.tr("Select the text to be copied with its citation first."))
            return
        kind, cited = citables(self._context)[0]
        selection = copied_selection(view.textCursor(), mirrored=view.isRightToLeft())
        text = citation_words(cited.without_value() if kind is not CitedKind.PAGE else cited, language())
        put_on_clipboard(with_citation(selection, text))
        count = len(selected_facts(self._context)[0])
        words = language().plural(
            "The selected text is copied, with the sources of {n} fact.",
            "The selected text is copied, with the sources of {n} facts.",
            count,
        )
        self._window.show_status(words if count else self.tr("The selected text is copied, with the page it is from."))

    def open(self, fact_id: str = "") -> None:
        """Show a dialog with all that can be cited, in all formats.

        First come the selected facts, or instead of them the fact with the id ``fact_id`` if that is not empty. If a
        list of annotations is shown, which cannot be cited, or nothing was opened yet, the status bar says so instead.
        """
        if not self._can_cite():
            return
        tr = language()
        self._citables = citables(self._context, fact_id)
        self.dialog = CiteDialog(tuple(form.words(tr) for form in CitationFormat), self._window)
        self.dialog.format_chosen.connect(self._remember)
        self.dialog.copy_wanted.connect(self._copy_chosen)
        self.dialog.save_wanted.connect(self._ask_where)
        self.dialog.finished.connect(self._window.focus_page)
        self.dialog.show_choices([_choice(each, tr) for each in self._citables], self._format_index())
        self.dialog.open()

    def _can_cite(self) -> bool:
        """Return whether there is something to cite; if not, say in the status bar what to do."""
        address = self._context.reading.address
        if address is not None and not address.is_annotations:
            return True
        if address is None:
            self._window.show_status(self.tr("Nothing is open that could be cited. Open an entry first."))
        else:
            self._window.show_status(self.tr("Your annotations are not cited. Open the entry of an annotation first."))
        return False

    def _format(self) -> CitationFormat:
        return format_named(self._context.settings.current.citation_format)

    def _format_index(self) -> int:
        return list(CitationFormat).index(self._format())

    @Slot(int)
    def _remember(self, index: int) -> None:
        self._context.settings.change(citation_format=str(list(CitationFormat)[index]))

    @Slot(int)
    def _copy_chosen(self, index: int) -> None:
        kind, cited = self._citables[index]
        copy_citation(self._context, cited, kind)

    @Slot(int)
    def _ask_where(self, index: int) -> None:
        form, chosen = self._format(), self._citables[index]
        kind = f"{form.words(language())} (*.{form.extension})"
        self.save_dialog = SaveDialog(self.tr("Save citation as"), [kind], self._window)
        self.save_dialog.suggest(self._folder or documents_folder(), file_name_for(title_words(chosen.cited)), kind)
        self.save_dialog.chosen.connect(partial(self._save, form, chosen))
        self.save_dialog.open()

    def _save(self, form: CitationFormat, chosen: Citable, path: str, _kind: int) -> None:
        self._folder = Path(path).parent
        content = write_citations(form, (chosen.cited,), language()).encode()
        self.file_saving.save(Path(path), lambda: content)

    @Slot(object)
    def _say_saved(self, path: Path) -> None:
        self._window.show_status(self.tr("The citation is saved as {path}.").format(path=path))


def _choice(citable: Citable, tr: Translate) -> CiteChoice:
    kind, cited = citable
    return CiteChoice(kind.words(tr), tuple(write_citations(form, (cited,), tr) for form in CitationFormat))
