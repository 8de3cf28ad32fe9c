"""What the cells of a column show: how many can be read, and what the column leaves open."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from coopviewer.authoring.importing.sheet.cells import NOTHING_SAID, CellReader, CellSum, NotRead, ReadPeriod, Value
from coopviewer.authoring.importing.sheet.files.tables import Cell
from coopviewer.authoring.importing.sheet.values.numbers import ReadNumber, read_number
from coopviewer.domain.imports.sheets import MONEY, ColumnMapping, QuestionKind, SheetSlot, UnreadCell

_SAMPLES = 5
_MOST_UNREAD = 100
_CHECKED = 500  # cells between two questions whether to end
_LONGEST = 200  # characters of a sample


class ColumnEvidence(NamedTuple):
    """What the cells of a column show.

    ``mapping`` is what the user or the guess says of the column; ``resolved`` has besides what its cells show, such as
    the decimal sign. ``read``, ``unread`` and ``empty`` are numbers of cells, those such as ``n/a`` count as empty;
    ``unread_cells`` are the first that cannot be read. ``asked`` has the first texts for each question that the cells
    leave open.
    """

    mapping: ColumnMapping
    resolved: ColumnMapping
    samples: tuple[str, ...]
    read: int
    unread: int
    empty: int
    unread_cells: tuple[UnreadCell, ...]
    asked: dict[QuestionKind, tuple[str, ...]]


class _Seen:
    """Collects what cells show."""

    def __init__(self) -> None:
        self.samples: dict[str, None] = {}
        self.read = self.unread = self.empty = 0
        self.unread_cells: list[UnreadCell] = []
        self.asked: dict[QuestionKind, dict[str, None]] = {}
        self.signs: set[str] = set()
        self.orders: set[str] = set()
        self.has_large_share = False

    def ask(self, kind: QuestionKind, text: str) -> None:
        texts = self.asked.setdefault(kind, {})
        if len(texts) < _SAMPLES:
            texts[text] = None


def examine(
    reader: CellReader,
    cells: Iterable[tuple[int, Cell, str]],
    name: Callable[[int], str],
    rows: int,
    check: Callable[[], None],
) -> ColumnEvidence:
    """Return what all cells of a column show; each is given with its row's index before it and its text behind it.

    ``name`` returns the name of the cell in a row. ``rows`` is the number of rows; those without a cell count as empty.
    ``check`` is called now and then, and may raise.
    """
    seen = _Seen()
    number = 0
    for number, (row, cell, text) in enumerate(cells, start=1):
        if not number % _CHECKED:
            check()
        unread = _see(seen, reader, cell, text)
        if unread is not None and len(seen.unread_cells) < _MOST_UNREAD:
            seen.unread_cells.append(UnreadCell(name(row), text[:_LONGEST], unread.reason))
    seen.empty += rows - number
    mapping = reader.mapping
    resolved = mapping._replace(
        decimal_sign=mapping.decimal_sign or _only(seen.signs),
        day_order=mapping.day_order or _only(seen.orders),
        share_unit=mapping.share_unit or ("percent" if seen.has_large_share else None),
    )
    return ColumnEvidence(
        mapping,
        resolved,
        tuple(seen.samples),
        seen.read,
        seen.unread,
        seen.empty,
        tuple(seen.unread_cells),
        {kind: tuple(texts) for kind, texts in seen.asked.items()},
    )


def _only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _see(seen: _Seen, reader: CellReader, cell: Cell, text: str) -> NotRead | None:
    """Take what a cell shows; return why it could not be read, None if it could or is empty."""
    value = reader.read(cell, text)
    if value is None or (isinstance(value, NotRead) and value.reason == NOTHING_SAID):
        seen.empty += 1
        return None
    if len(seen.samples) < _SAMPLES:
        seen.samples[text[:_LONGEST]] = None
    if isinstance(value, NotRead):
        seen.unread += 1
        return value
    seen.read += 1
    _see_value(seen, reader, cell, text, value)
    return None


def _see_value(seen: _Seen, reader: CellReader, cell: Cell, text: str, value: Value) -> None:
    slot = reader.mapping.slot
    if slot in MONEY and isinstance(value, CellSum):
        if value.currency is None:
            seen.ask(QuestionKind.CURRENCY, text)
        if reader.is_unit_open:
            seen.ask(QuestionKind.SUM_UNIT, text)
        if isinstance(cell, str):
            number = read_number(text, reader.words.multipliers)
            _see_number(seen, number, text)
    elif isinstance(value, ReadPeriod):
        for each in (value.first, value.last):
            if each is not None and each.shows:
                seen.orders.add(each.shows)
            for asked in each.asks if each is not None else ():
                seen.ask(QuestionKind(asked), text)
    elif slot is SheetSlot.SHARE:
        _see_share(seen, text)


def _see_share(seen: _Seen, text: str) -> None:
    number = read_number(text, {}, ".")
    if number is not None and number.value > 1:
        seen.has_large_share = True
    elif number is not None:
        seen.ask(QuestionKind.SHARE_UNIT, text)


def _see_number(seen: _Seen, number: ReadNumber | None, text: str) -> None:
    if number is None:
        return
    seen.signs |= set(number.signs)
    if number.is_ambiguous:
        seen.ask(QuestionKind.DECIMAL_SIGN, text)
