"""Cells of a project that were read, with their citations, and the notes on them."""

from decimal import Decimal
from typing import NamedTuple

from coopviewer.authoring.importing.sheet.cell_values import NotRead, Remark, Value
from coopviewer.authoring.importing.sheet.columns import Column
from coopviewer.domain.imports.sheets import SheetSlot
from coopviewer.domain.reference.facts import Citation
from coopviewer.domain.reference.imports import ImportSeverity

_SHARE_DECIMALS = -4  # a share is in millionths of the whole


class ReadCell(NamedTuple):
    """A cell that is not empty: its column, its text, what it was read as (or why not), and its citation."""

    column: Column
    text: str
    value: Value | NotRead
    citation: Citation

    @property
    def slot(self) -> SheetSlot:
        """What the column of the cell holds, such as a title or a budget."""
        return self.column.mapping.slot

    @property
    def names(self) -> tuple[str, ...]:
        """The names or addresses in the cell, in their order, if its column holds such; else empty."""
        return tuple(each for each in self._listed if isinstance(each, str))

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """A remark on each part of the cell that could not be read, or not split with certainty.

        Empty if the value is no list of parts, also if the cell could not be read at all.
        """
        return tuple(each for each in self._listed if isinstance(each, Remark))

    @property
    def _listed(self) -> tuple[object, ...]:
        if isinstance(self.value, tuple) and not hasattr(self.value, "_fields"):  # some values are named tuples
            return self.value
        return ()

    @property
    def share_words(self) -> str:
        """The text of a share, without a percent sign at its end: ``60 %`` → ``60``.

        In a column of fractions, a text without the sign is put in brackets behind its percentage: ``0.6`` →
        ``60 % (0.6)``.
        """
        assert isinstance(self.value, int)
        if self.column.mapping.share_unit != "fraction" or self.text.endswith("%"):
            return self.text.removesuffix("%").strip()
        return f"{Decimal(self.value).scaleb(_SHARE_DECIMALS).normalize():f} % ({self.text})"

    @property
    def where(self) -> str:
        """The cell and its heading, as in ``C17 (Amount)``."""
        return f"{self.citation.place} ({self.column.mapping.heading})"


class CellNote(NamedTuple):
    """A note on a cell or a row of a table, which becomes an ImportNote.

    ``what`` is the note's code, ``found`` the text in the file. ``done`` is what the text became, or another value for
    the note's sentence, such as the cell ``C17 (Amount)``. ``line`` is the number of the row in the file, from 1.
    """

    severity: ImportSeverity
    what: str
    found: str
    done: str
    line: int | None
