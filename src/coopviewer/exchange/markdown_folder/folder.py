"""Writes a folder of Markdown pages, one for each entry, and renews it without touching what the user wrote.

Each file is written aside and then renamed, so that a run that is interrupted leaves no half-written file. A file
whose content would be the same is not written.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.browsing.addresses import HOME, Address
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import Translate
from coopviewer.domain.progress import Progress, no_progress
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.pages import EntryPage, Page
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.exchange.file_names import file_name_for
from coopviewer.exchange.files import fault_of, replace_file
from coopviewer.exchange.markdown_folder.callouts import warning
from coopviewer.exchange.markdown_folder.file_names import FileNames
from coopviewer.exchange.markdown_folder.found_pages import FoundPage, find_pages, state_of
from coopviewer.exchange.markdown_folder.front_matter import GONE, Values, text_of
from coopviewer.exchange.markdown_folder.page_file import write_page
from coopviewer.exchange.markdown_folder.page_text import FolderWords
from coopviewer.exchange.markdown_folder.renewal import Renewal
from coopviewer.rendering.words.reference_words import kinds_word

Notes = Mapping[str, Sequence[Annotation]]
"""Annotations by the id of what they are on."""


class Reference(Protocol):
    """The reference whose entries are written, as far as the folder asks for it; ``ReferenceStore`` is one."""

    @property
    def edition(self) -> Edition:
        """The edition of the reference."""

    def entries(self, kind: EntryKind) -> tuple[EntryRef, ...]:
        """Return all entries of a kind, sorted by title; empty if there are none."""

    def page(self, address: Address) -> Page:
        """Return the page of an address; a former id leads to its entry's page.

        Raises EnvironmentFault if there is no such page.
        """


def renew_folder(
    folder: Path, reference: Reference, notes: Notes, today: date, tr: Translate, progress: Progress = no_progress
) -> Renewal:
    """Write or renew the page of each entry, and the page that lists all entries, and return what was done.

    The folder is created if missing, its parent is not. A page that the user moved within the folder is renewed where
    it is now. A page is left as it is if the user changed its marked part (which coopviewer writes) or coopviewer's
    keys in its front matter. The page of an entry that the edition no longer has is kept; unless the user changed it
    in that way, it then says that the entry is gone.

    ``notes`` are the user's annotations by the id of what is annotated, which may be a former id; annotations of what
    has no page are written on the page that lists all entries. ``today`` is the day for which pages are laid out.
    ``progress`` is called with the number of pages done and of all pages, and with (0, 1) while existing pages are
    searched for; it may end the run by raising, and pages already written stay.

    Raises EnvironmentFault if the folder cannot be written to, or if the reference cannot be read. The caller must lock
    the folder: each of two runs at once would take the other's pages for changed by the user.
    """
    make_folder(folder)
    return _Run(folder, reference, notes, today, tr).renew(progress)


class _Run:
    """One run of ``renew_folder``: decides which page each entry has, and writes all pages."""

    def __init__(self, folder: Path, reference: Reference, notes: Notes, today: date, tr: Translate) -> None:
        self._folder, self._reference, self._notes, self._tr = folder, reference, notes, tr
        self._today = today
        self._done = Renewal()

    def renew(self, progress: Progress) -> Renewal:
        refs = [ref for kind in EntryKind for ref in self._reference.entries(kind)]
        found = dict(find_pages(self._folder, self._reference.edition.dataset, progress))
        known = {HOME, *(ref.id for ref in refs)}
        gone = self._follow_renamed(found, known)
        paths = self._paths(refs, found)
        words = FolderWords(self._reference.edition, paths, self._today, self._tr)
        notes = self._notes_by_entry(known)
        total = len(refs) + len(gone) + 1
        legal_notes: dict[str, None] = {}
        for number, ref in enumerate(refs):
            progress(number, total)
            page = self._reference.page(Address(ref.id))
            assert isinstance(page, EntryPage)
            marked = page.lookup.legal_notes
            legal_notes |= {f"{page.lookup.refs[note.entry_id].title}: {note.text}": None for note in marked}
            body = words.entry_body(page, notes.get(ref.id, ()))
            self._renew(paths[ref.id], found.get(ref.id), words.entry_values(page), body)
        for number, without in enumerate(gone, start=len(refs)):
            progress(number, total)
            self._mark_gone(without)
        others = [note for key, several in notes.items() if key not in paths for note in several]
        self._renew(
            paths[HOME], found.get(HOME), words.list_values(), words.list_body(refs, others, paths[HOME], legal_notes)
        )
        progress(total, total)
        return self._done

    def _follow_renamed(self, found: dict[str, FoundPage], known: set[str]) -> list[FoundPage]:
        """Move pages of renamed entries to their new ids in ``found``; return the pages of entries that are gone."""
        gone = []
        for entry_id in sorted(found.keys() - known):
            new_id = self._present_id(entry_id)
            page = found.pop(entry_id)
            if new_id in known and new_id not in found:
                found[new_id] = page
            else:
                gone.append(page)
        return gone

    def _present_id(self, entry_id: str) -> str:
        """Return the id that an entry has in this edition; empty if it has no such entry."""
        try:
            page = self._reference.page(Address(entry_id))
        except EnvironmentFault:
            return ""
        return page.record.ref.id if isinstance(page, EntryPage) else ""

    def _paths(self, refs: Sequence[EntryRef], found: Mapping[str, FoundPage]) -> dict[str, str]:
        """Return the path of each entry's page by its id; an existing page keeps its path, whatever its name."""
        names = FileNames(self._folder)
        folders = {kind: names.folder(file_name_for(kinds_word(kind, self._tr))) for kind in EntryKind}
        paths = {key: page.path for key, page in found.items()}
        for ref in refs:
            if ref.id not in paths:
                paths[ref.id] = names.new(folders[ref.kind], ref.title)
        if HOME not in paths:
            paths[HOME] = names.new("", self._reference.edition.title)
        return paths

    def _notes_by_entry(self, known: set[str]) -> dict[str, Sequence[Annotation]]:
        """Return the annotations by the present ids of their entries, oldest first; ids that nothing has are kept."""
        by_entry: dict[str, list[Annotation]] = {}
        for entry_id, several in self._notes.items():
            is_source = entry_id.startswith("source/")
            now = entry_id if entry_id in known or is_source else self._present_id(entry_id)
            by_entry.setdefault(now or entry_id, []).extend(several)
        return {key: sorted(several, key=lambda each: each.created) for key, several in by_entry.items()}

    def _renew(self, path: str, found: FoundPage | None, values: Values, body: str, *, keeps: bool = False) -> None:
        """Write a page with new front matter and marked part; one that the user changed there is left as it is.

        ``found`` is the page before, None: a new one. ``keeps``: keys that ``values`` lacks stay in the front matter.
        """
        if found is not None and not found.page.is_intact:
            self._done.left.append(path)
            return
        notice = self._tr(
            "What is between this line and the end line is renewed by coopviewer. Write above or below it. If you "
            "write into it, this page is not renewed any more."
        )
        text = write_page(found.page if found is not None else None, values, body, notice, keeps_others=keeps)
        self._write(path, found, text.encode())

    def _write(self, path: str, found: FoundPage | None, content: bytes) -> None:
        """Write a file, unless it has this content already, or changed since it was read, which is reported."""
        file = self._folder / path
        try:
            if found is None:
                file.parent.mkdir(exist_ok=True)
            if _state(file) != (found.state if found is not None else None):
                self._done.left.append(path)
            elif found is not None and file.read_bytes() == content:
                self._done.unchanged += 1
            else:
                replace_file(file, content, private=False)
                self._done.written += 1
        except OSError as error:
            raise fault_of(file, error) from error

    def _mark_gone(self, found: FoundPage) -> None:
        """Say on a page that this edition does not have its entry; a page that says so already stays as it is."""
        self._done.gone.append(found.path)
        edition = self._reference.edition
        if not text_of(found.page.front, GONE):
            words = self._tr("Edition {id} of {edition} has no such entry. This page is of an earlier edition.")
            said = warning(words.format(id=edition.id, edition=edition.title))
            self._renew(found.path, found, {GONE: edition.id}, f"{said}\n\n{found.page.body.strip()}", keeps=True)


def _state(file: Path) -> tuple[int, ...] | None:
    try:
        return state_of(file)
    except FileNotFoundError:
        return None


def make_folder(folder: Path) -> None:
    """Create a folder, not its parent, if it is missing. Raises EnvironmentFault if that fails, or if it is a file."""
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError as error:
        raise EnvironmentFault("folder.is-file", path=folder) from error
    except OSError as error:
        raise fault_of(folder, error) from error
