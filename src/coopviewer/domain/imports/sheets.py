"""Tables of projects: what was read, what each column is taken to be, what is asked, and what could not be read."""

from enum import StrEnum
from typing import NamedTuple

from coopviewer.domain.imports.previews import PreviewSample


class SheetSlot(StrEnum):
    """What a column of a table of projects holds, such as titles. OTHER: anything else, kept as a published field."""

    IDENTIFIER = "identifier"
    TITLE = "title"
    DESCRIPTION = "description"
    GOALS = "goals"
    TARGET_GROUP = "target-group"
    COUNTRY = "country"
    REGION = "region"
    SHARE = "share"
    PLACE = "place"
    SECTOR = "sector"
    STATUS = "status"
    REPORTER = "reporter"
    FUNDER = "funder"
    ACCOUNTABLE = "accountable"
    EXTENDING = "extending"
    IMPLEMENTER = "implementer"
    PARTNER = "partner"
    GRANT = "grant"
    BUDGET = "budget"
    TOTAL = "total"
    DISBURSED = "disbursed"
    CURRENCY = "currency"
    START = "start"
    END = "end"
    START_PLANNED = "start-planned"
    START_ACTUAL = "start-actual"
    END_PLANNED = "end-planned"
    END_ACTUAL = "end-actual"
    PERIOD = "period"
    WEBSITE = "website"
    OTHER = "other"


MONEY = (SheetSlot.GRANT, SheetSlot.BUDGET, SheetSlot.TOTAL, SheetSlot.DISBURSED)
"""The kinds of columns whose cells are sums of money."""
DATES = (
    *(SheetSlot.START, SheetSlot.END, SheetSlot.START_PLANNED, SheetSlot.START_ACTUAL),
    *(SheetSlot.END_PLANNED, SheetSlot.END_ACTUAL, SheetSlot.PERIOD),
)
"""The kinds of columns whose cells are dates."""


class QuestionKind(StrEnum):
    """What only the user can decide about a column; the value is the name of the answer's field in ColumnMapping."""

    DECIMAL_SIGN = "decimal_sign"
    DAY_ORDER = "day_order"
    CENTURY = "century"
    CURRENCY = "currency"
    SHARE_UNIT = "share_unit"
    SUM_UNIT = "sum_unit"


NEITHER_SIGN = "neither"
"""The answer that no sign separates decimals, so that ``1.234`` and ``1,234`` both mean one thousand and more."""
CHOICES: dict[QuestionKind, tuple[str, ...]] = {
    QuestionKind.DECIMAL_SIGN: (",", ".", NEITHER_SIGN),
    QuestionKind.DAY_ORDER: ("day-first", "month-first"),
    QuestionKind.CENTURY: ("2000", "1900", "1950"),
    QuestionKind.SHARE_UNIT: ("percent", "fraction"),
    QuestionKind.SUM_UNIT: ("one", "thousand", "million"),
}
"""The answers that each question has. Those to CENTURY are the first year of the hundred into which years of two digits
are put: ``1950`` makes 49 the year 2049. CURRENCY is left out, since its answer is any code of ISO 4217."""
SUM_UNITS = {"one": 0, "thousand": 3, "million": 6}
"""The unit in which a column states sums, by the answer to SUM_UNIT, as a power of ten: ``thousand`` is 3."""


class ColumnMapping(NamedTuple):
    """What a column of a table holds, and the user's answers to questions about it; None: not asked or not answered.

    ``heading`` is the column's heading as in the table; ``number`` is 2 for the second column with this heading, and so
    on. ``language`` is the BCP 47 tag of the column's texts, ``und`` if it is not stated.
    """

    heading: str
    number: int = 1
    slot: SheetSlot = SheetSlot.OTHER
    decimal_sign: str | None = None
    day_order: str | None = None
    century: str | None = None
    currency: str | None = None
    share_unit: str | None = None
    language: str = "und"
    sum_unit: str | None = None

    def answer(self, kind: QuestionKind) -> str | None:
        """Return the user's answer to one question about this column; None if it was not asked or not answered."""
        answers: dict[QuestionKind, str | None] = {
            QuestionKind.DECIMAL_SIGN: self.decimal_sign,
            QuestionKind.DAY_ORDER: self.day_order,
            QuestionKind.CENTURY: self.century,
            QuestionKind.CURRENCY: self.currency,
            QuestionKind.SHARE_UNIT: self.share_unit,
            QuestionKind.SUM_UNIT: self.sum_unit,
        }
        return answers[kind]

    def answered(self, kind: QuestionKind, answer: str | None) -> "ColumnMapping":
        """Return the mapping with the user's answer to one question about this column; None removes the answer."""
        match kind:
            case QuestionKind.DECIMAL_SIGN:
                return self._replace(decimal_sign=answer)
            case QuestionKind.DAY_ORDER:
                return self._replace(day_order=answer)
            case QuestionKind.CENTURY:
                return self._replace(century=answer)
            case QuestionKind.CURRENCY:
                return self._replace(currency=answer)
            case QuestionKind.SHARE_UNIT:
                return self._replace(share_unit=answer)
            case QuestionKind.SUM_UNIT:
                return self._replace(sum_unit=answer)


class SheetMapping(NamedTuple):
    """What the columns of a table are, in their order.

    ``group_by`` is the heading of the column in which rows of one project have the same text; None: no column says
    which rows are one project.
    """

    columns: tuple[ColumnMapping, ...]
    group_by: str | None = None

    def with_column(self, column: ColumnMapping) -> "SheetMapping":
        """Return the mapping with ``column`` in place of the column with the same heading and number.

        It is unchanged if it has no such column.
        """
        key = column.heading, column.number
        return self._replace(
            columns=tuple(column if (each.heading, each.number) == key else each for each in self.columns)
        )


class SheetChoice(NamedTuple):
    """What the user chose about how a file of tables is read; None: the program finds it out.

    ``sheet`` is a sheet's name or its number, from 1. ``heading_rows`` are the numbers, from 1, of the first and the
    last row of headings. ``encoding`` and ``separator`` (of the cells, such as ``;``) are for text files.
    """

    sheet: str | None = None
    heading_rows: tuple[int, int] | None = None
    encoding: str | None = None
    separator: str | None = None


class SheetName(NamedTuple):
    """The name of one sheet of a workbook, and whether the workbook hides this sheet."""

    name: str
    is_hidden: bool


class SheetRead(NamedTuple):
    """What was read of a file of tables.

    ``file`` is its name, ``size`` its bytes, ``format`` ``csv``, ``xlsx``, ``xls`` or ``ods``. ``encoding`` and
    ``separator`` are None for a workbook. ``sheet`` is the name of the sheet that was read, ``sheets`` are all; both
    are empty for a text file. ``heading_rows`` are the numbers, from 1, of the first and the last row of headings.
    ``rows`` is the number of rows with projects, ``left_out`` are the numbers, from 1, of other rows with text, such as
    totals, repeated headings and notes at the foot. ``first_rows`` are the texts, cut at 200 characters, of the first
    twenty rows, headings included; ``first_number`` is the number of the first of them. ``letters`` are the
    columns' letters.
    """

    file: str
    size: int
    format: str
    encoding: str | None
    separator: str | None
    sheet: str
    sheets: tuple[SheetName, ...]
    heading_rows: tuple[int, int]
    first_rows: tuple[tuple[str, ...], ...]
    rows: int
    left_out: tuple[int, ...]
    first_number: int = 1
    letters: tuple[str, ...] = ()


class Confidence(StrEnum):
    """How certain the guess is of what a column holds.

    SURE: the heading says it, and the values agree. LIKELY: the heading is similar to one that says it, and the values
    agree. DOUBTED: the heading says it, but the values do not agree, so that the column is kept as OTHER. NONE: nothing
    is guessed, since the heading says too little, is only similar and the values do not agree, or says what another
    column is taken for.
    """

    SURE = "sure"
    LIKELY = "likely"
    DOUBTED = "doubted"
    NONE = "none"


class UnreadCell(NamedTuple):
    """A cell that could not be read as what its column is.

    ``place`` is the cell's name: ``C17`` in the first table, ``b.csv C17`` in another one. ``text`` is its text,
    perhaps cut off after 200 characters; ``reason`` is the code of the note on it.
    """

    place: str
    text: str
    reason: str


class SheetColumn(NamedTuple):
    """A column: what it is taken to be, and how many of its cells can be read so.

    ``letter`` is its letter in a spreadsheet, such as ``C``. ``guess`` is what the heading says it holds, even if
    ``confidence`` is DOUBTED because the cells do not fit; it is OTHER if ``confidence`` is NONE. ``samples`` are the
    first five different texts. ``read``, ``unread`` and ``empty`` are numbers of cells; a cell such as ``n/a`` counts
    as empty. ``unread_cells`` are the first hundred of the unread ones. ``file`` is the name of the table that has the
    column; empty: it is the first or only one.
    """

    letter: str
    mapping: ColumnMapping
    guess: SheetSlot
    confidence: Confidence
    samples: tuple[str, ...]
    read: int
    unread: int
    empty: int
    unread_cells: tuple[UnreadCell, ...]
    file: str = ""


class SheetQuestion(NamedTuple):
    """A question that only the user can answer about a column, such as whether days or months come first in its dates.

    ``column`` is the column's index in the mapping, from 0. ``samples`` are its first texts, at most five, that leave
    the question open. ``choices`` are the possible answers; empty for CURRENCY, whose answer is any code of ISO 4217.
    ``file`` is the name of the table that has the column; empty: it is the first or only one.
    """

    column: int
    heading: str
    kind: QuestionKind
    samples: tuple[str, ...]
    choices: tuple[str, ...]
    file: str = ""


class SheetPreview(NamedTuple):
    """What an import of a table, or of several tables together, will make of it.

    ``mapping`` says what each column holds, as the user chose, as kept from an earlier import (``is_known``), or as
    guessed. ``new_columns`` are the headings of the table that a chosen or kept mapping lacks, ``missing_columns``
    those in this mapping that the table lacks. ``read`` is about the first table, ``others`` about the others in order;
    ``columns`` are of all tables. ``is_heading_assumed``: no row looks like headings, so the first one with text was
    taken for them. ``questions`` must be answered before the import. ``samples`` are the first three projects of the
    first table, ``projects`` is their number in all tables. ``title`` and ``dataset`` are what the reference gets if
    the user chooses no others.
    """

    read: SheetRead
    mapping: SheetMapping
    columns: tuple[SheetColumn, ...]
    questions: tuple[SheetQuestion, ...]
    samples: tuple[PreviewSample, ...]
    projects: int
    title: str
    dataset: str
    is_known: bool = False
    new_columns: tuple[str, ...] = ()
    missing_columns: tuple[str, ...] = ()
    others: tuple[SheetRead, ...] = ()
    is_heading_assumed: bool = False

    @property
    def missing(self) -> tuple[SheetSlot, ...]:
        """What no column holds although nearly every table has it: TITLE, and COUNTRY unless a column holds regions."""
        held = {column.slot for column in self.mapping.columns}
        lacking = [] if SheetSlot.TITLE in held else [SheetSlot.TITLE]
        return (*lacking, *(() if held & {SheetSlot.COUNTRY, SheetSlot.REGION} else (SheetSlot.COUNTRY,)))


class SheetTemplate(NamedTuple):
    """An example table for users to fill in: what each column holds, its heading, and the rows below the headings."""

    slots: tuple[SheetSlot, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
