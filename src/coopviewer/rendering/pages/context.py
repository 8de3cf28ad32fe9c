"""What the parts of an entry's page share while it is laid out: its facts, marks and folds, and words for gaps."""

from collections.abc import Iterable, Mapping, Set
from datetime import date

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Amount, Extent, Fact, Statement, TimeframeFact
from coopviewer.domain.reference.money import format_amount
from coopviewer.domain.reference.pages import EntryPage, EntryRecord, RelationGroup
from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.rendering.document.document import SOFT, Block, Field, Line, Link, Paragraph, ShowAll, Text
from coopviewer.rendering.pages.footnote_marks import MarkBook, founded_alike
from coopviewer.rendering.words import reference_words as wording


class Gaps:
    """Decides what a page says where an entry has no fact of some kind, such as no start.

    It says *not stated in the source* or nothing. For an entry *from tables*, which means that it was read from
    spreadsheets whose headings are known, it says under which headings nothing is stated, or that the table has no such
    column.
    """

    def __init__(self, page: EntryPage, tr: Translate) -> None:
        """Take a page; the methods answer for its own entry, and for the projects that it lists."""
        self._parts, self._own, self._tr = page.imported, page.record.ref.id, tr

    def not_stated(self) -> Line:
        """Return the line *not stated in the source*; for entries from tables ``nothing_stated`` also names columns."""
        return (Text(wording.not_stated(self._tr), SOFT),)

    def may_be_stated(self, slot: str, *, of_project: str = "") -> bool:
        """Return whether a page may say *not stated* of a kind of fact that its entry does not have.

        Always in a curated reference. In an imported one some entry of the same kind (such as a project) must have such
        a fact; and if the tables that the entry was read from are known, they must have a column for it.

        ``slot`` is the kind of fact: a table of the database and a value, such as ``milestone/start-actual``, or only
        the table (``milestone``). ``of_project`` is the id of a project that the page lists; empty: it is about the
        page's own entry.
        """
        if self._parts is None:
            return True
        slots = self._parts.project_slots if of_project else self._parts.slots
        if slot not in slots and not any(each.startswith(f"{slot}/") for each in slots):
            return False
        return self.has_column(slot, of_project or self._own)

    def has_column(self, slot: str, entry_id: str) -> bool:
        """Return whether the tables that an entry was read from have a column for a kind of fact.

        ``slot`` is the kind, a key of TABLE_SLOTS (domain/imports/unread.py): ``milestone/start-actual``, or
        ``milestone`` for any date. True also for a kind that is no key there, and for an entry that was not read from
        tables.
        """
        columns = self._columns_of(entry_id)
        return columns is None or columns.get(slot) != ()

    @property
    def is_of_table(self) -> bool:
        """Whether the page's own entry was read from tables (spreadsheets) alone, whose headings are known."""
        return self.is_from_table(self._own)

    def is_from_table(self, entry_id: str) -> bool:
        """Return whether an entry (the page's, or a project on it) was read from tables alone, with known headings."""
        return self._columns_of(entry_id) is not None

    def nothing_stated(self, slot: str, project_id: str = "") -> Line:
        """Return the line that says that a kind of fact is not stated.

        For an entry read from tables it names the headings of the columns that are empty, or says that there is no such
        column; if ``slot`` is no kind that ``has_column`` knows, it says the same as for other entries. ``project_id``
        is the id of a project that the page lists; empty: it is about the page's own entry.
        """
        entry_id = project_id or self._own
        if not self.has_column(slot, entry_id):
            return (Text(self._tr("its table has no such column"), SOFT),)
        headings = (self._columns_of(entry_id) or {}).get(slot, ())
        if not headings:
            return self.not_stated()
        named = self._tr.listed(self._tr("“{text}”").format(text=each) for each in headings)
        return (Text(self._tr("nothing stated under {headings}").format(headings=named), SOFT),)

    def _columns_of(self, entry_id: str) -> Mapping[str, tuple[str, ...]] | None:
        """Return the headings by slot of an entry that comes from tables alone; None for any other."""
        return None if self._parts is None else self._parts.columns.get(entry_id)


class Context:
    """The layout of one page: its facts, its source marks, the current day, and which folds are open.

    Methods that link to an entry raise KeyError if the page does not refer to it. ``most_rows`` is how many flows of
    each kind, sums that name the entry, and published fields are shown; None, as on a page: all. A brief sets it.
    """

    def __init__(self, page: EntryPage, today: date, unfolded: Set[str], tr: Translate) -> None:
        """Start the layout of a page; ``unfolded`` has the keys of open folds, such as ``project/afic``."""
        self.page = page
        self.record = page.record
        self.today = today
        self.unfolded = unfolded
        self.most_rows: int | None = None
        """How many flows of each kind, sums that name the entry, and published fields are shown; None: all."""
        self.tr = tr
        self.gaps = Gaps(page, tr)
        self.marks = MarkBook(page.lookup, tr)
        self._noted: set[str] = set()

    def ref(self, entry_id: str) -> EntryRef:
        """Return the entry with an id: the page's own, or one that the page refers to; KeyError for any other."""
        return self.page.lookup.refs[entry_id]

    def link(self, entry_id: str, fact: Fact | None = None) -> Link:
        """Return a link to an entry with its title; ``fact`` is the fact that the link shows, None if there is none.

        Raises KeyError if the page does not refer to the entry.
        """
        return Link(self.ref(entry_id).title, SCHEME + entry_id, fact.id if fact else "")

    def statement(self, statement: Statement) -> Line:
        """Return the line of a statement: its text, its basis if that is inferred or editorial, and its source mark."""
        return (Field(statement.id, statement.text), *self.marks.after(statement))

    def timeframe_lines(self, record: EntryRecord) -> tuple[Line, ...]:
        """Return two lines for each of a project's timeframes: as the source gives it, and in words with precision.

        Without a timeframe, the line *not stated in the source*.
        """
        facts = record.of_type(TimeframeFact)
        if not facts:
            return (self.gaps.not_stated(),)
        lines: list[Line] = []
        for fact in facts:
            timeframe = parse_timeframe(fact.edtf)
            words = wording.timeframe_words(timeframe, self.tr)
            lines.append((Field(fact.id, fact.as_given), *self.marks.after(fact)))
            lines.append((Text(self.tr.listed((words, wording.precision_words(timeframe, self.tr))), SOFT),))
        return tuple(lines)

    def timeframe_row(self, record: EntryRecord) -> tuple[Line, ...]:
        """Return one line for each of a project's timeframes, for a table: as the source gives it, with its precision.

        Without a timeframe, the line *not stated in the source*.
        """
        lines: list[Line] = []
        for fact in record.of_type(TimeframeFact):
            precision = wording.precision_words(parse_timeframe(fact.edtf), self.tr)
            given: Line = (Field(fact.id, fact.as_given), *self.marks.after(fact))
            lines.append((*given, Text(f" · {precision}", SOFT)))
        return tuple(lines) or (self.gaps.not_stated(),)

    def amount_lines(self, amounts: tuple[Amount, ...]) -> tuple[Line, ...]:
        """Return two lines for each amount: as the source gives it, then in figures; without any, *not stated*."""
        if not amounts:
            return (self.gaps.not_stated(),)
        lines: list[Line] = []
        for amount in amounts:
            lines.append((Field(amount.id, amount.as_given), *self.marks.after(amount)))
            lines.append((Text(format_amount(amount.minor_units, amount.currency, self.tr), SOFT),))
        return tuple(lines)

    def status_lines(self, record: EntryRecord) -> tuple[Line, ...]:
        """Return a project's status today by its first timeframe, and how it is known, as two lines.

        They are such as *ended* and *derived from its timeframe for 1 July 2019*. Without a timeframe, there is only
        the line *not stated in the source*.
        """
        facts = record.of_type(TimeframeFact)
        if not facts:
            return (self.gaps.not_stated(),)
        status = parse_timeframe(facts[0].edtf).status_on(self.today)
        derived = self.tr("derived from its timeframe for {day}").format(day=self.tr.day(self.today))
        return ((Text(wording.status_word(status, self.tr)),), (Text(derived, SOFT),))

    def status_line(self, record: EntryRecord) -> Line:
        """Return a project's status today as one line for a table cell: *ended (derived for 1 July 2019)*.

        Without a timeframe, the line *not stated in the source*.
        """
        lines = self.status_lines(record)
        if len(lines) == 1:
            return lines[0]
        derived = self.tr("derived for {day}").format(day=self.tr.day(self.today))
        return (*lines[0], Text(f" ({derived})", SOFT))

    def extent_line(self, extent: Extent) -> Line:
        """Return the line on how complete a list is according to the source (its *extent*), with the source mark."""
        return (Text(wording.extent_words(extent.value, self.tr), SOFT), self.marks.mark(extent))

    def linked(self, facts_and_ids: tuple[tuple[Fact, str], ...], remarks: Mapping[str, str] = {}) -> Line:
        """Return a line of links to entries, each followed by a source mark.

        ``facts_and_ids`` are pairs of the fact that a link shows and the id of the entry. Where facts beside each other
        have the same basis, citations and note, only the last of them has the mark. ``remarks`` has what is written
        behind a link, by the id of its fact.
        """
        line: Line = ()
        for position, (fact, entry_id) in enumerate(facts_and_ids, start=1):
            separator: Line = (Text(", "),) if line else ()
            following = facts_and_ids[position][0] if position < len(facts_and_ids) else None
            mark = () if following is not None and founded_alike(fact, following) else self.marks.after(fact)
            remark = (Text(f" {remarks[fact.id]}", SOFT),) if fact.id in remarks else ()
            line = (*line, *separator, self.link(entry_id, fact), *remark, *mark)
        return line

    def cut_line(self, group: RelationGroup) -> Line:
        """Return ``The first 20 of 300 are shown here.`` with a control to show all; empty if all were read."""
        if group.total <= len(group.relations):
            return ()
        tr, total = self.tr, self.tr.number(group.total)
        said = tr("The first {shown} of {total} are shown here.").format(
            shown=tr.number(len(group.relations)), total=total
        )
        offer = tr("Show all {total}").format(total=total)
        return (Text(f"{said} ", SOFT), ShowAll(offer, group.predicate.id, group.outgoing))

    def cut_blocks(self, groups: Iterable[RelationGroup]) -> list[Block]:
        """Return a paragraph ``The first 20 of 300 are shown here.`` for each group cut short; empty if none is."""
        return [Paragraph(line) for group in groups if (line := self.cut_line(group))]

    def legal_notes(self, entry_ids: Iterable[str] | None = None) -> list[Block]:
        """Return the legal notes, such as on status, of countries with an asterisk (``Kosovo*``) among these entries.

        ``entry_ids`` None: of all countries that the page refers to. A note is returned once for each page, so a later
        call does not return it again.
        """
        wanted = None if entry_ids is None else set(entry_ids)
        blocks: list[Block] = []
        for note in self.page.lookup.legal_notes:
            if note.id in self._noted or (wanted is not None and note.entry_id not in wanted):
                continue
            self._noted.add(note.id)
            ref = self.ref(note.entry_id)
            line = (Text(f"{ref.marker} "), self.link(ref.id), Text(": "), *self.statement(note))
            blocks.append(Paragraph(line, "note"))
        return blocks
