"""Makes facts of the cells of a project; what becomes no other fact is kept as published fields."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from coopviewer.authoring.importing.directory import EntryDirectory
from coopviewer.authoring.importing.iati.keys import fact_key, key_part, short_hash
from coopviewer.authoring.importing.sheet.cell_values import (
    NOTHING_SAID,
    CellSum,
    NotRead,
    ReadPeriod,
    ReadPlace,
)
from coopviewer.authoring.importing.sheet.facts.money import add_sums
from coopviewer.authoring.importing.sheet.facts.read_cells import CellNote, ReadCell
from coopviewer.authoring.importing.sheet.facts.row_facts import RowFacts
from coopviewer.authoring.importing.sheet.several_in_cell import ONE_NAME, PARTED
from coopviewer.authoring.importing.sheet.sums import GivenSum, StatedSum, sums_of_row
from coopviewer.authoring.importing.sheet.values.dates import ReadDate
from coopviewer.authoring.importing.sheet.values.sectors import Sectors
from coopviewer.domain.imports.sheets import MONEY, SheetSlot
from coopviewer.domain.reference.facts import Citation, Relation, TimeframeFact
from coopviewer.domain.reference.imports import ImportSeverity
from coopviewer.domain.reference.published_facts import (
    UNREAD,
    Milestone,
    MilestoneKind,
    PublishedField,
    PublishedValue,
)
from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.domain.reference.vocabulary import Basis

_MILESTONES = {
    SheetSlot.START_PLANNED: MilestoneKind.START_PLANNED,
    SheetSlot.START_ACTUAL: MilestoneKind.START_ACTUAL,
    SheetSlot.END_PLANNED: MilestoneKind.END_PLANNED,
    SheetSlot.END_ACTUAL: MilestoneKind.END_ACTUAL,
}
_ALIKE = "The table has “{text}”, taken for “{name}”, which is most like it."


class Project:
    """One project of a table: call ``take_row`` for each of its rows but those that repeat another, then ``finish``.

    After that ``facts`` has the facts that the cells of the project became, and ``notes`` the notes on them.
    """

    def __init__(
        self, entry_id: str, directory: EntryDirectory, sectors: Sectors, converters: "Mapping[SheetSlot, Convert]"
    ) -> None:
        """Begin a project; ``directory`` and ``sectors`` find the entries and sectors that its cells name.

        ``converters`` has functions by slot, such as TITLE, where one cell is enough to make a fact. Slots that need
        other cells of the row, such as BUDGET, are not in it.
        """
        self._converters = converters
        self.facts = RowFacts(entry_id)
        self.directory = directory
        self.sectors = sectors
        self.notes: list[CellNote] = []
        self._sums: defaultdict[SheetSlot, list[StatedSum]] = defaultdict(list)
        self._cited_also: tuple[Citation, ...] = ()

    def take_row(self, cells: Iterable[ReadCell], also: tuple[Citation, ...]) -> None:
        """Add the facts of a row; its sums become facts only in ``finish``.

        Cells that could not be read are kept as published fields, and so are sums that ``sums_of_row`` does not accept,
        such as those without a currency. ``also`` cites further rows that repeat this row in all cells.
        """
        self._cited_also = also
        by_slot: defaultdict[SheetSlot, list[ReadCell]] = defaultdict(list)
        for cell in cells:
            if isinstance(cell.value, NotRead):
                self._keep_unread(cell, cell.value)
            else:
                by_slot[cell.slot].append(cell)
                self._remark(cell)
        self._take_money(by_slot)
        self._take_places(by_slot)
        self._take_dates(by_slot)
        for slot, several in by_slot.items():
            if convert := self._converters.get(slot):
                for cell in several:
                    convert(self, cell)

    def finish(self) -> None:
        """Add the project's sums of money as facts; to be called when all its rows were taken."""
        for slot, sums in self._sums.items():
            add_sums(self.facts, slot, sums)

    def cite(self, *cells: ReadCell) -> tuple[Citation, ...]:
        """Return citations of cells of the row taken last, then of the same columns in each row that repeats it.

        Of C17 and D17, where row 20 repeats row 17, they are those of C17, D17, C20 and D20.
        """
        own = tuple(cell.citation for cell in cells)
        return own + tuple(
            each._replace(place=f"{cell.column.letter}{each.line}") for each in self._cited_also for cell in cells
        )

    def note(self, severity: ImportSeverity, what: str, cell: ReadCell, found: str, done: str | None = None) -> None:
        """Add a note on what became of a cell; ``what`` is the code of the note, ``found`` the text in the file.

        ``done`` is what the text became; None: the name of the cell with its heading, such as ``C17 (Amount)``.
        """
        self.notes.append(CellNote(severity, what, found, cell.where if done is None else done, cell.citation.line))

    def keep(
        self, cell: ReadCell, reason: str | None = None, found: str | None = None, *, is_unread: bool = False
    ) -> None:
        """Keep a cell as a published field; ``reason`` is the code of a note on it, None: there is no note.

        ``found`` is the text in the note, None: the text of the cell. If there is a note, or with ``is_unread``, the
        key of the fact begins with ``unread-`` (UNREAD), which says that the cell could not be read.
        """
        heading = cell.column.mapping.heading
        name = f"{UNREAD}{cell.slot}" if is_unread or reason is not None else "published"
        self.facts.add(
            PublishedField,
            fact_key(name, short_hash(heading, str(cell.column.mapping.number))),
            self.cite(cell),
            label=heading,
            ordinal=cell.column.place + 1,
            values=(PublishedValue(heading, cell.text),),
        )
        if reason is not None:
            self.note(ImportSeverity.KEPT, reason, cell, found or cell.text)

    def _remark(self, cell: ReadCell) -> None:
        """Note parts of a cell that could not be read, for which the whole cell is kept too, and parted names."""
        for remark in cell.remarks:
            if remark.reason in (PARTED, ONE_NAME):
                self.note(ImportSeverity.MENDED, remark.reason, cell, remark.text)
            else:
                self._keep_unread(cell, NotRead(*remark))

    def _keep_unread(self, cell: ReadCell, why: NotRead) -> None:
        if why.reason == NOTHING_SAID:
            self.keep(cell)
        elif why.near:
            self.keep(cell, is_unread=True)
            self.note(ImportSeverity.KEPT, f"{why.reason}-near", cell, why.text, f"{why.near}? – {cell.where}")
        else:
            self.keep(cell, why.reason, why.text)

    def _take_money(self, by_slot: Mapping[SheetSlot, list[ReadCell]]) -> None:
        currencies = by_slot.get(SheetSlot.CURRENCY, [])
        given = currencies and currencies[0].value
        cells = [each for slot in MONEY for each in by_slot.get(slot, ())]
        sums = [
            GivenSum(each.column.reader, each.value, each.text) for each in cells if isinstance(each.value, CellSum)
        ]
        used = False
        for cell, given_sum, (stated, is_from_column) in zip(cells, sums, sums_of_row(sums, given), strict=True):
            used = used or is_from_column
            if isinstance(stated, NotRead):
                self.keep(cell, stated.reason, stated.text)
                continue
            if given_sum.value.is_by_sign:
                self.note(ImportSeverity.MENDED, "cell-by-sign", cell, cell.text)
            cited = self.cite(cell, currencies[0]) if is_from_column else self.cite(cell)
            self._sums[cell.slot].append(stated._replace(citations=cited))
        for place, cell in enumerate(currencies):
            if place or not used:
                self.keep(cell)

    def _take_places(self, by_slot: Mapping[SheetSlot, list[ReadCell]]) -> None:
        cells = [*by_slot.get(SheetSlot.COUNTRY, ()), *by_slot.get(SheetSlot.REGION, ())]
        shares = by_slot.get(SheetSlot.SHARE, [])
        named = [(cell, each) for cell in cells for each in cell.value if isinstance(each, ReadPlace)]
        is_of_one = len(shares) == 1 and len(named) == 1 and named[0][1].share is None
        for cell, place in named:
            if is_of_one:
                assert isinstance(shares[0].value, int)
                place = place._replace(share=shares[0].value, share_as_given=shares[0].share_words)
            self._add_place(cell, place, self.cite(cell, shares[0]) if is_of_one else self.cite(cell))
        if not is_of_one:
            for cell in shares:
                self.keep(cell, "cell-share")

    def _add_place(self, cell: ReadCell, place: ReadPlace, cited: tuple[Citation, ...]) -> None:
        found = place.found
        if found.vocabulary is None:
            object_id = self.directory.country_id(found.entry_code)
        else:
            object_id = self.directory.region_id(found.entry_code, found.vocabulary)
        if object_id is None:
            self.keep(cell, "cell-country", place.text)
            return
        note = _ALIKE.format(text=place.text, name=found.alike) if found.alike else None
        if found.alike:
            self.note(ImportSeverity.MENDED, "cell-alike", cell, place.text, found.alike)
        self.facts.add(
            Relation,
            fact_key("has-beneficiary", key_part(object_id.partition("/")[2])),
            cited,
            basis=Basis.INFERRED if found.alike else Basis.STATED,
            note=note,
            predicate_id="has-beneficiary",
            object_id=object_id,
            ordinal=self.facts.ordinal("has-beneficiary"),
            as_given=place.text,
            share=place.share,
            share_as_given=place.share_as_given,
        )

    def _take_dates(self, by_slot: Mapping[SheetSlot, list[ReadCell]]) -> None:
        for slot, kind in _MILESTONES.items():
            for cell in by_slot.get(slot, ()):
                self._add_date(cell, kind)
        for cell in by_slot.get(SheetSlot.PERIOD, ()):
            self._add_date(cell, MilestoneKind.OTHER)
        starts, ends = by_slot.get(SheetSlot.START, []), by_slot.get(SheetSlot.END, [])
        if len(starts) == len(ends) == 1:
            self._add_span(starts[0], ends[0])
        else:
            for cell in starts:
                self._add_date(cell, MilestoneKind.START)
            for cell in ends:
                self._add_date(cell, MilestoneKind.END)

    def _add_span(self, start: ReadCell, end: ReadCell) -> None:
        """Add a start and an end as one timeframe, since nothing says whether they are planned.

        If the end is before the start, each is a date by itself, with a note; so are they if a cell has two dates.
        """
        assert isinstance(start.value, ReadPeriod)
        assert isinstance(end.value, ReadPeriod)
        edtf = f"{start.value.first.edtf}/{(end.value.last or end.value.first).edtf}"
        if start.value.last is None and end.value.last is None and _is_timeframe(edtf):
            self._note_coarse(start, start.value.first)
            self._note_coarse(end, end.value.first)
            self._add_timeframe(edtf, f"{start.text} – {end.text}", self.cite(start, end))
            return
        self._add_date(start, MilestoneKind.START)
        self._add_date(end, MilestoneKind.END)
        if start.value.last is None and end.value.last is None:
            self.note(ImportSeverity.KEPT, "cell-end-before-start", end, f"{start.text} – {end.text}")

    def _add_date(self, cell: ReadCell, kind: MilestoneKind) -> None:
        assert isinstance(cell.value, ReadPeriod)
        first, last = cell.value
        self._note_coarse(cell, first if last is None or first.is_coarse else last)
        if last is not None:
            self._add_timeframe(f"{first.edtf}/{last.edtf}", cell.text, self.cite(cell))
            return
        if cell.slot is SheetSlot.PERIOD:
            self._add_timeframe(first.edtf, cell.text, self.cite(cell))
            return
        cited = self.cite(cell)
        self.facts.add(Milestone, f"milestone/{kind}", cited, kind=kind, edtf=first.edtf, as_given=cell.text)

    def _add_timeframe(self, edtf: str, as_given: str, cited: tuple[Citation, ...]) -> None:
        self.facts.add(TimeframeFact, "timeframe", cited, edtf=edtf, as_given=as_given)

    def _note_coarse(self, cell: ReadCell, read: ReadDate) -> None:
        if read.is_coarse:
            self.note(ImportSeverity.MENDED, "cell-coarse-date", cell, cell.text)


def _is_timeframe(edtf: str) -> bool:
    try:
        parse_timeframe(edtf)
    except ValueError:
        return False
    first, _, last = edtf.partition("/")
    return first <= last[: len(first)] or (last < first and first.startswith(last))


Convert = Callable[[Project, ReadCell], None]
"""A function that adds the facts of a cell to a project."""
