"""Layout of the status and the dates of an activity: what is published, what the dates say, and where they differ."""

from collections.abc import Collection, Sequence

from coopviewer.domain.reference.facts import Fact, TimeframeFact
from coopviewer.domain.reference.imported.contradictions import key_of
from coopviewer.domain.reference.imported.milestones import ActivityDates, dates_of, differs
from coopviewer.domain.reference.pages import EntryRecord
from coopviewer.domain.reference.published_facts import UNREAD, Classification, Milestone, MilestoneKind, PublishedField
from coopviewer.domain.reference.timeframes import DatesStatus, parse_timeframe
from coopviewer.rendering.document.document import (
    SOFT,
    Bar,
    Block,
    Field,
    Heading,
    KeyFact,
    KeyFacts,
    Line,
    Paragraph,
    Row,
    Table,
    Text,
    filled,
)
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported import activity_words as words
from coopviewer.rendering.words.facet_words import status_code_words
from coopviewer.rendering.words.reference_words import status_word

_KINDS = (
    *(MilestoneKind.START_PLANNED, MilestoneKind.START_ACTUAL, MilestoneKind.END_PLANNED, MilestoneKind.END_ACTUAL),
    *(MilestoneKind.START, MilestoneKind.END, MilestoneKind.ADOPTED, MilestoneKind.SIGNED, MilestoneKind.OTHER),
)
_ELEMENT = "activity-date"
_STATUS = f"classification/{words.STATUS}"
_CELLS = {
    _ELEMENT: ("start", "end", "start-planned", "start-actual", "end-planned", "end-actual", "period"),
    "recipient-country": ("country",),
    "recipient-region": ("region",),
}
"""The slots of the cells of tables that say the same as an element."""
# how an activity-date says its type: in version 1.0x, and as a code of the list ActivityDateType
_TYPES = {kind: (str(kind), str(number)) for number, kind in enumerate(_KINDS[:4], start=1)}


def published_status(record: EntryRecord) -> tuple[Classification, ...]:
    """Return the published status codes of an activity, a preferred one first; several if sources disagree."""
    found = (fact for fact in record.of_type(Classification) if fact.scheme == words.STATUS)
    return tuple(sorted(found, key=lambda fact: fact.preferred is None))


def named_code(context: Context, fact: Classification) -> Line:
    """Return the words for a code, and after them in parentheses the source's own words if these differ.

    The source mark is not among them.
    """
    said = words.classified(context.page.imported, fact, context.tr)
    if fact.as_given in (said, ""):
        return (Field(fact.id, said),)
    return (Text(f"{said} "), Text("(", SOFT), Field(fact.id, fact.as_given), Text(")", SOFT))


def status_lines(context: Context, record: EntryRecord, *, in_list: bool = False) -> tuple[Line, ...]:
    """Return the published status, then the status by the dates, then that they differ if they do.

    Without a published status a line says so, if other activities have one; without dates there is none on them.
    ``in_list``: the line leaves out the day for which the dates are judged, since the list names it once.
    """
    tr, lines = context.tr, list[Line]()
    status, dates = published_status(record), dates_of(record.facts)
    by_dates = dates.status_on(context.today)
    if by_dates is None and (timeframes := record.of_type(TimeframeFact)):  # as tables have them
        by_dates = DatesStatus(parse_timeframe(timeframes[0].edtf).status_on(context.today))
    for fact in status:
        said = Field(fact.id, words.classified(context.page.imported, fact, tr))
        of_source = bool(fact.as_given) and said.text == fact.as_given  # as the words of a table are
        sentence = tr("{}, as stated") if of_source else tr("{}, published")
        if not status_code_words(fact.code, tr):
            sentence = tr("not recognised: {}, as stated")
        lines.append((*filled(sentence, (said,)), *context.marks.after(fact)))
    if not status and context.gaps.may_be_stated(_STATUS, of_project=record.ref.id):
        of_table = context.gaps.is_of_table and record is context.record
        lines.append(context.gaps.nothing_stated(_STATUS) if of_table else (Text(tr("No status is published."), SOFT),))
    if by_dates is not None:
        sentence = tr("by its dates: {status}") if in_list else tr("By its dates on {day}: {status}")
        told = status_word(by_dates, tr)
        lines.append((Text(sentence.format(day=tr.day(context.today), status=told), SOFT),))
    if by_dates is not None and any(differs(fact.code, by_dates) for fact in status):
        lines.append((Text(tr("The published status and the dates differ.")),))
    return tuple(lines)


def date_lines(context: Context, record: EntryRecord) -> tuple[Line, ...]:
    """Return start and end of an activity in words on one line, for a table; a missing actual end is not an open end.

    With neither there are its timeframes or its other dates instead, as tables of projects have them.
    Without any, a line that says so, or an empty line if no activity of the reference has any. If dates are stated, but
    could not be read, it says that.
    """
    dates = dates_of(record.facts)
    missing = "start" if dates.start is None else "end"
    alone = not context.gaps.has_column(f"milestone/{missing}", record.ref.id)
    if not (said := words.dates_words(dates, context.tr, alone=alone)):
        if record.of_type(TimeframeFact):
            return context.timeframe_row(record)
        if others := [fact for fact in record.of_type(Milestone) if fact.kind is MilestoneKind.OTHER]:
            return tuple(milestone_line(context, fact) for fact in others)
        if record is context.record and unread(record, _ELEMENT):
            return gap(context, "milestone", _ELEMENT)
        if record is not context.record and _has_unread_dates(context, record):
            return ((Text(context.tr("stated, but not read: see its page"), SOFT),),)
        is_expected = any(
            context.gaps.may_be_stated(each, of_project=record.ref.id) for each in ("milestone", "timeframe")
        )
        return (context.gaps.nothing_stated("milestone", record.ref.id),) if is_expected else ((),)
    marked = [fact for fact in (dates.start, dates.end) if fact is not None]
    marks = tuple(context.marks.mark(fact) for fact in marked[:1])
    return ((Text(said), *marks),)


def _has_unread_dates(context: Context, record: EntryRecord) -> bool:
    parts = context.page.imported
    return parts is not None and any(field.label in parts.dates for field in record.of_type(PublishedField))


def dates_blocks(context: Context) -> list[Block]:
    """Lay out the dates of the page's activity: a bar of planned and actual ones, and a line for each milestone.

    A start or end of which nothing says whether it is planned is drawn as an actual one; without any there is no bar.
    A start or end is *not stated* only if other activities have such a date. Empty without milestones.
    """
    tr, record = context.tr, context.record
    milestones = record.of_type(Milestone)
    if not milestones:
        return []
    facts = [fact for kind in _KINDS for fact in _lines_of(context, kind, milestones)]
    heading = Heading(2, (Text(tr("Dates")),), "dates")
    return [heading, *_bar(context, dates_of(record.facts)), KeyFacts(tuple(facts))]


def brief_timeline(context: Context, projects: Sequence[EntryRecord]) -> list[Block]:
    """Lay out the dates of activities for a brief, under a heading: of one a bar and a line, of several a table.

    There is no bar without a start or an end. ``projects`` must not be empty.
    """
    tr = context.tr
    heading = Heading(2, (Text(tr("Timeline")),), "timeline")
    if len(projects) == 1:
        drawn = _bar(context, dates_of(projects[0].facts))
        return [heading, *drawn, Paragraph(date_lines(context, projects[0])[0])]
    rows = tuple(Row((((context.link(each.ref.id),),), date_lines(context, each))) for each in projects)
    return [heading, Table((tr("Project"), tr("Dates")), rows, ("50%", "50%"))]


def _bar(context: Context, dates: ActivityDates) -> list[Block]:
    if not (dates.planned or dates.actual):
        return []
    return [Bar(dates.actual, words.dates_words(dates, context.tr), dates.planned)]


def _lines_of(context: Context, kind: MilestoneKind, milestones: tuple[Milestone, ...]) -> list[KeyFact]:
    """Return the dates of a kind as a labelled fact; without any, *not stated* or nothing, if no activity has one."""
    label = words.milestone_words(kind, context.tr)
    found = [fact for fact in milestones if fact.kind is kind]
    if not found:
        is_expected = kind in _KINDS[:4] and context.gaps.may_be_stated(f"milestone/{kind}")
        return [KeyFact(label, gap(context, f"milestone/{kind}", _ELEMENT, *_TYPES[kind]))] if is_expected else []
    lines = tuple(milestone_line(context, fact) for fact in found)
    return [KeyFact(label, lines)]


def milestone_line(context: Context, fact: Milestone) -> Line:
    """Return a date as given, then in words if these differ, its source mark, and why it is preferred, if it is."""
    said = words.point_of(fact, context.tr)
    given: Line = (Field(fact.id, fact.as_given), Text(f" · {said}", SOFT)) if fact.as_given else (Text(said),)
    if said == fact.as_given:
        given = given[:1]
    return (*given, *context.marks.after(fact), *preferred(context, fact))


def unread(record: EntryRecord, element: str, *values: str) -> int:
    """Return how many published elements of a name became no fact, such as a sum in words.

    Cells of a table that say what the element says count too. ``values``: only elements with one of these values (the
    type of a date, for instance) and cells of these slots count.
    """
    facts = (*record.facts, *(relation for group in record.groups if group.outgoing for relation in group.relations))
    read = {
        (citation.source_id, citation.place)
        for fact in facts
        if not isinstance(fact, PublishedField)
        for citation in fact.citations
    }
    fields = [fact for fact in record.of_type(PublishedField) if fact.label == element]
    kept = [each for each in fields if not any((of.source_id, of.place) in read for of in each.citations)]
    cells = [slot for fact in record.of_type(PublishedField) if (slot := _unread_slot(fact)) in _CELLS.get(element, ())]
    return sum(not values or any(each.value in values for each in field.values) for field in kept) + sum(
        not values or slot in values for slot in cells
    )


def _unread_slot(fact: PublishedField) -> str:
    """Return the slot of a cell of a table that could not be read, such as ``country``; empty for any other field."""
    name = key_of(fact).partition("/")[0]
    return name.removeprefix(UNREAD) if name.startswith(UNREAD) else ""


def gap(context: Context, slot: str, element: str, *values: str) -> tuple[Line, ...]:
    """Return *not stated*, or that it is stated in an element or in cells that could not be read.

    ``slot`` is as for ``Gaps.nothing_stated``, the other arguments as for ``unread``. There is a line for each cell.
    """
    if not unread(context.record, element, *values):
        return (context.gaps.nothing_stated(slot),)
    slots = _CELLS.get(element, ())
    if lines := cell_lines(context, [each for each in slots if not values or each in values]):
        return lines
    return ((Text(context.tr("stated in a form that cannot be read; see Other published fields"), SOFT),),)


def cell_lines(context: Context, slots: Collection[str]) -> tuple[Line, ...]:
    """Return a line for each cell of some slots that could not be read: what it says, and under which heading."""
    lines: list[Line] = []
    for fact in context.record.of_type(PublishedField):
        if _unread_slot(fact) in slots:
            value = next((each.value for each in fact.values), "")
            said = context.tr("not read: “{cell}” under “{heading}”").format(cell=value, heading=fact.label)
            lines.append((Text(said, SOFT), *context.marks.after(fact)))
    return tuple(lines)


def preferred(context: Context, fact: Fact) -> Line:
    """Return the remark that a curator prefers a fact over others, and why; empty if none does."""
    if fact.preferred is None:
        return ()
    return (Text(context.tr(" (preferred: {reason})").format(reason=fact.preferred), SOFT),)
