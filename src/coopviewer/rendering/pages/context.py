"""State shared by the parts of an entry's page during its layout."""

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
    """What may be said of facts that an entry does not have, and the lines that say it.

    An entry is *from tables* if ``ImportedParts.columns`` has the headings of the tables that it was read from.
    """

    def __init__(self, page: EntryPage, tr: Translate) -> None:
        """Take a page, whose own entry and listed projects are asked about."""
        self._parts, self._own, self._tr = page.imported, page.record.ref.id, tr

    def not_stated(self) -> Line:
        """Return the line *not stated in the source*, for any fact; ``nothing_stated`` says more of tables."""
        return (Text(wording.not_stated(self._tr), SOFT),)

    def may_be_stated(self, slot: str, *, of_project: str = "") -> bool:
        """Return whether *not stated* may be said of a kind of fact; in an import, only if some entry like it has one.

        ``slot`` is the kind: a table and a value, as ``milestone/start-actual``, or the table alone, as ``milestone``.
        ``of_project``: it is asked of the project with this id, which may be one that the page lists; empty: of the
        page's own entry. Of an entry from tables it may be said only if a column was read for it.
        """
        if self._parts is None:
            return True
        slots = self._parts.project_slots if of_project else self._parts.slots
        if slot not in slots and not any(each.startswith(f"{slot}/") for each in slots):
            return False
        return self.has_column(slot, of_project or self._own)

    def has_column(self, slot: str, entry_id: str) -> bool:
        """Return whether a kind of fact could be stated of an entry: False if its tables have no column for it.

        ``slot`` is as for ``may_be_stated``. True for entries that are not from tables, and for kinds that no column
        can state.
        """
        columns = self._columns_of(entry_id)
        return columns is None or columns.get(slot) != ()

    @property
    def is_of_table(self) -> bool:
        """Whether the page's own entry is from tables."""
        return self.is_from_table(self._own)

    def is_from_table(self, entry_id: str) -> bool:
        """Return whether an entry is from tables: the page's own, or a project that it lists."""
        return self._columns_of(entry_id) is not None

    def nothing_stated(self, slot: str, project_id: str = "") -> Line:
        """Return the line for a kind of fact that is not stated.

        Of an entry from tables it names the headings under which nothing is stated, or says that there is no such
        column. ``slot`` is as for ``may_be_stated``; ``project_id`` is that of the project, empty: of the page's own
        entry.
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

    Methods that link to an entry raise KeyError if the page does not refer to it.
    """

    def __init__(self, page: EntryPage, today: date, unfolded: Set[str], tr: Translate) -> None:
        """Start the layout of a page; ``unfolded`` has the keys of folds (link_schemes.FOLD) that are shown."""
        self.page = page
        self.record = page.record
        self.today = today
        self.unfolded = unfolded
        self.most_rows: int | None = None  # of one table of payments; None: all
        self.tr = tr
        self.gaps = Gaps(page, tr)
        self.marks = MarkBook(page.lookup, tr)
        self._noted: set[str] = set()

    def ref(self, entry_id: str) -> EntryRef:
        """Return the entry with an id, if the page refers to it. Raises KeyError for any other."""
        return self.page.lookup.refs[entry_id]

    def link(self, entry_id: str, fact: Fact | None = None) -> Link:
        """Return a link to an entry with its title; ``fact`` is the fact that the link shows, None if there is none.

        Raises KeyError as ``ref`` does.
        """
        return Link(self.ref(entry_id).title, SCHEME + entry_id, fact.id if fact else "")

    def statement(self, statement: Statement) -> Line:
        """Return the line of a statement with its source mark."""
        return (Field(statement.id, statement.text), *self.marks.after(statement))

    def timeframe_lines(self, record: EntryRecord) -> tuple[Line, ...]:
        """Return the lines of a project's timeframes: each as given, then in words with its precision.

        Without a timeframe, the line ``Gaps.not_stated``.
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
        """Return a project's timeframes for a table: each in one line, as given and with its precision.

        Without a timeframe, the line ``Gaps.not_stated``.
        """
        lines: list[Line] = []
        for fact in record.of_type(TimeframeFact):
            precision = wording.precision_words(parse_timeframe(fact.edtf), self.tr)
            given: Line = (Field(fact.id, fact.as_given), *self.marks.after(fact))
            lines.append((*given, Text(f" · {precision}", SOFT)))
        return tuple(lines) or (self.gaps.not_stated(),)

    def amount_lines(self, amounts: tuple[Amount, ...]) -> tuple[Line, ...]:
        """Return the lines of amounts: each as given, then in figures; without any, the line ``Gaps.not_stated``."""
        if not amounts:
            return (self.gaps.not_stated(),)
        lines: list[Line] = []
        for amount in amounts:
            lines.append((Field(amount.id, amount.as_given), *self.marks.after(amount)))
            lines.append((Text(format_amount(amount.minor_units, amount.currency, self.tr), SOFT),))
        return tuple(lines)

    def status_lines(self, record: EntryRecord) -> tuple[Line, ...]:
        """Return the lines of the status today by the first timeframe, with a remark that it is derived.

        Further timeframes do not matter. Without a timeframe, the line ``Gaps.not_stated``.
        """
        facts = record.of_type(TimeframeFact)
        if not facts:
            return (self.gaps.not_stated(),)
        status = parse_timeframe(facts[0].edtf).status_on(self.today)
        derived = self.tr("derived from its timeframe for {day}").format(day=self.tr.day(self.today))
        return ((Text(wording.status_word(status, self.tr)),), (Text(derived, SOFT),))

    def status_line(self, record: EntryRecord) -> Line:
        """Return the lines of ``status_lines`` as one line for a table cell, with a shorter remark."""
        lines = self.status_lines(record)
        if len(lines) == 1:
            return lines[0]
        derived = self.tr("derived for {day}").format(day=self.tr.day(self.today))
        return (*lines[0], Text(f" ({derived})", SOFT))

    def extent_line(self, extent: Extent) -> Line:
        """Return the line on how complete a list is according to the source (its *extent*), with the source mark."""
        return (Text(wording.extent_words(extent.value, self.tr), SOFT), self.marks.mark(extent))

    def linked(self, facts_and_ids: tuple[tuple[Fact, str], ...]) -> Line:
        """Return a line of links to entries, from pairs of the fact that a link shows and the entry's id.

        Adjacent facts that are ``founded_alike`` share a mark, after the last of them.
        """
        line: Line = ()
        for position, (fact, entry_id) in enumerate(facts_and_ids, start=1):
            separator: Line = (Text(", "),) if line else ()
            following = facts_and_ids[position][0] if position < len(facts_and_ids) else None
            mark = () if following is not None and founded_alike(fact, following) else self.marks.after(fact)
            line = (*line, *separator, self.link(entry_id, fact), *mark)
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
        """Return the ``cut_line`` of each group that is shortened, as a paragraph; empty if none is."""
        return [Paragraph(line) for group in groups if (line := self.cut_line(group))]

    def legal_notes(self, entry_ids: Iterable[str] | None = None) -> list[Block]:
        """Return the notes of the marked countries (``Kosovo*``) among these entries, each once per page.

        None: of all marked countries that the page refers to. A note is not returned again by a later call.
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
