"""Rows of a table as projects: entries with facts, each with the cell that states it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from coopviewer.authoring.importing.iati.activities import ActivityFacts
from coopviewer.authoring.importing.iati.keys import nameless_project_id, project_id
from coopviewer.authoring.importing.sheet.columns import Column, ReadColumns, read_cell
from coopviewer.authoring.importing.sheet.facts.conversion import CellNote, ReadCell
from coopviewer.authoring.importing.sheet.facts.converters import Converter
from coopviewer.authoring.importing.sheet.files.tables import SheetTable, text_of
from coopviewer.authoring.importing.sheet.layout import Layout
from coopviewer.domain.imports.sheets import SheetSlot
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Citation
from coopviewer.domain.reference.sources import Passage
from coopviewer.domain.reference.vocabulary import CitationRole, EntryKind, PassageKind
from coopviewer.domain.text.normalising import normalise

_LONGEST_TITLE = 400


class Group(NamedTuple):
    """The rows of one project, as places in the table; ``is_second``: others before have its identifier."""

    entry_id: str
    identifier: str | None
    title: str
    rows: tuple[int, ...]
    is_second: bool = False
    same: tuple[int, ...] = ()


class Projects:
    """The projects of a table."""

    def __init__(self, table: SheetTable, layout: Layout, read: ReadColumns) -> None:
        self._table = table
        self._rows = layout.rows
        self._columns = read.columns
        by_slot: defaultdict[SheetSlot, list[Column]] = defaultdict(list)
        for column in read.columns:
            by_slot[column.mapping.slot].append(column)
        self._identifiers = by_slot[SheetSlot.IDENTIFIER]
        self._titles = by_slot[SheetSlot.TITLE]
        self._group = next((each for each in read.columns if each.mapping.heading == read.mapping.group_by), None)

    def groups(self) -> list[Group]:
        """Return the projects in the order of their first rows.

        Rows that say all the same are one project. Of others with one identifier each is a project of its own, unless
        the mapping groups rows.
        """
        found: dict[str, list[Group]] = {}
        ordered: dict[str, Group] = {}
        by_group: dict[str, str] = {}
        for place in self._rows:
            identifier, title = self._named(place)
            key = self._text(self._group, place) if self._group is not None else ""
            if key and key in by_group:
                known = ordered[by_group[key]]
                ordered[known.entry_id] = known._replace(rows=(*known.rows, place))
                continue
            entry_id = project_id(identifier) if identifier else nameless_project_id(title)
            several = found.setdefault(entry_id, [])
            same = next((each for each in several if self._says_same(each.rows[0], place)), None)
            if same is not None and not key:
                known = ordered[same.entry_id]
                ordered[same.entry_id] = known._replace(same=(*known.same, place))
                continue
            own = entry_id
            number = len(several) + 1
            while own in ordered:
                own = f"{entry_id}-{max(number, 2)}"
                number += 1
            group = Group(own, identifier, title, (place,), is_second=bool(several))
            several.append(group)
            ordered[own] = group
            if key:
                by_group[key] = own
        return list(ordered.values())

    def convert(
        self, group: Group, source_id: str, converter: Converter
    ) -> tuple[ActivityFacts, tuple[Passage, ...], list[CellNote]]:
        """Return a project with its facts, the passages of its rows after the first one, and the notes on its cells."""
        passages = [self._passage(place, source_id, group) for place in (*group.rows, *group.same)]
        ids = dict(zip((*group.rows, *group.same), passages, strict=True))
        project = converter.begin(group.entry_id)
        for place in group.rows:
            also = group.same if place == group.rows[0] else ()
            cells = list(self._cells(place, source_id, ids[place].id))
            project.take_row(cells, tuple(Citation(source_id, ids[each].id, line=self.number(each)) for each in also))
        project.finish()
        entry = EntryRef(
            group.entry_id,
            EntryKind.PROJECT,
            group.title,
            group.title.removeprefix("The ").removeprefix("the ") or group.title,
            hint=group.identifier,
        )
        first, *others = passages
        return ActivityFacts(entry, first, tuple(project.facts.facts())), tuple(others), project.notes

    def _cells(self, place: int, source_id: str, passage_id: str) -> Iterator[ReadCell]:
        row, number = self._table.rows[place], self.number(place)
        for column in self._columns:
            value = read_cell(column, row)
            if value is not None:
                citation = Citation(source_id, passage_id, CitationRole.STATES, number, f"{column.letter}{number}")
                yield ReadCell(column, text_of(row[column.place]), value, citation)

    def number(self, place: int) -> int:
        """Return the number of a row in the file, from 1."""
        return self._table.first_row + place

    def passage_id(self, place: int, source_id: str) -> str:
        """Return the id of the passage that a row is."""
        return f"{source_id.removeprefix('source/')}/R{self.number(place)}"

    def _text(self, column: Column, place: int) -> str:
        row = self._table.rows[place]
        return text_of(row[column.place]) if column.place < len(row) else ""

    def _named(self, place: int) -> tuple[str | None, str]:
        """Return the identifier and the title of a row; a row without a title is named by its identifier or number."""
        identifier = next((text for each in self._identifiers if (text := self._text(each, place))), None)
        title = next((text for each in self._titles if (text := self._text(each, place))), "")
        title = " ".join(title.split())
        if not title:
            where = self._table.sheet
            title = identifier or (f"{where} {self.number(place)}" if where else f"Row {self.number(place)}")
        return identifier, title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"

    def _says_same(self, one: int, other: int) -> bool:
        return [*map(text_of, self._table.rows[one])] == [*map(text_of, self._table.rows[other])]

    def _passage(self, place: int, source_id: str, group: Group) -> Passage:
        number = self.number(place)
        words, _ = normalise("\t".join(map(text_of, self._table.rows[place])))
        start = self._starts()[place]
        return Passage(
            id=self.passage_id(place, source_id),
            source_id=source_id,
            ordinal=number,
            kind=PassageKind.RECORD,
            section=group.identifier or group.title[:80],
            locator=f"{self._table.sheet}!{number}" if self._table.sheet else f"row {number}",
            char_start=start,
            char_end=start + self._lengths[place],
            sha256=sha256(words.encode(errors="replace")).hexdigest(),
        )

    def _starts(self) -> Sequence[int]:
        """Return where each row begins in the table as text: cells parted by tabs, rows by line feeds."""
        if not hasattr(self, "_begins"):
            self._lengths = [sum(len(text_of(cell)) + 1 for cell in row) or 1 for row in self._table.rows]
            begins, total = [], 0
            for length in self._lengths:
                begins.append(total)
                total += length + 1
            self._begins = begins
        return self._begins
