"""What each column of a table is: guessed by its heading, confirmed by its values, or as the user says."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from coopviewer.authoring.importing.sheet.cell_values import CellSum, NotRead, Value
from coopviewer.authoring.importing.sheet.cells import CellReader
from coopviewer.authoring.importing.sheet.evidence import ColumnEvidence, examine, with_unread
from coopviewer.authoring.importing.sheet.files.tables import Cell, Row, SheetTable, checked, text_of
from coopviewer.authoring.importing.sheet.layout import Layout
from coopviewer.authoring.importing.sheet.several_in_cell import recurring_texts
from coopviewer.authoring.importing.sheet.sums import NO_CURRENCY, GivenSum, sums_of_row
from coopviewer.authoring.importing.sheet.values.headings import SlotGuess, guess_slot, split_heading
from coopviewer.authoring.importing.sheet.values.places import Places
from coopviewer.authoring.importing.sheet.values.units import says_power
from coopviewer.authoring.importing.sheet.values.words import SheetWords
from coopviewer.domain.imports.sheets import (
    CHOICES,
    MONEY,
    ColumnMapping,
    Confidence,
    QuestionKind,
    SheetColumn,
    SheetMapping,
    SheetQuestion,
    SheetSlot,
    UnreadCell,
)

_SAMPLE = 400  # filled cells by which a guess is confirmed
_LEAST_READ, _LEAST_OF_EXACT = 0.8, 0.5  # of the filled cells, under a heading that is only alike, or one of the words
_LONGEST_IDENTIFIER = 120
_LAST = 3  # rows that may be notes
_LONGEST_NOTE = 300  # characters of a note beside the table in which a unit is looked for
_SEVERAL = (
    *(SheetSlot.COUNTRY, SheetSlot.REGION, SheetSlot.SECTOR, SheetSlot.FUNDER, SheetSlot.IMPLEMENTER),
    *(SheetSlot.PARTNER, SheetSlot.ACCOUNTABLE, SheetSlot.EXTENDING, SheetSlot.PLACE, SheetSlot.WEBSITE),
)
_NAMES = (
    *(SheetSlot.TITLE, SheetSlot.DESCRIPTION, SheetSlot.GOALS, SheetSlot.TARGET_GROUP, SheetSlot.PLACE),
    *(SheetSlot.REPORTER, SheetSlot.FUNDER, SheetSlot.ACCOUNTABLE, SheetSlot.EXTENDING, SheetSlot.IMPLEMENTER),
    SheetSlot.PARTNER,
)
_YES_AND_NO = frozenset(["yes", "no", "oui", "non", "ja", "nein", "si", "sí", "true", "false", "y", "n", "x"])


NEVER_SHIFTED = (SheetSlot.TITLE, SheetSlot.IDENTIFIER, SheetSlot.OTHER)
"""What columns may hold so that their cells are read also in rows with more cells than headings."""


class Guess(NamedTuple):
    """What a column seems to hold, by its heading and values, and how certain that is."""

    slot: SheetSlot
    confidence: Confidence


class Column(NamedTuple):
    """A column that was read.

    ``place`` is its index in the rows, from 0, ``letter`` its letter in spreadsheets. ``reader`` reads its cells;
    ``evidence`` is what reading all of them showed.
    """

    place: int
    letter: str
    guess: Guess
    reader: CellReader
    evidence: ColumnEvidence

    @property
    def mapping(self) -> ColumnMapping:
        """What the column is, as the user says or as was guessed, without what reading its cells showed."""
        return self.evidence.mapping


class ReadColumns(NamedTuple):
    """All columns of a table, what the user must be asked before they can be imported, and the mapping they make up."""

    columns: tuple[Column, ...]
    questions: tuple[SheetQuestion, ...]
    mapping: SheetMapping


def _has_one(row: Row) -> bool:
    return sum(cell != "" for cell in row) == 1


class ColumnMaker:
    """Finds out what the columns of one table hold: by a mapping, or by their headings and the values in them."""

    def __init__(
        self, table: SheetTable, layout: Layout, words: SheetWords, places: Places, check: Callable[[], None]
    ) -> None:
        """Prepare the columns of a table; ``check``, also an attribute, is called at times, and may raise to stop."""
        self._table = table
        self._layout = layout
        self._words = words
        self._places = places
        self.check = check
        self._made: dict[tuple[int, ColumnMapping], Column] = {}
        self._sums: dict[tuple[ColumnMapping, ...], list[Column]] = {}
        self._guesses: list[Guess] | None = None
        self._says_unit = any(
            says_power(text[:_LONGEST_NOTE], words.powers)
            for place in (*layout.left_out, *(each for each in layout.rows[-_LAST:] if _has_one(table.rows[each])))
            for text in map(text_of, table.rows[place])
        )
        self._sampled = [self._cells(column, _SAMPLE) for column in range(len(layout.headings))]

    def read(self, wanted: SheetMapping | None) -> ReadColumns:
        """Read all columns of the table as ``wanted`` says; a column that ``wanted`` lacks is read as it is guessed.

        ``wanted`` None: all are guessed. A column guessed with the confidence DOUBTED is a published field (OTHER).
        """
        guesses = self._guesses = self._guesses or self.guesses()
        known = {(each.heading, each.number): each for each in wanted.columns} if wanted is not None else {}
        numbers: Counter[str] = Counter()
        columns: list[Column] = []
        for place, heading in enumerate(self._layout.headings):
            numbers[heading] += 1
            key = heading, numbers[heading]
            slot = guesses[place].slot if guesses[place].confidence in (Confidence.SURE, Confidence.LIKELY) else None
            guessed = ColumnMapping(*key, slot=slot or SheetSlot.OTHER)
            columns.append(self._column(place, known.get(key, guessed), guesses[place]))
        columns = self._with_sums(columns)
        has_currencies = any(each.mapping.slot is SheetSlot.CURRENCY for each in columns)
        questions = tuple(question for each in columns for question in _questions(each, has_currencies=has_currencies))
        mapping = SheetMapping(tuple(each.mapping for each in columns), wanted.group_by if wanted is not None else None)
        return ReadColumns(tuple(columns), questions, mapping)

    def _with_sums(self, columns: list[Column]) -> list[Column]:
        """Return columns whose sums are counted as not read where their row leaves no sum, as the import does.

        A row decides where there is a column of currencies, or one of grants, which have no fractions of a cent.
        """
        slots = {each.mapping.slot for each in columns}
        if not slots.intersection(MONEY) or not slots & {SheetSlot.CURRENCY, SheetSlot.GRANT}:
            return columns
        key = tuple(each.mapping for each in columns if each.mapping.slot in (*MONEY, SheetSlot.CURRENCY))
        if key not in self._sums:
            self._sums = {key: list(checked_sums(self._table, self._layout, columns, self.check))}
        known = {each.place: each for each in self._sums[key]}
        return [known.get(each.place, each) for each in columns]

    def guesses(self) -> list[Guess]:
        """Return the guess of each column, in order; where nothing is guessed, it is OTHER with the confidence NONE.

        Some slots can have one column only (slots of sums: one for each currency): the one with the best heading whose
        values confirm the guess; nothing is guessed for those whose heading is less good. If values do not confirm what
        a known heading says, the guess is what the heading says, with the confidence DOUBTED.
        """
        said = [
            guess_slot(split_heading(heading, self._words.powers), self._words) for heading in self._layout.headings
        ]
        found = [Guess(SheetSlot.OTHER, Confidence.NONE)] * len(said)
        taken: set[tuple[SheetSlot, str | None]] = set()
        order = sorted(
            (place for place, guess in enumerate(said) if guess is not None),
            key=lambda place: (not said[place].is_exact, said[place].rank, place),  # type: ignore[union-attr]
        )
        for place in order:
            guess = said[place]
            assert guess is not None
            heading = split_heading(self._layout.headings[place], self._words.powers)
            key = guess.slot, heading.currency if guess.slot in MONEY else None
            if key in taken and guess.slot not in _SEVERAL:
                continue
            if self._confirms(place, guess):
                taken.add(key)
                found[place] = Guess(guess.slot, Confidence.SURE if guess.is_exact else Confidence.LIKELY)
            elif guess.is_exact:
                found[place] = Guess(guess.slot, Confidence.DOUBTED)
        return found

    def _cells(self, column: int, most: int | None = None) -> list[Cell]:
        """Return the cells of a column that are not empty, all or the first ``most``."""
        found: list[Cell] = []
        for place in self._layout.rows:
            row = self._table.rows[place]
            if column < len(row) and row[column] != "":
                found.append(row[column])
                if most is not None and len(found) >= most:
                    break
        return found

    def _confirms(self, place: int, guess: SlotGuess) -> bool:
        """Return whether most values of a column, by its index, are of the kind that its heading says."""
        cells = self._sampled[place]
        texts = [text for cell in cells if (text := text_of(cell))]
        if not texts:
            return guess.is_exact
        if guess.slot is SheetSlot.IDENTIFIER:
            is_short = all(len(text) <= _LONGEST_IDENTIFIER for text in texts)
            return is_short and (guess.is_exact or len(set(texts)) >= _LEAST_READ * len(texts))
        least = _LEAST_OF_EXACT if guess.is_exact else _LEAST_READ
        if {text.lower() for text in texts} <= _YES_AND_NO:
            return False
        if guess.slot in _NAMES:
            return sum(any(map(str.isalpha, text)) for text in texts) >= least * len(texts)
        reader = self._reader(place, ColumnMapping(self._layout.headings[place], slot=guess.slot), cells)
        return sum(not isinstance(reader.read(cell, text_of(cell)), NotRead) for cell in cells) >= least * len(cells)

    def _reader(self, place: int, mapping: ColumnMapping, cells: Iterable[Cell] = ()) -> CellReader:
        heading = split_heading(self._layout.headings[place], self._words.powers)
        is_open = heading.is_unsure or (self._says_unit and not heading.power)
        return CellReader(mapping, heading, self._words, self._places, recurring_texts(cells), is_open)

    def _column(self, place: int, mapping: ColumnMapping, guess: Guess) -> Column:
        """Return a column as ``mapping`` says; one that was read with the same mapping before is not read again."""
        if (place, mapping) not in self._made:
            self._made[place, mapping] = self._read_column(place, mapping, guess)
        return self._made[place, mapping]

    def _read_column(self, place: int, mapping: ColumnMapping, guess: Guess) -> Column:
        reader = self._reader(
            place, mapping, self._cells(place) if mapping.slot in (*_SEVERAL, SheetSlot.REPORTER) else ()
        )
        letter = self._table.letter(place)
        cells = (
            (row, self._table.rows[row][place], self._table.texts(row)[place])
            for row in self._layout.rows
            if place < len(self._table.rows[row])
        )

        def name(row: int) -> str:
            return f"{letter}{self._table.first_row + row}"

        shifted = frozenset() if mapping.slot in NEVER_SHIFTED else self._layout.long_rows
        evidence = examine(reader, cells, name, len(self._layout.rows), self.check, shifted)
        return Column(place, letter, guess, replace(reader, mapping=evidence.resolved, signs=evidence.signs), evidence)


def _questions(column: Column, *, has_currencies: bool) -> Sequence[SheetQuestion]:
    """Return what must still be asked about a column, such as its currency; ``has_currencies``: a column has those."""
    mapping, evidence = column.mapping, column.evidence
    found: list[SheetQuestion] = []
    for kind, samples in evidence.asked.items():
        if kind is QuestionKind.CURRENCY and (
            has_currencies or column.reader.heading.currency or mapping.slot not in MONEY
        ):
            continue
        if evidence.resolved.answer(kind) is None:
            found.append(SheetQuestion(column.place, mapping.heading, kind, samples, CHOICES.get(kind, ())))
    return found


def shown(column: Column) -> SheetColumn:
    """Return a column as the import dialog shows it."""
    evidence = column.evidence
    return SheetColumn(
        column.letter,
        column.mapping,
        column.guess.slot,
        column.guess.confidence,
        evidence.samples,
        evidence.read,
        evidence.unread,
        evidence.empty,
        evidence.unread_cells,
    )


def checked_sums(
    table: SheetTable, layout: Layout, columns: Sequence[Column], check: Callable[[], None]
) -> Iterator[Column]:
    """Yield the columns of sums, after checking each sum together with the other cells of its row.

    A sum that can be read alone may still be no sum in its row: a grant below zero, or a sum in another currency than
    the row's currency column names (``sums_of_row``). Such cells are counted as unread. A sum for whose currency or
    decimal sign the user is to be asked still counts as read. Columns are in the order of ``columns``; those without
    sums are left out. ``check`` is called now and then, and may raise, such as Cancelled, to stop.
    """
    money = [each for each in columns if each.mapping.slot in MONEY]
    currency = next((each for each in columns if each.mapping.slot is SheetSlot.CURRENCY), None)
    unread: dict[int, list[UnreadCell]] = {each.place: [] for each in money}
    for row in checked(layout.rows, check):
        if row in layout.long_rows:
            continue
        cells = [(each, value) for each in money if isinstance(value := _value(table, row, each), CellSum)]
        texts = table.texts(row)
        given = [GivenSum(each.reader, value, texts[each.place]) for each, value in cells]
        found = sums_of_row(given, _value(table, row, currency) if currency is not None else None)
        for (each, value), (stated, _) in zip(cells, found, strict=True):
            is_asked = value.is_by_sign and each.reader.decimal_sign(texts[each.place]) is None
            is_asked = is_asked or (currency is None and stated == NotRead(NO_CURRENCY, texts[each.place]))
            if isinstance(stated, NotRead) and not is_asked:
                name = f"{each.letter}{table.first_row + row}"
                unread[each.place].append(UnreadCell(name, stated.text, stated.reason))
    for each in money:
        yield each._replace(evidence=with_unread(each.evidence, unread[each.place]))


def _value(table: SheetTable, row: int, column: Column) -> Value | NotRead | None:
    if column.place >= len(table.rows[row]):
        return None
    return column.reader.read(table.rows[row][column.place], table.texts(row)[column.place])
