"""Layout of the dates of an activity and of its status: the published one, and the one that follows from the dates."""

from collections.abc import Sequence
from datetime import date

from coopviewer.domain.imports.unread import UNSTATED, unread_fields
from coopviewer.domain.reference.facts import Fact, TimeframeFact
from coopviewer.domain.reference.imported.mended import mended_date
from coopviewer.domain.reference.imported.milestones import ActivityDates, contradicts, dates_of
from coopviewer.domain.reference.pages import EntryRecord
from coopviewer.domain.reference.published_facts import Classification, Milestone, MilestoneKind
from coopviewer.domain.reference.timeframes import DatesStatus, is_in_order, parse_timeframe
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
from coopviewer.rendering.pages.imported.gap_lines import cell_lines, gap, unread_lines
from coopviewer.rendering.words.facet_words import status_code_words
from coopviewer.rendering.words.overview_words import dates_status_words

_KINDS = (
    *(MilestoneKind.START_PLANNED, MilestoneKind.START_ACTUAL, MilestoneKind.END_PLANNED, MilestoneKind.END_ACTUAL),
    *(MilestoneKind.START, MilestoneKind.END, MilestoneKind.ADOPTED, MilestoneKind.SIGNED, MilestoneKind.OTHER),
)
_STATUS = f"classification/{words.STATUS}"


def published_status(record: EntryRecord) -> tuple[Classification, ...]:
    """Return the published status codes of an activity; empty if it has none.

    There are several if its sources disagree: first one that a curator prefers, then others in the record's order.
    """
    found = (fact for fact in record.of_type(Classification) if fact.scheme == words.STATUS)
    return tuple(sorted(found, key=lambda fact: fact.preferred is None))


def named_code(context: Context, fact: Classification) -> Line:
    """Return the words for a code, and in parentheses ``as_given`` if it differs: ``Implementation (En cours)``.

    There is no source mark at the end.
    """
    said = words.classified(context.page.imported, fact, context.tr)
    if fact.as_given in (said, ""):
        return (Field(fact.id, said),)
    return (Text(f"{said} "), Text("(", SOFT), Field(fact.id, fact.as_given), Text(")", SOFT))


def status_lines(context: Context, record: EntryRecord, *, in_list: bool = False) -> tuple[Line, ...]:
    """Return lines on a project's status, the published one first; empty if there is nothing to say.

    Without a published status, what could not be read as one is quoted; or else a line says that none is published, if
    other activities of the reference have one, and the project's tables, if it is from tables, have a column for it.

    If the project has dates or a timeframe, the next line has the status by these on ``context.today``, and names that
    day; ``in_list``: it does not, since the list names the day once for all rows. A last line says if the dates
    contradict the published status; planned dates never do.
    """
    tr, lines = context.tr, list[Line]()
    status = published_status(record)
    by_dates, is_against = _status_by_dates(record, [fact.code for fact in status], context.today)
    for fact in status:
        said = Field(fact.id, words.classified(context.page.imported, fact, tr))
        of_source = bool(fact.as_given) and said.text == fact.as_given  # as the words of a table are
        sentence = tr("{}, as stated") if of_source else tr("{}, published")
        if not status_code_words(fact.code, tr):
            sentence = tr("not recognised: {}, as stated")
        lines.append((*filled(sentence, (said,)), *context.marks.after(fact)))
    if not status and (not_read := unread_lines(context, _STATUS, record)):
        lines += not_read
    elif not status and context.gaps.may_be_stated(_STATUS, of_project=record.ref.id):
        of_table = context.gaps.is_of_table and record is context.record
        lines.append(context.gaps.nothing_stated(_STATUS) if of_table else (Text(tr("No status is published."), SOFT),))
    if by_dates is not None:
        sentence = tr("by its dates: {status}") if in_list else tr("By its dates on {day}: {status}")
        is_unread = any(unread_fields(record, slot) for slot in UNSTATED.get(by_dates, ()))
        told = dates_status_words(by_dates, tr, is_unread=is_unread)
        lines.append((Text(sentence.format(day=tr.day(context.today), status=told), SOFT),))
    if is_against:
        lines.append((Text(tr("The published status and the dates differ.")),))
    return tuple(lines)


def _status_by_dates(record: EntryRecord, codes: Sequence[str], day: date) -> tuple[DatesStatus | None, bool]:
    """Return what the dates say of a day, None without dates, and whether they contradict a published status.

    ``codes`` are the published ones, of ActivityStatus. An activity without start and end has its timeframe instead, as
    those from tables have.
    """
    dates = dates_of(record.facts)
    status = dates.status_on(day)
    if status is None and (timeframes := record.of_type(TimeframeFact)):
        start, end = timeframe = parse_timeframe(timeframes[0].edtf)
        return DatesStatus(timeframe.status_on(day)), any(contradicts(code, start, end, day) for code in codes)
    return status, any(dates.contradict(code, day) for code in codes)


def date_lines(context: Context, record: EntryRecord) -> tuple[Line, ...]:
    """Return the dates of an activity for a table cell: start and end in words on one line, with one source mark.

    The mark is that of the start, or else of the end. If the source is no table, and writes a date with digits, but
    neither in ISO 8601 nor in the words shown, the next line quotes it: *as given: “31.12.2012”*.

        Only one could be read: what is stated for the other follows on lines of its own.
        Neither: a line for each timeframe, as entries from tables have; without any, for each date of the kind OTHER.
        None of these: what could not be read is quoted; else a line says that no date is stated.

    Instead of saying so, the line is empty if no activity of the reference has dates, or the table has no column for
    them.
    """
    dates = dates_of(record.facts)
    missing = "start" if dates.start is None else "end"
    alone = not context.gaps.has_column(f"milestone/{missing}", record.ref.id)
    is_unread = bool(unread_fields(record, f"milestone/{missing}"))
    if not (said := words.dates_words(dates, context.tr, alone=alone, is_unread=is_unread)):
        if record.of_type(TimeframeFact):
            return context.timeframe_row(record)
        if others := [fact for fact in record.of_type(Milestone) if fact.kind is MilestoneKind.OTHER]:
            return tuple(milestone_line(context, fact) for fact in others)
        if lines := unread_lines(context, "milestone", record):
            return lines
        is_expected = any(
            context.gaps.may_be_stated(each, of_project=record.ref.id) for each in ("milestone", "timeframe")
        )
        return (context.gaps.nothing_stated("milestone", record.ref.id),) if is_expected else ((),)
    marked = [fact for fact in (dates.start, dates.end) if fact is not None]
    marks = tuple(context.marks.mark(fact) for fact in marked[:1])
    unread = unread_lines(context, f"milestone/{missing}", record) if len(marked) == 1 else ()
    return ((Text(said), *marks), *_mended_lines(context, marked), *unread)


def _mended_lines(context: Context, dates: Sequence[Milestone]) -> tuple[Line, ...]:
    """Return a line with the source's words for those dates that it has in another form; empty without any.

    For dates from a table it is empty, since tables have dates in many forms.
    """
    tr = context.tr
    told = (
        mended_date(fact, words.point_of(fact, tr)) for fact in dates if not context.gaps.is_from_table(fact.entry_id)
    )
    given = tr.listed(tr("“{text}”").format(text=each) for each in told if each)
    return ((Text(tr("as given: {words}").format(words=given), SOFT),),) if given else ()


def dates_blocks(context: Context) -> list[Block]:
    """Lay out the dates of the page's activity: a bar of planned and actual ones, and a line for each milestone.

    A start or end that is given as neither planned nor actual is drawn as an actual one; without any start or end there
    is no bar. Planned or actual dates of which the end is before the start are not drawn. A date that is missing, such
    as the planned end, is called *not stated* only if another activity of the reference has one of its kind, here a
    planned end. Empty without milestones.
    """
    tr, record = context.tr, context.record
    milestones = record.of_type(Milestone)
    if not milestones:
        return []
    facts = [fact for kind in _KINDS for fact in _lines_of(context, kind, milestones)]
    heading = Heading(2, (Text(tr("Dates")),), "dates")
    return [heading, *_bar(context, dates_of(record.facts)), KeyFacts(tuple(facts))]


def brief_timeline(context: Context, projects: Sequence[EntryRecord]) -> list[Block]:
    """Lay out the dates of activities for a brief, under a heading: for one a bar and a line, for several a table.

    The bar is left out if neither a start nor an end is stated, or the end is before the start. ``projects`` must not
    be empty.
    """
    tr = context.tr
    heading = Heading(2, (Text(tr("Timeline")),), "timeline")
    if len(projects) == 1:
        drawn = _bar(context, dates_of(projects[0].facts))
        return [heading, *drawn, *map(Paragraph, date_lines(context, projects[0]))]
    rows = tuple(Row((_title_lines(context, each), date_lines(context, each))) for each in projects)
    return [heading, Table((tr("Project"), tr("Dates")), rows, ("50%", "50%"))]


def _title_lines(context: Context, project: EntryRecord) -> tuple[Line, ...]:
    """Return a link to a project, and below it what tells it apart from others of the same title."""
    hint = project.ref.hint
    return ((context.link(project.ref.id),), *(((Text(hint, SOFT),),) if hint else ()))


def _bar(context: Context, dates: ActivityDates) -> list[Block]:
    actual, planned = (each if each and is_in_order(each) else "" for each in (dates.actual, dates.planned))
    return [Bar(actual, words.dates_words(dates, context.tr), planned)] if actual or planned else []


def _lines_of(context: Context, kind: MilestoneKind, milestones: tuple[Milestone, ...]) -> list[KeyFact]:
    """Return the dates of a kind as a labelled fact; without any, ``gap``, or nothing if no activity has one.

    For a start or an end of which nothing says whether it is planned, only cells that could not be read.
    """
    label = words.milestone_words(kind, context.tr)
    found = [fact for fact in milestones if fact.kind is kind]
    if not found:
        if kind in _KINDS[:4]:
            is_expected = context.gaps.may_be_stated(f"milestone/{kind}")
            return [KeyFact(label, gap(context, f"milestone/{kind}"))] if is_expected else []
        cells = cell_lines(context, (kind,))
        return [KeyFact(label, cells)] if cells else []
    lines = tuple(milestone_line(context, fact) for fact in found)
    return [KeyFact(label, lines)]


def milestone_line(context: Context, fact: Milestone) -> Line:
    """Return a date as given, then in words if these differ, its source mark, and why it is preferred, if it is."""
    said = words.point_of(fact, context.tr)
    given: Line = (Field(fact.id, fact.as_given), Text(f" · {said}", SOFT)) if fact.as_given else (Text(said),)
    if said == fact.as_given:
        given = given[:1]
    return (*given, *context.marks.after(fact), *preferred(context, fact))


def preferred(context: Context, fact: Fact) -> Line:
    """Return the remark that a curator prefers this fact to others that contradict it, and why; empty if none does."""
    if fact.preferred is None:
        return ()
    return (Text(context.tr(" (preferred: {reason})").format(reason=fact.preferred), SOFT),)
