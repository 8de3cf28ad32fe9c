"""Which rows of a table are no projects (totals, repeated headings, notes at the foot), and which are doubtful."""

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from coopviewer.authoring.importing.sheet.files.tables import Row, SheetTable, checked, text_of
from coopviewer.authoring.importing.sheet.values.numbers import number_of_cell, read_number
from coopviewer.authoring.importing.sheet.values.words import SheetWords, plain_words

_FOOT = 12  # rows at the end that may be totals and notes
_MOST_FILLED = 0.7  # of the usual number of cells, in a row of totals
_MOST_SUMMED = 5_000  # rows that a total may be the sum of
_LONGEST_NAME = 100  # characters


class RowKinds(NamedTuple):
    """Which rows below a table's headings are special, as indexes of all rows of the table, from 0.

    All filled rows are projects but those in ``left_out``. ``doubtful`` are projects that may be headings or totals.
    ``long_rows``, of a text file only, have texts behind the last column that has a heading; they are projects too,
    unless they are also in ``left_out``.
    """

    left_out: frozenset[int]
    doubtful: frozenset[int]
    long_rows: frozenset[int]


class RowSorter:
    """Tells rows of projects from totals and the like below a table's headings."""

    def __init__(
        self,
        table: SheetTable,
        words: SheetWords,
        heading_rows: tuple[int, int],
        filled: Sequence[int],
        check: Callable[[], None],
    ) -> None:
        """Take a table; ``heading_rows`` are the indexes of its first and last row of headings.

        ``filled`` are the indexes of the rows below the headings that are not empty. ``check`` is called for
        every 500 rows, and may raise to end the work.
        """
        self._table, self._words, self._filled, self._check = table, words, filled, check
        self._heads = [table.rows[place] for place in range(heading_rows[0], heading_rows[1] + 1)]
        self._counts = {place: sum(cell != "" for cell in table.rows[place]) for place in checked(filled, check)}
        self._usual = Counter(self._counts.values()).most_common(1)[0][0] if filled else 0

    def kinds(self) -> RowKinds:
        """Return which rows are left out, which are doubtful, and which are longer than the headings."""
        left_out = set(self._foot())
        doubtful: set[int] = set()
        begin = self._filled[0] if self._filled else 0  # of the rows that the next total may be the sum of
        for place in checked(self._filled, self._check):
            if place in left_out:
                continue
            if self._repeats_headings(place) or self._is_total(place, begin):
                left_out.add(place)
                begin = place + 1
            elif self._may_be_none(place):
                doubtful.add(place)
        return RowKinds(frozenset(left_out), frozenset(doubtful), self._long_rows())

    def _texts(self, place: int) -> list[str]:
        return [text for cell in self._table.rows[place] if (text := text_of(cell))]

    def _foot(self) -> frozenset[int]:
        """Return totals, and notes, below the last project."""
        found: set[int] = set()
        for place in reversed(self._filled[-_FOOT:]):
            texts = self._texts(place)
            is_total = any(map(self._names_total, texts[:2])) and self._is_short(place)
            is_note = len(texts) == 1 and self._usual > 2 and place == self._filled[-1 - len(found)]
            if not (is_total or is_note):
                if found or place != self._filled[-1]:
                    break
                continue
            found.add(place)
        return frozenset(found)

    def _is_short(self, place: int) -> bool:
        return self._counts[place] <= max(self._usual * _MOST_FILLED, 2)

    def _names_total(self, text: str) -> bool:
        return len(text) <= _LONGEST_NAME and plain_words(text.rstrip(": ")) in self._words.totals

    def _speaks_of_total(self, text: str) -> bool:
        """Return whether a text begins or ends as one on totals does, such as *Total Niger*."""
        words = plain_words(text).split() if len(text) <= _LONGEST_NAME else []
        several = (" ".join(part) for count in (1, 2) for part in (words[:count], words[-count:]))
        return any(each in self._words.totals for each in several)

    def _repeats_headings(self, place: int) -> bool:
        """Return whether each cell of a row says what a heading above it says."""
        return any(_is_same(self._table.rows[place], head) for head in self._heads)

    def _is_total(self, place: int, begin: int) -> bool:
        """Return whether a row is a total: it is called so, or it speaks of one and is the sum of the rows above it."""
        if not self._is_short(place):
            return False
        texts = self._texts(place)
        named = texts[1] if len(texts) > 2 and texts[0].isdecimal() else texts[0]
        numbers = self._numbers(place)
        if not numbers:
            return False
        if self._names_total(named):
            return True
        if not any(map(self._speaks_of_total, texts[:2])):
            return False
        above = [self._numbers(each) for each in range(max(begin, place - _MOST_SUMMED), place)]
        return all(value == sum(each.get(column, 0) for each in above) for column, value in numbers.items())

    def _numbers(self, place: int) -> dict[int, Decimal]:
        found: dict[int, Decimal] = {}
        for column, cell in enumerate(self._table.rows[place]):
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                found[column] = number_of_cell(cell)
            elif isinstance(cell, str) and any(map(str.isdigit, cell)) and not cell.endswith("%"):
                number = read_number(cell, self._words.multipliers)
                if number is not None:
                    found[column] = number.value
        return found

    def _may_be_none(self, place: int) -> bool:
        if self._counts[place] == 1:
            return self._usual > 2
        return self._is_short(place) and any(map(self._speaks_of_total, self._texts(place)[:2]))

    def _long_rows(self) -> frozenset[int]:
        """Return rows of a text file with more cells than its headings: a sign within a value may part it in two."""
        if self._table.encoding is None:
            return frozenset()
        width = max(map(len, self._heads))
        rows = self._table.rows
        return frozenset(
            place for place in self._filled if len(rows[place]) > width and any(map(text_of, rows[place][width:]))
        )


def _is_same(row: Row, head: Row) -> bool:
    pairs = [(cell, above) for cell, above in zip(row, head, strict=False) if cell != ""]
    if len(pairs) < 2 or any(cell != "" for cell in row[len(head) :]):
        return False
    return all(
        isinstance(cell, str) and isinstance(above, str) and cell.strip().casefold() == above.strip().casefold()
        for cell, above in pairs
    )
