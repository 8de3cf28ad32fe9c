"""What the cells of a column show: how many can be read, and what only the user can say, such as the decimal sign."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from coopviewer.authoring.importing.sheet.cell_values import (
    NOTHING_SAID,
    SHIFTED,
    CellSum,
    NotRead,
    ReadPeriod,
    Remark,
    Value,
)
from coopviewer.authoring.importing.sheet.cells import CellReader
from coopviewer.authoring.importing.sheet.files.tables import Cell
from coopviewer.authoring.importing.sheet.several_in_cell import ONE_NAME, PARTED
from coopviewer.authoring.importing.sheet.values.numbers import ReadNumber, marked_alone, notation_of, read_number
from coopviewer.domain.imports.sheets import MONEY, ColumnMapping, QuestionKind, SheetSlot, UnreadCell

_SAMPLES = 5
_MOST_UNREAD = 100
_CHECKED = 500  # cells between two questions whether to end
_LONGEST = 200  # characters of a sample


class ColumnEvidence(NamedTuple):
    """What the cells of a column show.

    ``mapping`` is what the user or the guess says of the column; ``resolved`` is the mapping with what the cells show,
    such as the decimal sign, added to it. ``samples`` are the first five different texts, of each at most 200
    characters. ``read``, ``unread`` and ``empty`` are numbers of cells; a cell such as ``n/a`` counts as empty.
    ``unread_cells`` are at most a hundred of the unread ones. ``asked`` has, for each question that the cells leave
    open, up to five texts that raise it, even if the mapping or the heading answers it. ``signs`` has the
    decimal sign that sums of one notation show (``notation_of``): ``{"usd|": "."}`` after ``USD 1.50``.
    """

    mapping: ColumnMapping
    resolved: ColumnMapping
    samples: tuple[str, ...]
    read: int
    unread: int
    empty: int
    unread_cells: tuple[UnreadCell, ...]
    asked: dict[QuestionKind, tuple[str, ...]]
    signs: dict[str, str]


class _Seen:
    """Collects what cells show."""

    def __init__(self) -> None:
        self.samples: dict[str, None] = {}
        self.read = self.unread = self.empty = 0
        self.unread_cells: list[UnreadCell] = []
        self.asked: dict[QuestionKind, dict[str, None]] = {}
        self.signs: dict[str, set[str]] = {}  # by notation
        self.ambiguous: dict[tuple[str, str], dict[str, None]] = {}  # texts, by notation and sign
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
    shifted: frozenset[int] = frozenset(),
) -> ColumnEvidence:
    """Return what the cells of a column show; ``cells`` has, for each, the index of its row, the cell and its text.

    ``name`` returns the name of the cell in a row, such as ``C17``. ``rows`` is the number of rows; a row without a
    cell in ``cells`` counts as an empty cell. ``check`` is called now and then, and may raise to end the work.
    ``shifted`` are indexes of rows whose cells are not read, since they may belong to other columns.
    """
    seen = _Seen()
    number = 0
    for number, (row, cell, text) in enumerate(cells, start=1):
        if not number % _CHECKED:
            check()
        unread = _see_shifted(seen, text) if row in shifted else _see(seen, reader, cell, text)
        if unread is not None and len(seen.unread_cells) < _MOST_UNREAD:
            seen.unread_cells.append(UnreadCell(name(row), text[:_LONGEST], unread.reason))
    seen.empty += rows - number
    mapping = reader.mapping
    signs = {notation: sign for notation, found in seen.signs.items() if (sign := _only(found))}
    shown = _only(set().union(*seen.signs.values()))
    for text in _ambiguous(seen, signs, shown):
        seen.ask(QuestionKind.DECIMAL_SIGN, text)
    is_asked = QuestionKind.DECIMAL_SIGN in seen.asked
    resolved = mapping._replace(
        decimal_sign=mapping.decimal_sign or (None if is_asked else shown),
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
        signs,
    )


def _ambiguous(seen: _Seen, signs: Mapping[str, str], shown: str | None) -> Iterator[str]:
    """Yield texts of sums that depend on the decimal sign, where nothing shows it, those of each notation in turn.

    Sums of their notation (``signs``) show it, or else all others that show one (``shown``), but these only that a
    sign is none before decimals: ``USD 235,000`` is not 235, since other sums are written as in ``8,5 M``.
    """
    asked = [
        list(texts)
        for (notation, mark), texts in seen.ambiguous.items()
        if notation not in signs and shown in (None, mark)
    ]
    for several in zip_longest(*asked):
        yield from filter(None, several)


def _only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _see_shifted(seen: _Seen, text: str) -> NotRead | None:
    if not text:
        seen.empty += 1
        return None
    seen.unread += 1
    return NotRead(SHIFTED, text)


def with_unread(evidence: ColumnEvidence, cells: Sequence[UnreadCell]) -> ColumnEvidence:
    """Return what a column shows after some of its cells, which counted as read, turned out not to be readable.

    ``cells`` are these cells: they are counted as unread, and named among the first hundred unread ones.
    """
    return evidence._replace(
        read=evidence.read - len(cells),
        unread=evidence.unread + len(cells),
        unread_cells=(*evidence.unread_cells, *cells)[:_MOST_UNREAD],
    )


def unread_part(value: Value) -> NotRead | None:
    """Return the first part of a cell that could not be read, such as one of its three countries; None without one."""
    if not isinstance(value, tuple) or isinstance(value, CellSum | ReadPeriod):
        return None
    parts = (each for each in value if isinstance(each, Remark) and each.reason not in (PARTED, ONE_NAME))
    return next((NotRead(*part) for part in parts), None)


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
    if (part := unread_part(value)) is not None:
        seen.unread += 1
        return part
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
    notation = notation_of(text)
    seen.signs.setdefault(notation, set()).update(number.signs)
    if number.is_ambiguous:
        texts = seen.ambiguous.setdefault((notation, marked_alone(text)), {})
        if len(texts) < _SAMPLES:
            texts[text] = None
