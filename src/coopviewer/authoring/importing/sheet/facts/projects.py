"""Makes projects of the rows of a table: entries with facts, each with the cell that states it."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple
from unicodedata import normalize

from coopviewer.authoring.importing.iati.activities import ActivityFacts
from coopviewer.authoring.importing.iati.keys import nameless_project_id, project_id
from coopviewer.authoring.importing.sheet.cell_values import SHIFTED, NotRead
from coopviewer.authoring.importing.sheet.columns import NEVER_SHIFTED, Column, ReadColumns
from coopviewer.authoring.importing.sheet.facts.converters import Converter
from coopviewer.authoring.importing.sheet.facts.read_cells import CellNote, ReadCell
from coopviewer.authoring.importing.sheet.files.tables import SheetTable, checked, is_imprecise, nothing
from coopviewer.authoring.importing.sheet.layout import Layout
from coopviewer.domain.imports.sheets import SheetSlot
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Citation
from coopviewer.domain.reference.sources import Passage
from coopviewer.domain.reference.vocabulary import CitationRole, EntryKind, PassageKind

_LONGEST_TITLE = 400


class Group(NamedTuple):
    """The rows of one project, as indexes in the table; ``same`` are further rows that repeat the first of ``rows``.

    ``identifier`` is None if the table states none, or only a number with so many digits that its last ones are lost.
    ``title`` is never empty: without a title in the table it is the identifier, or a text such as ``Row 17``.
    ``is_second``: an earlier project has the same identifier (or, if it has none, the same title), so that the id of
    this one ends in a number. The earlier one may be in another table once the import has compared them.
    """

    entry_id: str
    identifier: str | None
    title: str
    rows: tuple[int, ...]
    is_second: bool = False
    same: tuple[int, ...] = ()

    @property
    def named(self) -> tuple[str | None, str]:
        """What the table calls the project: ``("P-17", "")`` by its identifier, or, without one, ``(None, "Wells")``.

        Several projects may be called the same; all but the first of them have ``is_second``.
        """
        return _name(self.identifier, self.title)


@dataclass(slots=True)
class _Gathered:
    """The rows of a project while they are found, as in Group; ``number`` counts those of its identifier, from 1."""

    entry_id: str
    identifier: str | None
    title: str
    number: int
    rows: list[int] = field(default_factory=list)
    same: list[int] = field(default_factory=list)


def _named_apart(made: Sequence[_Gathered]) -> Iterator[Group]:
    """Yield projects with different ids: the second one of an identifier has an id that ends in ``-2``."""
    taken = {each.entry_id for each in made}
    names: set[tuple[str | None, str]] = set()
    for each in made:
        own, number = each.entry_id, each.number
        while each.number > 1 and own in taken:
            own = f"{each.entry_id}-{number}"
            number += 1
        taken.add(own)
        name = _name(each.identifier, each.title)
        yield Group(own, each.identifier, each.title, tuple(each.rows), name in names, tuple(each.same))
        names.add(name)


def _name(identifier: str | None, title: str) -> tuple[str | None, str]:
    return (identifier, "") if identifier else (None, title)


class Projects:
    """Finds the projects in the rows of a table, and converts them; rows are named by their indexes in the table."""

    def __init__(
        self, table: SheetTable, layout: Layout, read: ReadColumns, check: Callable[[], None] = nothing
    ) -> None:
        """Prepare the projects of a table; ``layout`` has its rows, ``read`` its columns.

        ``check`` is called every 500 rows, and may raise, such as Cancelled, to stop the work.
        """
        self._table = table
        self._check = check
        self._rows = layout.rows
        self._long = layout.long_rows
        self._columns = read.columns
        by_slot: defaultdict[SheetSlot, list[Column]] = defaultdict(list)
        for column in read.columns:
            by_slot[column.mapping.slot].append(column)
        self._identifiers = by_slot[SheetSlot.IDENTIFIER]
        self._titles = by_slot[SheetSlot.TITLE]
        self._group = next((each for each in read.columns if each.mapping.heading == read.mapping.group_by), None)

    def groups(self) -> list[Group]:
        """Return the projects in the order of their first rows.

        If the mapping groups rows by a column, rows with the same text in that column are one project, and rows with
        different texts there never are. Any other row is a project of its own, with two exceptions. If it has an
        identifier or a title and repeats the first row of an earlier project in all cells, it joins that project. If a
        cell with an identifier or a title is merged over it and a row above, it joins the project of that row.
        """
        made: list[_Gathered] = []
        of_key: dict[str, _Gathered] = {}
        of_row: dict[int, _Gathered] = {}
        of_entry: dict[str, list[_Gathered]] = {}
        of_content: dict[tuple[str, tuple[str, ...]], _Gathered] = {}
        for place in checked(self._rows, self._check):
            identifier, title = self._named(place)
            key = self._text(self._group, place) if self._group is not None else ""
            above = self._continued(place)
            known = of_key.get(key) if key else of_row.get(above) if above is not None else None
            entry_id = project_id(identifier) if identifier else nameless_project_id(title)
            several = of_entry.setdefault(entry_id, [])
            if known is None and several and not key:
                if len(several) == 1:
                    of_content[entry_id, self._table.texts(several[0].rows[0])] = several[0]
                if same := of_content.get((entry_id, self._table.texts(place))):
                    same.same.append(place)
                    continue
            if known is None:
                known = _Gathered(entry_id, identifier, title, len(several) + 1)
                several.append(known)
                made.append(known)
                if known.number > 1:
                    of_content[entry_id, self._table.texts(place)] = known
                if key:
                    of_key[key] = known
            known.rows.append(place)
            of_row[place] = known
        found = list(_named_apart(made))
        for each in (of_key, of_row, of_entry, of_content, made):  # one by one: all at once keeps other threads waiting
            each.clear()
        return found

    def convert(
        self, group: Group, source_id: str, converter: Converter
    ) -> tuple[ActivityFacts, tuple[Passage, ...], list[CellNote]]:
        """Return a project with its facts and first passage, the passages of its further rows, and notes on its cells.

        The rows in ``group.same``, which repeat others, are the last passages.
        """
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
        row, texts, number = self._table.rows[place], self._table.texts(place), self.number(place)
        is_long = place in self._long
        for column in self._columns:
            if column.place >= len(row) or not (text := texts[column.place]):
                continue
            value = column.reader.read(row[column.place], text)
            if is_long and column.mapping.slot not in NEVER_SHIFTED:
                value = NotRead(SHIFTED, text)
            if value is not None:
                citation = Citation(source_id, passage_id, CitationRole.STATES, number, f"{column.letter}{number}")
                yield ReadCell(column, text, value, citation)

    def number(self, place: int) -> int:
        """Return the number that a row has in the file, from 1; ``place`` is its index in the table."""
        return self._table.first_row + place

    def passage_id(self, place: int, source_id: str) -> str:
        """Return the id of the passage that a row is, such as ``projects-2024/R17`` for row 17 of its file.

        ``place`` is the row's index in the table, ``source_id`` the source, such as ``source/projects-2024``.
        """
        return f"{source_id.removeprefix('source/')}/R{self.number(place)}"

    def _text(self, column: Column, place: int) -> str:
        texts = self._table.texts(place)
        return texts[column.place] if column.place < len(texts) else ""

    def _named(self, place: int) -> tuple[str | None, str]:
        """Return the identifier and the title of a row; a row without a title is named by its identifier or number."""
        row = self._table.rows[place]
        exact = (each for each in self._identifiers if each.place < len(row) and not is_imprecise(row[each.place]))
        identifier = next((text for each in exact if (text := self._text(each, place))), None)
        title = next((text for each in self._titles if (text := self._text(each, place))), "")
        title = " ".join(title.split())
        if not title:
            where = self._table.sheet
            title = identifier or (f"{where} {self.number(place)}" if where else f"Row {self.number(place)}")
        return identifier, title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"

    def _continued(self, place: int) -> int | None:
        """Return the row whose identifier or title is merged over this row; None if none is."""
        columns = (each.place for each in (*self._identifiers, *self._titles))
        found = (self._table.continued.get((place, column)) for column in columns)
        return next((above for above in found if above is not None), None)

    def _passage(self, place: int, source_id: str, group: Group) -> Passage:
        number = self.number(place)
        words = " ".join(normalize("NFC", " ".join(self._table.texts(place))).split())
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
        """Return where rows begin in the table as text, in code points: tabs after cells, line feeds after rows."""
        if not hasattr(self, "_begins"):
            self._lengths = [
                sum(map(len, texts)) + len(texts) or 1
                for texts in map(self._table.texts, checked(range(len(self._table.rows)), self._check))
            ]
            begins, total = [], 0
            for length in self._lengths:
                begins.append(total)
                total += length + 1
            self._begins = begins
        return self._begins
