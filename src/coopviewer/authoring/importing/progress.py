"""How far an import is, in bytes of its files, over the passes that it makes over them."""

from collections.abc import Callable, Sequence
from enum import IntEnum

from coopviewer.authoring.importing.files.documents import XmlDocument
from coopviewer.domain.progress import Cancelled


class ImportStage(IntEnum):
    """The two passes of an import over its files; the value of each is its share of the progress shown, in per cent."""

    FIRST_PASS = 25
    SECOND_PASS = 75


class ImportProgress:
    """Reports how far an import is, as bytes done of all bytes; raises Cancelled once the import is to be cancelled."""

    def __init__(self, on_progress: Callable[[int, int], None], is_cancelled: Callable[[], bool]) -> None:
        """Report to ``on_progress``, and raise Cancelled once ``is_cancelled`` returns True.

        ``on_progress`` is called with bytes done and bytes in all: at the beginning, for each block read, and at the
        end.
        """
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled
        self._total = 0
        self._before = 0.0  # of the total, what earlier stages and documents are

    def begin(self, documents: Sequence[XmlDocument]) -> None:
        """Report 0 bytes done of the bytes of these documents, which are all that the import will read."""
        self._total = sum(document.size for document in documents)
        self._on_progress(0, self._total)

    def check(self) -> None:
        """Raise Cancelled if the import is to be cancelled by now."""
        if self._is_cancelled():
            raise Cancelled

    def reading(self, document: XmlDocument, stage: ImportStage) -> Callable[[int], None]:
        """Return a function to call with the bytes read so far of a document; it calls ``on_progress``, or raises.

        It raises Cancelled once the import is to be cancelled. ``reading`` is to be called once for each document and
        stage, in the order in which they are read, after ``begin``.
        """
        before, share = self._before, stage / 100
        self._before += document.size * share

        def on_read(read: int) -> None:
            self.check()
            self._on_progress(round(before + read * share), self._total)

        return on_read

    def end(self) -> None:
        """Report that all files are read."""
        self._on_progress(self._total, self._total)
