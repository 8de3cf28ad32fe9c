"""An index of the characters of a shown page: which fact each of them belongs to.

A *field* is one text of a fact on the page, with a number of its own on that page, its *serial*. Every field was
written with its serial as ``title`` (rendering/document/html.py), which Qt stores as the tool tip of each of its
characters, nested markup included. A *run* is a piece of a field, or a source mark. Positions in the page are Qt's, in
UTF-16 units. The database and annotations count a fact's text in code points. So does ``FieldIndex.offset_at``, but
from where the field begins, which may be a part of that text.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextDocument, QTextFragment

from coopviewer.domain.text.measures import utf16_length
from coopviewer.rendering.document.document import Field


class Run(NamedTuple):
    """A source mark, or consecutive characters of one field (a fact's text), in the page.

    ``position`` and ``end`` (excluded): where it is, in UTF-16 units of the document.
    ``serial``: the number of the field among all fields and marks of the page, from 1; that of a mark is negative: -4
    if the mark is the fourth among them.
    ``offset``: how many UTF-16 units of the field's text (``Field.text``) come before the run; 0 for a mark.
    """

    position: int
    end: int
    serial: int
    offset: int

    @property
    def is_mark(self) -> bool:
        """Whether this is a source mark beside a fact and not the fact's text."""
        return self.serial < 0


class FieldIndex:
    """The fields (texts of facts) of one shown page; a page that is drawn again needs a new index."""

    def __init__(self, document: QTextDocument, fields: Sequence[Field]) -> None:
        """Find the texts of facts in ``document``, the page as Qt shows it.

        ``fields`` are the texts of facts and the source marks that the page was drawn with, in the order of their
        serials; a mark is a Field whose ``text`` is empty.
        """
        self._fields = fields
        self._runs = _read_runs(document)
        self._starts = [run.position for run in self._runs]
        self._facts_with_text = {field.fact_id for field in fields if field.text}
        self._runs_by_fact: dict[str, dict[int, list[Run]]] | None = None

    @property
    def runs(self) -> Sequence[Run]:
        """All runs (pieces of a fact's text, and source marks), in the order of the document."""
        return self._runs

    @property
    def missing(self) -> list[int]:
        """The serials of fields whose text is longer or shorter in the document than it should be, a program error."""
        found = dict.fromkeys(range(1, len(self._fields) + 1), 0)
        for run in self._runs:
            found[abs(run.serial)] += 0 if run.is_mark else run.end - run.position
        return [key for key, length in found.items() if length != utf16_length(self._fields[key - 1].text)]

    @property
    def fact_ids(self) -> list[str]:
        """The ids of the facts whose texts are shown, each once, in the order of the document."""
        return list(dict.fromkeys(self.fact_of(run) for run in self._runs if not run.is_mark))

    def run_at(self, position: int) -> Run | None:
        """Return the run (piece of a fact's text, or source mark) at a position of the document.

        None if the character there belongs to no fact.
        """
        index = bisect_right(self._starts, position) - 1
        return self._runs[index] if index >= 0 and position < self._runs[index].end else None

    def fact_of(self, run: Run) -> str:
        """Return the id of the fact whose text, or source mark, a run belongs to."""
        return self._fields[abs(run.serial) - 1].fact_id

    def offset_at(self, position: int) -> tuple[Field, int] | None:
        """Return the field at a position of the document, and the offset in ``Field.text`` in code points.

        If that text is only a part, the offset in the whole one is higher by ``Field.start``. None if the
        character there belongs to no fact, or to a source mark.
        """
        run = self.run_at(position)
        if run is None or run.is_mark:
            return None
        field = self._fields[run.serial - 1]
        units = (run.offset + position - run.position) * 2
        return field, len(field.text.encode("utf-16-le", "replace")[:units].decode("utf-16-le", "ignore"))

    def runs_within(self, start: int, end: int) -> Sequence[Run]:
        """Return the runs of facts' texts, without source marks, that overlap the range from ``start`` to ``end``.

        The range does not include ``end``. An empty range overlaps a run only if it is inside it, and not if it is at
        its start or end. Runs that reach beyond the range are not cut.
        """
        first, last = max(bisect_right(self._starts, start) - 1, 0), bisect_right(self._starts, end - 1)
        return [run for run in self._runs[first:last] if run.end > start and not run.is_mark]

    def fields_of(self, fact_id: str) -> Iterator[tuple[Field, list[Run]]]:
        """Yield each field that shows a text of a fact, with its runs in order, without source marks.

        Nothing for a fact of which the page shows no text. In a page a fact may have several fields.
        """
        if self._runs_by_fact is None:
            self._runs_by_fact = {}
            for run in self._runs:
                if not run.is_mark:
                    self._runs_by_fact.setdefault(self.fact_of(run), {}).setdefault(run.serial, []).append(run)
        for serial, runs in self._runs_by_fact.get(fact_id, {}).items():
            yield self._fields[serial - 1], runs

    def extent(self, run: Run) -> tuple[int, int]:
        """Return the positions of the start and the end (excluded) of the whole text that a run is a piece of.

        If the run is a source mark, they are the positions of the mark.
        """
        field_runs = [other for other in self._runs if other.serial == run.serial]
        return field_runs[0].position, field_runs[-1].end

    def run_near(self, position: int, step: int = 0) -> Run | None:
        """Return the first run of the next text of a fact after a position (``step`` 1), or of the previous one (-1).

        With ``step`` 0, return the run at the position, which may be a source mark; if there is no run, the same as
        with 1. After the last text of the page follows the first one, and the reverse. The next text may belong to the
        same fact as the text at the position. A source mark counts as a text only if its fact has no text on the page.
        None if the page shows no fact.
        """
        stops = [run for run in self._runs if run.offset == 0 and self._is_stop(run)]
        if not stops:
            return None
        here = self.run_at(position)
        if step == 0 and here is not None:
            return here
        begins = [stop.position for stop in stops]
        begin = self.extent(here)[0] if here is not None else position
        index = bisect_right(begins, begin) if step >= 0 else bisect_right(begins, begin - 1) - 1
        return stops[index % len(stops)]

    def _is_stop(self, run: Run) -> bool:
        return not run.is_mark or self.fact_of(run) not in self._facts_with_text


def _read_runs(document: QTextDocument) -> list[Run]:
    runs: list[Run] = []
    for fragment in fragments_of(document):
        title = fragment.charFormat().toolTip()
        if not title:
            continue
        serial, position = int(title), fragment.position()
        end = position + fragment.length()
        last = runs[-1] if runs else None
        if last is not None and last.serial == serial and last.end == position:
            runs[-1] = last._replace(end=end)
            continue
        follows = last is not None and last.serial == serial
        offset = last.offset + last.end - last.position if follows and last is not None else 0
        runs.append(Run(position, end, serial, offset))
    return runs


def fragments_of(document: QTextDocument) -> Iterator[QTextFragment]:
    """Yield every fragment (consecutive characters of one format) of a document in order, tables included."""
    block = document.begin()
    while block.isValid():
        yield from fragments_within(block)
        block = block.next()


def fragments_within(block: QTextBlock) -> Iterator[QTextFragment]:
    """Yield every fragment (consecutive characters of one format) of a block in order."""
    iterator = block.begin()
    while not iterator.atEnd():
        yield iterator.fragment()
        iterator += 1
