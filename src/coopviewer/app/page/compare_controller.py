"""Controller of comparisons: the user adds an entry by Ctrl+click in the navigator, or by its name in a dialog."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Slot

from coopviewer.app.context import AppContext
from coopviewer.app.on_demand import load
from coopviewer.domain.browsing.addresses import Address, comparison_address
from coopviewer.domain.overviews.query import MOST_COMPARED
from coopviewer.domain.reference.entries import EntryRef, short_title
from coopviewer.domain.reference.pages import ComparePage, EntryPage
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.models.language import language
from coopviewer.models.roles import Role
from coopviewer.rendering.words.reference_words import kinds_within
from coopviewer.widgets.search.compare_dialog import CompareDialog

if TYPE_CHECKING:
    from coopviewer.domain.search.answer import SearchAnswer
    from coopviewer.workspace.search import SearchService

_MOST_OFFERED = 12


class CompareController(QObject):
    """Adds entries of one kind to a comparison, a page with two to four entries side by side."""

    def __init__(self, context: AppContext) -> None:
        """Start without a dialog."""
        super().__init__(context.window)
        self._reading, self._window = context.reading, context.window
        self._marked: tuple[EntryRef, ...] = ()  # in the navigator, while none of their pages is open
        self._search: SearchService | None = None
        self._dialog: CompareDialog | None = None
        self._offered: dict[str, EntryRef] = {}
        self._reading.reference_opened.connect(self._stop)
        context.window.closing.connect(self._stop)

    @property
    def compared(self) -> tuple[EntryRef, ...]:
        """The entries to which another one can be added for a comparison; empty if there are none.

        They are the entry of the open page, or all entries that the open page compares. If the page is of no entry, or
        none is open: those that the user marked by Ctrl+click.
        """
        page = self._reading.open_page[0] if self._reading.open_page is not None else None
        if isinstance(page, ComparePage):
            return tuple(each.record.ref for each in page.pages)
        return (page.record.ref,) if isinstance(page, EntryPage) else self._marked

    def reason_against(self, ref: EntryRef, others: Sequence[EntryRef]) -> str:
        """Return the sentence that says why ``ref`` cannot be compared with ``others``; empty if it can.

        It cannot if it is of another kind than the first of ``others``, if it is among them, or if they are four
        already.
        """
        if others and others[0].kind is not ref.kind:
            return self.tr(
                "Only entries of one kind can be compared. {first} is one of the {kind}, {second} one of the {other}."
            ).format(
                first=short_title(others[0].title),
                kind=_kinds(others[0].kind),
                second=short_title(ref.title),
                other=_kinds(ref.kind),
            )
        if ref in others:
            return self.tr("{entry} is compared already.").format(entry=ref.title)
        if len(others) >= MOST_COMPARED:
            return self._too_many()
        return ""

    def _too_many(self) -> str:
        return self.tr("At most four entries are compared side by side. Open one of them to begin anew.")

    @Slot(QModelIndex)
    def toggle(self, index: QModelIndex) -> None:
        """Add a navigator row's entry to the comparison, or take it out, and open what is compared then.

        If only one entry is left, its page is opened. If neither an entry nor a comparison is open, the first entry is
        only marked. If an entry cannot be added, the status bar says why. Nothing happens for a heading, or for the
        entry whose page is open.
        """
        ref = index.data(Role.REF)
        if not isinstance(ref, EntryRef):
            return
        others = self.compared
        if ref in others:
            self._show(tuple(each for each in others if each != ref))
            return
        reason = self.reason_against(ref, others)
        if reason:
            self._window.show_status(reason)
            return
        self._show((*others, ref))

    def _show(self, refs: tuple[EntryRef, ...]) -> None:
        if len(refs) > 1:
            self._reading.open(comparison_address(ref.id for ref in refs))
        elif refs and isinstance(self._open_page, ComparePage):
            self._reading.open(Address(refs[0].id))
        elif self._open_page is None or not isinstance(self._open_page, EntryPage):
            self._marked = refs
            self._window.navigator.show_marked(ref.id for ref in refs)
            if refs:
                self._window.show_status(
                    self.tr("{entry} is marked. Ctrl+click another entry to compare them.").format(entry=refs[0].title)
                )

    @property
    def _open_page(self) -> object:
        return self._reading.open_page[0] if self._reading.open_page is not None else None

    def ask(self) -> None:
        """Ask in a dialog which entry to add to those in ``compared``, and open the comparison; returns at once.

        If ``compared`` is empty or has four entries already, the status bar says so instead.
        """
        others = self.compared
        if not others:
            self._window.show_status(self.tr("Open an entry first: it is compared with another one."))
            return
        if len(others) >= MOST_COMPARED:
            self._window.show_status(self._too_many())
            return
        titles = language().joined(short_title(ref.title) for ref in others)
        self._dialog = CompareDialog(self.tr("Compare {entries} with:").format(entries=titles), self._window)
        self._dialog.picker.entries_wanted.connect(self._look_for)
        self._dialog.picker.picked.connect(self._pick)
        self._dialog.destroyed.connect(self._forget)
        self._dialog.begin()

    @Slot(str)
    def _look_for(self, text: str) -> None:
        if self._search is None:
            made: type[SearchService] = load("entry_search")
            self._search = made(self._reading.reference.path, self)
            self._search.begun.connect(self._offer)
            self._search.answered.connect(self._offer)
        self._search.search(text)

    @Slot(object)
    def _offer(self, answer: "SearchAnswer") -> None:
        if self._dialog is None:
            return
        self._offered = {hit.ref.id: hit.ref for hit in answer.hits[:_MOST_OFFERED]}
        self._dialog.picker.offer_entries(tuple(self._offered.values()))

    @Slot(str)
    def _pick(self, entry_id: str) -> None:
        ref, others = self._offered.get(entry_id), self.compared
        if ref is None or self._dialog is None:
            return
        reason = self.reason_against(ref, others)
        if reason:
            self._dialog.refuse(reason)
            return
        self._dialog.accept()
        self._show((*others, ref))

    @Slot()
    def _forget(self) -> None:
        self._dialog = None

    def follow_page(self) -> None:
        """Adapt to the page that was opened: forget the entry that was marked by Ctrl+click while no entry was open.

        If the page is a comparison, its entries are selected in the navigator, where their rows are shown.
        """
        self._marked = ()
        if isinstance(self._open_page, ComparePage):
            self._window.navigator.show_marked(ref.id for ref in self.compared)

    @Slot()
    def _stop(self) -> None:
        if self._search is not None:
            self._search.stop()
            self._search.deleteLater()
            self._search = None


def _kinds(kind: EntryKind) -> str:
    return kinds_within(kind, language())
