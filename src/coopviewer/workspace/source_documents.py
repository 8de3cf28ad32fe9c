"""Source documents: the user's own copies, compared with the passages of the open reference."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.attachments import Attachment, DocumentText, Pointer
from coopviewer.domain.reference.passage_texts import match_passages
from coopviewer.domain.reference.sources import Passage, Source
from coopviewer.exchange.source_documents import change_pointers, read_pointers, read_source_document
from coopviewer.exchange.state.state_files import Report
from coopviewer.storage.reference.store import ReferenceStore
from coopviewer.workspace.background import BackgroundQueue, Job

_Sources = tuple[tuple[Source, tuple[Passage, ...]], ...]
_IsCancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class _Looked:
    """The result of checking a document: the key of its source, the comparison, and a notice.

    ``attachment`` None: it could not be read; ``before`` is the stored pointer, None if the user has just attached the
    document; ``notice`` None: there is none. The comparison may find other passages than the stored pointer says, in a
    document that was not altered: the open edition may have others.
    """

    key: str
    attachment: Attachment | None
    before: Pointer | None = None
    notice: EnvironmentFault | None = None


_Work = Callable[[Job[None]], list[_Looked]]


class SourceDocuments(QObject):
    """Compares the copies of sources' documents that the user attached with the passages of the open reference.

    It works in the background. Path, hash and number of found passages of each copy are stored (Pointer), never its
    text. A new comparison cancels the one before, of which nothing is emitted.
    """

    comparing = Signal(Path)
    """A file is being compared with the reference's passages."""
    attached = Signal(object)
    """A document that the user chose was compared (Attachment)."""
    detached = Signal()
    """No document is attached any more, as far as this window knows."""
    given_up = Signal()
    """A comparison ended with a defect, which the excepthook reports."""
    failed = Signal(object)
    """A document could not be read, has changed since it was attached, or its path not be stored (EnvironmentFault)."""

    def __init__(
        self, reference: Path, pointers: Path, parent: QObject | None = None, report: Report | None = None
    ) -> None:
        """Compare copies with the reference at ``reference``; ``pointers`` is the file that stores a Pointer to each.

        ``report`` receives ``pointers`` and the error if that file is invalid; None: that is not reported.
        """
        super().__init__(parent)
        self._reference = reference
        self._pointers, self._report = pointers, report
        self._attachments: dict[str, Attachment] = {}
        self._known: dict[str, Pointer | None] = {}  # as this window knows them to be in the file
        self._queue: BackgroundQueue[None] = BackgroundQueue("compare-document", self)
        self._queue.failed.connect(self.failed)

    @property
    def is_attached(self) -> bool:
        """Whether a document is attached, even if its file is missing; False until the first comparison has ended."""
        return bool(self._known)

    @property
    def attachments(self) -> Mapping[str, Attachment]:
        """The attached documents, by the ids of their sources; without those that could not be read."""
        return self._attachments

    def use(self, reference: Path) -> None:
        """Compare with another reference from now on, and start comparing the documents attached to its sources.

        Until the comparison ends, ``attachments`` is empty and ``is_attached`` is False. When it ends, ``failed`` is
        emitted for each document that cannot be read or has changed; ``attached`` and ``detached`` are not emitted.
        """
        self._queue.give_up()
        self._reference = reference
        self._attachments, self._known = {}, {}
        self.take_up()

    def attach(self, path: Path) -> None:
        """Start comparing a copy that the user chose; ``attached``, ``failed`` or ``given_up`` follows.

        ``comparing`` is emitted at once. The copy's source is found by its hash, else by its passages; ``failed`` is
        emitted if no passage of a source is in it. The copy takes the place of one attached to the same source. If its
        path cannot be stored, ``failed`` is emitted, and ``attached`` after it.
        """
        self.comparing.emit(path)
        self._begin(partial(_compare, self._reference, path), is_new=True)

    def take_up(self) -> None:
        """Start comparing the documents attached in earlier sessions with the reference, if there are any.

        ``failed`` is emitted for each that cannot be read or has changed; one that has changed stays attached as it is
        now. ``attached`` is not emitted.
        """
        pointers = read_pointers(self._pointers, self._report)
        if pointers:
            self._begin(partial(_compare_again, self._reference, pointers), is_new=False)

    def detach(self) -> None:
        """Detach all documents that this window knows of from the sources of this reference, even missing ones.

        What another window attached meanwhile stays stored. ``detached`` is emitted, after ``failed`` if the file of
        pointers cannot be written.
        """
        self._queue.give_up()
        known = self._known
        self._attachments, self._known = {}, {}
        self._change(partial(_without, known))
        self.detached.emit()

    def _begin(self, work: _Work, *, is_new: bool) -> None:
        self._queue.give_up()  # whatever is being compared is not wanted any more
        self._queue.put(work, partial(self._take, is_new=is_new), defect=self._give_up)
        self._queue.end()  # the next one does not wait for a file that takes for ever to be read

    def _give_up(self, _defect: EnvironmentFault) -> None:
        self.given_up.emit()

    def _take(self, found: list[_Looked], *, is_new: bool) -> None:
        for looked in found:
            self._known[looked.key] = looked.before if looked.attachment is None else looked.attachment.pointer
        attachments = [looked.attachment for looked in found if looked.attachment is not None]
        self._attachments |= {attachment.source.id: attachment for attachment in attachments}
        changed = [each for each in found if each.attachment is not None and each.attachment.pointer != each.before]
        if changed:
            self._change(partial(_with, changed))
        for notice in (looked.notice for looked in found if looked.notice is not None):
            self.failed.emit(notice)
        for attachment in attachments if is_new else []:
            self.attached.emit(attachment)

    def _change(self, change: Callable[[dict[str, Pointer]], dict[str, Pointer]]) -> None:
        try:
            change_pointers(self._pointers, change, self._report)
        except OSError as error:
            reason = error.strerror or error
            self.failed.emit(EnvironmentFault("document.not-remembered", error=reason))


def _with(changed: Sequence[_Looked], pointers: dict[str, Pointer]) -> dict[str, Pointer]:
    """Return the stored pointers with those that changed in this window.

    The pointer of a document that was only checked again is left alone if another window has changed it since.
    """
    wanted = {each.key: each.attachment.pointer for each in changed if _is_to_store(each, pointers) and each.attachment}
    return pointers | wanted


def _is_to_store(looked: _Looked, pointers: Mapping[str, Pointer]) -> bool:
    return looked.before is None or pointers.get(looked.key) == looked.before


def _without(known: Mapping[str, Pointer | None], pointers: dict[str, Pointer]) -> dict[str, Pointer]:
    """Return stored pointers without those known here; what another window attached meanwhile stays."""
    return {key: pointer for key, pointer in pointers.items() if known.get(key) != pointer}


def _key(source: Source) -> str:
    """Return the key under which a source's document is stored: its hash, so that it is the same in every edition.

    For a source without a hash it is the id.
    """
    return source.sha256 or source.id


def _sources(reference: Path) -> _Sources:
    """Return the sources of a reference and their passages.

    A separate connection is used, since SQLite's belong to the thread that created them.
    """
    store = ReferenceStore(reference)
    try:
        return store.sources_with_passages()
    finally:
        store.close()


def _compare(reference: Path, path: Path, job: Job[None]) -> list[_Looked]:
    """Find the source that a file is a copy of: by its hash, else the one with most passages in it.

    Raises EnvironmentFault if it is a copy of none.
    """
    document = read_source_document(path)
    with_passages = _sources(reference)
    known = [pair for pair in with_passages if pair[0].sha256 == document.sha256]
    compared = [_match(source, passages, document, job.is_cancelled) for source, passages in known or with_passages]
    best = max(compared, key=lambda each: len(each.spans), default=None)
    if best is None or not best.spans:
        raise EnvironmentFault("document.no-passage", path=path)
    return [_Looked(_key(best.source), best)]


def _match(
    source: Source, passages: tuple[Passage, ...], document: DocumentText, is_cancelled: _IsCancelled
) -> Attachment:
    matched = match_passages(document.text, passages, is_cancelled)
    held = DocumentText(document.path, matched.text, document.sha256)
    return Attachment(source, held, passages, matched.spans)


def _compare_again(reference: Path, pointers: Mapping[str, Pointer], job: Job[None]) -> list[_Looked]:
    """Check stored documents again."""
    return [
        _look_again(source, passages, pointer, job.is_cancelled)
        for source, passages in _sources(reference)
        if (pointer := pointers.get(_key(source))) is not None
    ]


def _look_again(source: Source, passages: tuple[Passage, ...], pointer: Pointer, is_cancelled: _IsCancelled) -> _Looked:
    """Check a stored document again; only other bytes are a change, since editions differ in the passages they have."""
    try:
        document = read_source_document(pointer.path)
    except EnvironmentFault:
        return _Looked(_key(source), None, pointer, EnvironmentFault("document.gone", path=pointer.path))
    attachment = _match(source, passages, document, is_cancelled)
    if document.sha256 == pointer.sha256:
        return _Looked(_key(source), attachment, pointer)
    found, total = len(attachment.spans), len(passages)
    notice = EnvironmentFault("document.changed", path=pointer.path, found=found, passages=total)
    return _Looked(_key(source), attachment, pointer, notice)
