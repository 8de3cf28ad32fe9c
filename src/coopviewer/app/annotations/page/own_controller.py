"""Controller of the bookmarks and latest notes on the home page."""

from PySide6.QtCore import QObject, Slot

from coopviewer.app.annotations.services import AnnotationServices
from coopviewer.app.context import AppContext
from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.annotations.lists import HomeLists
from coopviewer.domain.reference.pages import OWN_COUNTED, Own, OwnNote, Target
from coopviewer.domain.text.measures import shorten

_MOST = 4  # bookmarks, and notes
_LONGEST = 120  # characters of a note
_LONGEST_NAME = 60


class OwnController(QObject):
    """Reads bookmarks and the latest notes, at most four of each, for the home page, once the annotations file is open.

    Those of colleagues that are in the file are among them. After a change they are read again once home is shown. If
    the file cannot be opened, home says so.
    """

    def __init__(self, context: AppContext, services: AnnotationServices) -> None:
        """Read bookmarks and notes for the first time once an annotations file is open."""
        super().__init__(context.window)
        self._context, self._services = context, services
        self._is_stale = False
        services.file_session.opened.connect(self._read)
        services.file_session.failed.connect(self._report)
        services.writer.annotations_changed.connect(self._follow)
        context.reading.page_opened.connect(self._read_if_stale)
        context.reading.reference_opened.connect(self._read)

    @property
    def _is_home(self) -> bool:
        address = self._context.reading.address
        return address is not None and address.is_home

    @Slot()
    def _follow(self) -> None:
        self._is_stale = True
        self._read_if_stale()

    @Slot()
    def _read_if_stale(self) -> None:
        if self._is_stale and self._is_home:
            self._read()

    @Slot()
    def _read(self) -> None:
        """Have bookmarks and notes read; nothing happens if no file is open."""
        session = self._services.file_session
        if session.file is None:
            return
        self._is_stale = False
        self._services.queries.ask_home(_MOST, OWN_COUNTED, self._show)

    def _show(self, found: HomeLists) -> None:
        former = self._context.reading.reference.former_ids
        # several people may have bookmarked an entry, and by ids of several editions
        marked = dict.fromkeys(former.get(each.entry_id, each.entry_id) for each in found.bookmarks)
        titles = self._context.titles.titles({**marked, **dict.fromkeys(each.entry_id for each in found.notes)})
        targets = {id: Target(id, title) for id, title in titles.items()}
        file = self._services.file_session.file
        owner = file.person if file is not None else None
        self._context.reading.show_own(
            Own(
                tuple(targets[id] for id in marked if id in targets),
                found.bookmark_total,
                tuple(_own_note(each, targets.get(each.entry_id), owner) for each in found.notes),
                found.note_total,
                keeps_space=True,
                elsewhere=tuple(found.elsewhere.items()),
            )
        )

    @Slot()
    def _report(self) -> None:
        if self._services.file_session.file is None:
            self._context.reading.show_own(Own(is_readable=False, keeps_space=True))


def _own_note(note: Annotation, entry: Target | None, owner: Person | None) -> OwnNote:
    text = " ".join(note.body[: 4 * _LONGEST].split()) or note.quotation
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
    name = shorten(" ".join(note.creator.name.split()), _LONGEST_NAME)
    is_own = owner is None or note.creator.uuid == owner.uuid
    return OwnNote(cut, entry, note.tags, note.modified.astimezone().date(), "" if is_own else name)
