"""Which character of a shown page belongs to which fact: an index over the document, made when it is first asked.

Every text of a fact was written with its serial as ``title`` (rendering/html.py), which Qt keeps as the tool tip of
each of its characters, whatever stands inside. Positions are Qt's, in UTF-16 units; offsets within a fact's text count
code points, as the database and its annotations do.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextDocument, QTextFragment

from coopviewer.domain.text.lengths import utf16_length
from coopviewer.rendering.document.document import Field


class Run(NamedTuple):
    """Characters of one field that follow one another, from ``position`` up to ``end``.

    ``offset`` is how many UTF-16 units of the field's text stand before it; of a source mark it is 0.
    """

    position: int
    end: int
    serial: int
    offset: int

    @property
    def is_mark(self) -> bool:
        """Whether this is a source mark beside a fact, not the fact's text."""
        return self.serial < 0


class FieldIndex:
    """The fields of one page as it is shown now; a page that is drawn anew needs another."""

    def __init__(self, document: QTextDocument, fields: Sequence[Field]) -> None:
        """Walk the document once; ``fields`` are those it was written with, in order."""
        self._fields = fields
        self._runs = _read_runs(document)
        self._starts = [run.position for run in self._runs]
        self._told = {field.fact_id for field in fields if field.text}
        self._shown: dict[str, dict[int, list[Run]]] | None = None

    @property
    def runs(self) -> Sequence[Run]:
        """All runs, in the order of the document."""
        return self._runs

    @property
    def missing(self) -> list[int]:
        """The serials of the fields of which not every character was found; none, unless something is wrong."""
        found = dict.fromkeys(range(1, len(self._fields) + 1), 0)
        for run in self._runs:
            found[abs(run.serial)] += 0 if run.is_mark else run.end - run.position
        return [key for key, length in found.items() if length != utf16_length(self._fields[key - 1].text)]

    @property
    def fact_ids(self) -> list[str]:
        """The ids of the facts whose texts are shown, in the order of the document."""
        return list(dict.fromkeys(self.fact_of(run) for run in self._runs if not run.is_mark))

    def run_at(self, position: int) -> Run | None:
        """Give the run that the character at a position belongs to; None where it belongs to no fact."""
        place = bisect_right(self._starts, position) - 1
        return self._runs[place] if place >= 0 and position < self._runs[place].end else None

    def fact_of(self, run: Run) -> str:
        """Give the id of the fact that a run belongs to."""
        return self._fields[abs(run.serial) - 1].fact_id

    def offset_at(self, position: int) -> tuple[Field, int] | None:
        """Give the field at a position, and how many code points of its text stand before; None beside all text."""
        run = self.run_at(position)
        if run is None or run.is_mark:
            return None
        field = self._fields[run.serial - 1]
        units = (run.offset + position - run.position) * 2
        return field, len(field.text.encode("utf-16-le", "replace")[:units].decode("utf-16-le", "ignore"))

    def runs_within(self, start: int, end: int) -> Sequence[Run]:
        """Give the runs of facts' texts, source marks left out, that have characters from ``start`` up to ``end``."""
        first, last = max(bisect_right(self._starts, start) - 1, 0), bisect_right(self._starts, end - 1)
        return [run for run in self._runs[first:last] if run.end > start and not run.is_mark]

    def shown(self, fact_id: str) -> Iterator[tuple[Field, list[Run]]]:
        """Give each field that shows a text of a fact, with its runs in order; source marks are left out."""
        if self._shown is None:
            self._shown = {}
            for run in self._runs:
                if not run.is_mark:
                    self._shown.setdefault(self.fact_of(run), {}).setdefault(run.serial, []).append(run)
        for serial, runs in self._shown.get(fact_id, {}).items():
            yield self._fields[serial - 1], runs

    def extent(self, run: Run) -> tuple[int, int]:
        """Give where the whole field of a run begins and ends."""
        same = [other for other in self._runs if other.serial == run.serial]
        return same[0].position, same[-1].end

    def stop_near(self, position: int, by: int = 0) -> Run | None:
        """Give the next fact in reading order after a position (``by`` 1) or the one before it (-1), going round.

        ``by`` 0: the one at the position, else the next. A source mark counts only where nothing else on the page
        shows its fact. None where the page shows no fact.
        """
        stops = [run for run in self._runs if run.offset == 0 and self._is_stop(run)]
        if not stops:
            return None
        here = self.run_at(position)
        if by == 0 and here is not None:
            return here
        begins = [stop.position for stop in stops]
        begin = self.extent(here)[0] if here is not None else position
        place = bisect_right(begins, begin) if by >= 0 else bisect_right(begins, begin - 1) - 1
        return stops[place % len(stops)]

    def _is_stop(self, run: Run) -> bool:
        return not run.is_mark or self.fact_of(run) not in self._told


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
        before = last.offset + last.end - last.position if follows and last is not None else 0
        runs.append(Run(position, end, serial, before))
    return runs


def fragments_of(document: QTextDocument) -> Iterator[QTextFragment]:
    """Give every fragment of a document in order."""
    block = document.begin()
    while block.isValid():
        yield from fragments_within(block)
        block = block.next()


def fragments_within(block: QTextBlock) -> Iterator[QTextFragment]:
    """Give every fragment of a block in order."""
    iterator = block.begin()
    while not iterator.atEnd():
        yield iterator.fragment()
        iterator += 1
