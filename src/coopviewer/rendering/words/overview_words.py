"""Texts of the overviews."""

from collections.abc import Iterable

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.coverage import CellState, ColumnChoice, ColumnKind, CoverageColumn, UnstatedProjects
from coopviewer.domain.overviews.timeline import TimelineGroup, YearActivity
from coopviewer.domain.reference.spans import MilestoneSpan
from coopviewer.domain.reference.timeframes import DatesStatus, TimeframeStatus, parse_date
from coopviewer.domain.search.query import Facet
from coopviewer.rendering.words.facet_words import published_words
from coopviewer.rendering.words.reference_words import point_words, status_word

_OPEN = (CellState.NOT_STATED, CellState.NOT_LOOKED_AT)  # the states of a country that a list may yet mean


def grouping_words(group: TimelineGroup, tr: Translate) -> str:
    """Return the label of a grouping of an overview, as *By region*; that of NONE is *No grouping*."""
    return {
        TimelineGroup.REGION: tr("By region"),
        TimelineGroup.PARTNER: tr("By partner"),
        TimelineGroup.FUNDER: tr("By funder"),
        TimelineGroup.INSTRUMENT: tr("By funding instrument"),
        TimelineGroup.SECTOR: tr("By sector"),
        TimelineGroup.REPORTER: tr("By reporting organisation"),
        TimelineGroup.STATUS: tr("By status"),
        TimelineGroup.NONE: tr("No grouping"),
    }[group]


def unstated_words(unstated: UnstatedProjects, tr: Translate) -> str:
    """Return that no project lists these countries, and for which projects (``unstated``, 1 or more) none is known."""
    projects, more = tr.joined(unstated.titles), unstated.total - len(unstated.first)
    if more > 0:
        named = tr.listed(unstated.titles)
        projects = tr.plural(
            "{projects}, and {n} more project", "{projects}, and {n} more projects", more, projects=named
        )
    return tr(
        "The source lists these countries among the beneficiaries of no project. For {projects} no country is "
        "named, or none could be read, so whether a country is one of them is not known."
    ).format(projects=projects)


def uncounted_words(unstated: UnstatedProjects, tr: Translate) -> str:
    """Return the sentence on how many projects are in no row of the coverage, since no country of them is known."""
    return tr.plural(
        "{n} project is not counted: no country is named for it, or none could be read.",
        "{n} projects are not counted: no country is named for them, or none could be read.",
        unstated.total,
    )


def countries_words(shown: int, total: int, tr: Translate) -> str:
    """Return how many countries an overview shows, ``49 countries``, or of how many: ``12 of 49 countries``."""
    if shown == total:
        return tr.plural("{n} country", "{n} countries", total)
    return tr.plural("{n} of {total} countries", "{n} of {total} countries", shown, total=tr.number(total))


def counted_notes_words(tr: Translate) -> str:
    """Return the sentence that overviews of countries count the notes on a country, but not those on its projects."""
    return tr("Counted are your notes on a country itself. Those on its projects are in the list of all annotations.")


def rest_title(group: TimelineGroup, tr: Translate) -> str:
    """Return the heading of the projects that are in no group, as *Without a region*; empty if nothing is grouped."""
    return {
        TimelineGroup.REGION: tr("Without a region"),
        TimelineGroup.PARTNER: tr("Without a partner"),
        TimelineGroup.FUNDER: tr("Without a funder"),
        TimelineGroup.INSTRUMENT: tr("Without a funding instrument"),
        TimelineGroup.SECTOR: tr("Without a sector"),
        TimelineGroup.REPORTER: tr("Without a reporting organisation"),
        TimelineGroup.STATUS: tr("Without dates"),
        TimelineGroup.NONE: "",
    }[group]


def unread_dates_words(said: str, texts: Iterable[str], tr: Translate) -> str:
    """Return what is said of the dates of an activity, and quote after it what could not be read of them.

    For example *2020; not read: “spring”, “Q9”*. ``said`` may be empty. Without ``texts``, it is returned as it is.
    """
    quoted = tr.listed(tr("“{text}”").format(text=each) for each in texts)
    if not quoted:
        return said
    return (tr("{dates}; not read: {quoted}") if said else tr("not read: {quoted}")).format(dates=said, quoted=quoted)


def span_words(span: MilestoneSpan, tr: Translate, *, is_unread: bool = False) -> str:
    """Return from when to when an activity runs: *1 May 2017 to 30 June 2019 (planned)*, *from 2017, end not stated*.

    If ``is_unread`` or ``span.may_be_unread`` is True, a missing day may be stated in a form that could not be read:
    it is then *not known* instead of *not stated*. ``span`` must have a start or an end.
    """
    start, end = milestone_words(span, "start", tr), milestone_words(span, "end", tr)
    if start and end:
        return tr("{start} to {end}").format(start=start, end=end)
    return _one_end(start, end, tr, is_unread=is_unread or span.may_be_unread)


def span_as_given(span: MilestoneSpan, tr: Translate, *, is_unread: bool = False) -> str:
    """Return the source's own texts for start and end of an activity: *2017 – 2019*; two equal texts only once.

    A missing start or end is named as *not stated*. If ``is_unread`` or ``span.may_be_unread`` is True, it may be
    stated in a form that could not be read, and is *not known* instead. ``span`` must have a start or an end.
    """
    if span.start is not None and span.end is not None:
        return span.as_given
    given = tr("“{text}”").format(text=span.as_given)
    ends = (given if span.start else "", given if span.end else "")
    return _one_end(*ends, tr, is_unread=is_unread or span.may_be_unread)


def _one_end(start: str, end: str, tr: Translate, *, is_unread: bool) -> str:
    """Return the words of a start or an end, of which the other is empty, and that it is missing."""
    if is_unread:
        form = tr("from {day}, end not known") if start else tr("to {day}, start not known")
        return form.format(day=start or end)
    if start:
        return tr("from {start}, end not stated").format(start=start)
    return tr("to {end}, start not stated").format(end=end)


def milestone_words(span: MilestoneSpan, end: str, tr: Translate) -> str:
    """Return the start or the end of an activity: *1 May 2017*, *2019 (planned)*; empty if there is none.

    ``end`` is ``start`` or ``end``. If different dates are stated, all are returned: *2017 or 2018*.
    """
    days = [point_words(parse_date(each.edtf), tr) for each in span.milestones if each.kind.startswith(end)]
    words = tr(" or ").join(dict.fromkeys(days))
    is_planned = span.is_start_planned if end == "start" else span.is_end_planned
    return tr("{day} (planned)").format(day=words) if words and is_planned else words


def dates_status_words(status: DatesStatus, tr: Translate, *, is_unread: bool) -> str:
    """Return the words for the status that follows from the dates of an activity, such as *under way*.

    ``is_unread``: a start or an end is stated, but could not be read; then *no end stated* becomes *end not known*.
    """
    unread = {
        DatesStatus.END_PASSED: tr("planned end passed, actual dates not all known"),
        DatesStatus.BEGUN: tr("begun, end not known"),
        DatesStatus.AS_PLANNED: tr("within the planned dates, actual dates not all known"),
        DatesStatus.START_PASSED: tr("planned start passed, other dates not known"),
    }
    return unread.get(status) or status_word(status, tr) if is_unread else status_word(status, tr)


def activity_words(activity: YearActivity, year: int, tr: Translate) -> str:
    """Return whether a project was active in a year, as a phrase: *surely active in 2019*, *not active in 2019*.

    NOT_STATED is *not stated whether active in 2019*, NOT_READ *not known whether …*, with the reason.
    """
    return {
        YearActivity.SURELY: tr("surely active in {year}"),
        YearActivity.POSSIBLY: tr("possibly active in {year}"),
        YearActivity.NOT: tr("not active in {year}"),
        YearActivity.NOT_STATED: tr("not stated whether active in {year}"),
        YearActivity.NOT_READ: tr("not known whether active in {year}: its dates could not be read"),
    }[activity].format(year=year)


def cell_word(state: CellState, tr: Translate) -> str:
    """Return what a column of the coverage says of a country, in words such as *not stated*."""
    return {
        CellState.LISTED: tr("listed"),
        CellState.NOT_LISTED: tr("not listed"),
        CellState.NOT_STATED: tr("not stated"),
        CellState.NOT_LOOKED_AT: tr("not looked at"),
    }[state]


def state_word(state: CellState, tr: Translate, *, is_unread: bool) -> str:
    """Return what a column of the coverage says of a country, in words such as *not listed*.

    ``is_unread``: the column's source names something in a form that could not be read; *not stated* and *not looked
    at* then become *not read*.
    """
    return tr("not read") if is_unread and state in _OPEN else cell_word(state, tr)


def cell_heading(state: CellState, tr: Translate, *, is_unread: bool) -> str:
    """Return what a column of the coverage says of a country as the heading of the cell's card, such as *Not listed*.

    ``is_unread`` is that of ``state_word``: *Not stated* and *Not looked at* then become *Not read*.
    """
    if is_unread and state in _OPEN:
        return tr("Not read")
    return {
        CellState.LISTED: tr("Listed"),
        CellState.NOT_LISTED: tr("Not listed"),
        CellState.NOT_STATED: tr("Not stated"),
        CellState.NOT_LOOKED_AT: tr("Not looked at"),
    }[state]


def cell_glyph(state: CellState) -> str:
    """Return the character for a state of coverage cells, ``●`` for LISTED; pictures have a sign of this shape."""
    return {
        CellState.LISTED: "●",
        CellState.NOT_LISTED: "–",
        CellState.NOT_STATED: "◌",
        CellState.NOT_LOOKED_AT: "·",
    }[state]


def cell_sentence(state: CellState, tr: Translate) -> str:
    """Return what it means that a cell of the coverage is *listed*, *not stated* and so on, for the legend."""
    return {
        CellState.LISTED: tr("listed in the source"),
        CellState.NOT_LISTED: tr("not listed"),
        CellState.NOT_STATED: tr("not stated: not named here, and no source says that the list is complete"),
        CellState.NOT_LOOKED_AT: tr("not looked at: the reference does not say how far the list goes"),
    }[state]


def column_title(column: CoverageColumn, tr: Translate) -> tuple[str, str]:
    """Return the two lines over a column of the coverage: a short title, and a smaller line below it.

    A project: its acronym or title, and its years, or that its countries are not stated or not read.
    A network: its acronym or title, and nothing, or that its members are not stated.
    A risk analysis cell: *Risk analysis cell*, and the acronym or title of the cell.
    For other columns the second line is empty.
    """
    title = column.ref.full_title if column.ref is not None else column.label
    match column.kind:
        case ColumnKind.ARRANGEMENT:
            return tr("Working arrangement"), ""
        case ColumnKind.CELL:
            return tr("Risk analysis cell"), column.acronym or title
        case ColumnKind.NOTES:
            return tr("My notes on the country"), ""
        case ColumnKind.COUNT:
            return _count_title(column, tr), ""
        case ColumnKind.NETWORK:
            return column.acronym or title, "" if column.is_stated else tr("members not stated")
        case ColumnKind.PROJECT:
            gap = tr("countries not read") if column.is_unread else tr("countries not stated")
            return column.acronym or title, column.years if column.is_stated else gap


def column_tip(column: CoverageColumn, tr: Translate) -> str:
    """Return the whole title of a column of the coverage for its tool tip, with the years if the column is a project.

    The tip of a risk analysis cell is *Risk analysis cell:* and the title.
    """
    title = column.ref.full_title if column.ref is not None else column_title(column, tr)[0]
    if column.kind is ColumnKind.CELL:
        return tr("Risk analysis cell: {title}").format(title=title)
    if column.kind is ColumnKind.PROJECT and column.years:
        return tr("{title}, {years}").format(title=title, years=column.years)
    return title


def _count_title(column: CoverageColumn, tr: Translate) -> str:
    choice, _, value = column.key.partition(":")
    if choice == ColumnChoice.STATUS and value in set(TimeframeStatus):
        return status_word(TimeframeStatus(value), tr)
    if value == "none":
        without = {ColumnChoice.YEAR: tr("Without a start"), ColumnChoice.SECTOR: tr("Without a sector")}
        return without.get(ColumnChoice(choice), tr("Without a status"))
    if choice == ColumnChoice.STATUS:
        return published_words(Facet.STATUS, tr).get(value, value)
    if column.ref is not None:
        return column.ref.full_title
    return column.label or tr("Projects")


def choice_word(choice: ColumnChoice, tr: Translate) -> str:
    """Return the name of a way to make the columns of projects, such as *Projects by sector*."""
    return {
        ColumnChoice.PROJECT: tr("Each project"),
        ColumnChoice.YEAR: tr("Projects by first year"),
        ColumnChoice.ROLE: tr("Projects by role"),
        ColumnChoice.SECTOR: tr("Projects by sector"),
        ColumnChoice.STATUS: tr("Projects by status"),
    }[choice]


def choice_heading(choice: ColumnChoice, tr: Translate) -> str:
    """Return the heading over all columns of projects, such as *Beneficiary of projects by sector*."""
    if choice is ColumnChoice.PROJECT:
        return tr("Beneficiary of project")
    if choice is ColumnChoice.ROLE:
        return tr("Projects by role of the country")
    return {
        ColumnChoice.YEAR: tr("Beneficiary of projects that began in"),
        ColumnChoice.SECTOR: tr("Beneficiary of projects by sector"),
        ColumnChoice.STATUS: tr("Beneficiary of projects by status"),
    }[choice]


def boundaries_note(tr: Translate) -> str:
    """Return the note for maps on what their boundaries and names do not imply."""
    return tr(
        "The boundaries and names on this map imply no endorsement or acceptance. They are those of the map data."
    )
