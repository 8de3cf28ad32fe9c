"""Layout of the money of an activity: totals by kind, type, currency and year, and each flow, folded.

Nothing is added over currencies, years or activities.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from coopviewer.domain.imports.sheets import MONEY, SheetSlot
from coopviewer.domain.imports.unread import unread_elements
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Amount, Citation
from coopviewer.domain.reference.imported.imported_pages import FlowTotal, ImportedParts
from coopviewer.domain.reference.money import format_flow
from coopviewer.domain.reference.published_facts import Flow, FlowKind, PublishedField
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import (
    SOFT,
    Block,
    Field,
    Fold,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Paragraph,
    Row,
    Table,
    Text,
)
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported import activity_words as words
from coopviewer.rendering.pages.imported.dates_layout import preferred
from coopviewer.rendering.pages.imported.filled_table import filled_table
from coopviewer.rendering.pages.imported.gap_lines import cell_lines, unread_sums

_DATE = "transaction/transaction-date"
_MOST_LINES, _MOST_YEARS = 4, 8  # of one activity in a list
_MOST_MARKS = 3  # of one sum; the sources of more are cited as documents


_FOLDS = dict(zip(FlowKind, schemes.FLOWS, strict=True))
"""The key of the fold with the flows of each kind."""


def money_blocks(context: Context) -> list[Block]:
    """Lay out the flows (payments, budgets …) of the page's activity: for each kind totals, and a fold with its flows.

    The folds have the keys ``link_schemes.FLOWS``; a single flow is not folded. Of more flows than
    ``context.most_rows``, the first by day are shown. Sums that could not be read are counted, or quoted from the cells
    of a table. Empty if there are neither.
    """
    flows = context.record.of_type(Flow)
    is_grant_above = not context.record.of_type(Amount)  # the key facts say what could not be read
    cells = cell_lines(context, [slot for slot in MONEY if slot is not SheetSlot.GRANT or not is_grant_above])
    if not flows and not cells and not unread_elements(context.record, tuple(FlowKind)):
        return []
    blocks: list[Block] = [Heading(2, (Text(context.tr("Money")),), "money")]
    totals = context.page.imported.totals.get(context.record.ref.id, ()) if context.page.imported else ()
    for kind in FlowKind:
        own = [flow for flow in flows if flow.kind is kind]
        if own:
            blocks += _kind_blocks(context, kind, own, [total for total in totals if total.kind == kind])
        blocks += _unread_blocks(context, kind, is_first=not own)
    return [*blocks, *([Items(cells)] if cells else [])]


def _unread_blocks(context: Context, kind: FlowKind, *, is_first: bool) -> list[Block]:
    """Return the line on how many flows of a kind have no readable sum; empty if all were read.

    ``is_first``: no other flow of this kind is shown, so a heading comes before it.
    """
    tr, count = context.tr, len(unread_elements(context.record, (kind,)))
    if not count:
        return []
    said = tr.plural(
        "{n} more has no sum that can be read; see Other published fields.",
        "{n} more have no sum that can be read; see Other published fields.",
        count,
    )
    if is_first:
        said = tr.plural(
            "{n} has no sum that can be read; see Other published fields.",
            "{n} have no sum that can be read; see Other published fields.",
            count,
        )
    heading = [Heading(3, (Text(words.flow_kinds_words(kind, tr)),), f"money-{kind}")] if is_first else []
    return [*heading, Paragraph((Text(said, SOFT),))]


def _kind_blocks(context: Context, kind: FlowKind, flows: list[Flow], totals: list[FlowTotal]) -> list[Block]:
    tr, unfolded = context.tr, _FOLDS[kind] in context.unfolded
    title = words.flow_kinds_words(kind, tr)
    heading = Heading(3, (Text(title), Text(f" {tr.number(len(flows))}", SOFT)), f"money-{kind}")
    shown = [_flow_table(context, flows), *_left_out(context, flows)]
    if len(flows) == 1 or not totals:
        return [heading, *shown]
    alike = groupby(totals, lambda total: (total.type, total.currency))
    facts = tuple(_totals_fact(context, kind, code, currency, tuple(several)) for (code, currency), several in alike)
    name = tr.plural("{kind}: {n} row", "{kind}: {n} rows", len(flows), kind=title)
    fold = Paragraph((Fold(name, _FOLDS[kind], unfolded),))
    return [heading, KeyFacts(facts, columns=1), fold, *(shown if unfolded else [])]


def _totals_fact(context: Context, kind: FlowKind, code: str, currency: str, totals: tuple[FlowTotal, ...]) -> KeyFact:
    """Return the totals of one type and currency as a labelled fact, a line for each year."""
    tr = context.tr
    lines: list[Line] = []
    for total in totals:
        value = format_flow(total.minor_units, total.decimals, currency, tr)
        rows = tr.plural("{n} row", "{n} rows", total.flows)
        said = Text(f"{total.year or tr('without a year')}: {value}")
        lines.append(
            (said, *_sum_marks(context, total, _flows_of(context, context.record.ref.id)), Text(f" · {rows}", SOFT))
        )
    name = words.flow_type_words(context.page.imported, kind, code, tr)
    return KeyFact(tr("{type}, {currency}").format(type=name, currency=currency), tuple(lines))


def _flow_table(context: Context, flows: list[Flow]) -> Table:
    tr = context.tr
    headers = (tr("Date"), tr("Type"), tr("Sum"), tr("From and to"), tr("Description"))
    ordered = sorted(flows, key=lambda flow: (flow.day or flow.period_start or flow.value_date or "", flow.ordinal))
    rows = tuple(_flow_row(context, flow) for flow in ordered[: context.most_rows])
    return filled_table(headers, rows, (16, 16, 20, 22, 26))


def _left_out(context: Context, flows: list[Flow]) -> list[Block]:
    """Return the line on how many rows a brief leaves out; empty if it has all of them."""
    left = len(flows) - context.most_rows if context.most_rows is not None else 0
    if left <= 0:
        return []
    more = context.tr.plural("and {n} more row on its page", "and {n} more rows on its page", left)
    return [Paragraph((Text(more, SOFT),))]


def _flow_row(context: Context, flow: Flow) -> Row:
    tr = context.tr
    kind: list[Line] = []
    if flow.type or not context.gaps.is_of_table:  # of a table the heading above says it already
        kind.append((Text(words.flow_type_words(context.page.imported, flow.kind, flow.type or "", tr)),))
    if flow.status:
        kind.append((Text(words.coded(context.page.imported, "BudgetStatus", flow.status, tr), SOFT),))
    said: list[Line] = [(Field(flow.id, flow.text),)] if flow.text else []
    if flow.reference:
        said.append((Text(tr("Reference {reference}").format(reference=flow.reference), SOFT),))
    value = format_flow(flow.minor_units, flow.decimals, flow.currency, tr)
    given: Line = (Field(flow.id, flow.as_given), *context.marks.after(flow), *preferred(context, flow))
    return Row(
        (flow_days(context, flow), tuple(kind), (given, (Text(value, SOFT),)), flow_ends(context, flow), tuple(said))
    )


def flow_days(context: Context, flow: Flow) -> tuple[Line, ...]:
    """Return the day or the period of a flow of money, and its value date where that differs.

    Without any of these, the line is *not stated*; for an entry from tables, which have no column for the day of a sum,
    the result is empty instead.
    """
    tr = context.tr
    lines: list[Line] = []
    if flow.period_start or flow.period_end:
        first, last = (words.day_words(day, tr) if day else "…" for day in (flow.period_start, flow.period_end))
        is_one_day = flow.kind in (FlowKind.TRANSACTION, FlowKind.TOTAL)  # some day of a month or a year
        form = tr("a day from {start} to {end}") if is_one_day else tr("{start} to {end}")
        lines.append((Text(form.format(start=first, end=last)),))
        if is_one_day and (said := _said_of_day(context, flow)):
            lines.append((Text(tr("as given: {words}").format(words=said), SOFT),))
    if flow.day:
        lines.append((Text(words.day_words(flow.day, tr)),))
    if flow.value_date and flow.value_date not in (flow.day, flow.period_start):
        value = tr("value of {day}").format(day=words.day_words(flow.value_date, tr))
        lines.append((Text(value, SOFT),))
    return tuple(lines) or (() if context.gaps.is_of_table else (context.gaps.not_stated(),))


def _said_of_day(context: Context, flow: Flow) -> str:
    """Return the words with which a payment's date is described in the file; empty without any."""
    places = {(each.source_id, each.place) for each in flow.citations}
    for field in context.record.of_type(PublishedField):
        if any((each.source_id, each.place) in places for each in field.citations):
            for value in field.values:
                if value.path.partition("/@iso-date")[0] == _DATE:
                    return value.value
    return ""


def flow_ends(context: Context, flow: Flow) -> tuple[Line, ...]:
    """Return who pays and who receives, a line for each that is stated; empty if neither is."""
    tr, lines = context.tr, list[Line]()
    for name, entry_id, activity in (
        (tr("from"), flow.from_id, flow.from_activity),
        (tr("to"), flow.to_id, flow.to_activity),
    ):
        line: Line = (context.link(entry_id),) if entry_id else ()
        if activity:
            line = (*line, Text(f"{' ' if line else ''}({tr('activity {id}').format(id=activity)})", SOFT))
        if line:
            lines.append((Text(f"{name} ", SOFT), *line))
    return tuple(lines)


def sums_heading(shown: Iterable[ImportedParts | None], tr: Translate) -> str:
    """Return the heading over sums of several activities: *Sums by year*, or *Sums* if no sum has a year.

    ``shown`` are the imported parts of the pages of these activities; None: that page has no sums.
    """
    totals = [total for parts in shown if parts for several in parts.totals.values() for total in several]
    return tr("Sums by year") if any(total.year for total in totals) else tr("Sums")


def total_lines(context: Context, project_id: str) -> tuple[Line, ...]:
    """Return the totals of the activity ``project_id`` for a list: a line for each kind, type and currency, by years.

    Totals of different lines are not added up. At most four lines are shown, and in a line at most the last eight
    years, then how many more the activity's own page has; in full if ``context.unfolded`` has the id, as in a brief.
    Each total has the source marks of its flows of money, or one mark for all their documents. For a project that the
    page lists, its amounts, such as the grants of tables, come first. The sums that are stated but could not be read
    follow, as the source gives them; without any sum the line is *no sums*.
    """
    tr, parts, is_whole = context.tr, context.page.imported, project_id in context.unfolded
    totals = parts.totals.get(project_id, ()) if parts else ()
    alike = groupby(totals, lambda each: each[:3])
    flows = _flows_of(context, project_id)
    lines = [_years_line(context, project_id, tuple(several), flows, is_whole=is_whole) for _, several in alike]
    listed = context.page.related.get(project_id)  # of the page's own project the amounts are shown apart
    if amounts := listed.of_type(Amount) if listed is not None else ():
        lines = [*context.amount_lines(amounts), *lines]
    lines += unread_sums(context, project_id)
    if not lines:
        return ((Text(tr("no sums"), SOFT),),)
    if len(lines) > _MOST_LINES and not is_whole:
        more = tr.plural("{n} more on its page", "{n} more on its page", len(lines) - _MOST_LINES)
        return (*lines[:_MOST_LINES], (Text(more, SOFT),))
    return tuple(lines)


def _flows_of(context: Context, project_id: str) -> tuple[Flow, ...]:
    record = context.record if project_id == context.record.ref.id else context.page.related.get(project_id)
    return record.of_type(Flow) if record is not None else ()


def _sum_marks(context: Context, total: FlowTotal, flows: Iterable[Flow]) -> Line:
    """Return the marks of a total: those of its flows if there are few, else one of the documents that state them."""
    flows = tuple(flows)
    own = [each for each in flows if _key_of(each) == (total.kind, total.type, total.currency, total.year)]
    marks = dict.fromkeys(each.citations for each in own)
    if len(own) == total.flows and len(marks) <= _MOST_MARKS:
        return tuple(context.marks.mark(next(each for each in own if each.citations == cited)) for cited in marks)
    sources = dict.fromkeys(citation.source_id for each in own or flows for citation in each.citations)
    if not sources:
        return ()
    documents = tuple(Citation(source_id, None) for source_id in sources)
    return (context.marks.mark(replace((own or flows)[0], citations=documents, note=None)),)


def _key_of(flow: Flow) -> tuple[FlowKind, str, str, str]:
    """Return by what flows are added; the other version of a flow, on which files differ, is not added."""
    year = "" if "@" in flow.id else (flow.day or flow.period_start or "")[:4]
    return (flow.kind, flow.type or "", flow.currency if "@" not in flow.id else "", year)


def _years_line(
    context: Context, project_id: str, totals: Iterable[FlowTotal], flows: tuple[Flow, ...], *, is_whole: bool
) -> Line:
    tr, several = context.tr, tuple(totals)
    first = several[0]
    kind = first.kind
    name = words.flow_type_words(context.page.imported, kind, first.type, tr)
    if kind is not FlowKind.TRANSACTION and first.type:
        name = tr("{kind} ({type})").format(kind=words.flow_kind_word(kind, tr), type=name)
    left = 0 if is_whole else max(len(several) - _MOST_YEARS, 0)
    if len(several) == 1 and not first.year:
        sum_ = format_flow(first.minor_units, first.decimals, first.currency, tr)
        said = tr("{name}: {sum}") if context.gaps.is_from_table(project_id) else tr("{name}, without a year: {sum}")
        return (Text(said.format(name=name, sum=sum_)), *_sum_marks(context, first, flows))
    line: Line = (Text(f"{name}, {first.currency} ", SOFT),)
    if left:
        earlier = tr.plural("{n} earlier year on its page", "{n} earlier years on its page", left)
        line = (*line, Text(f"{earlier} · "))
    for number, total in enumerate(several[left:]):
        value = format_flow(total.minor_units, total.decimals, "", tr)
        said = f"{' · ' if number else ''}{total.year or tr('without a year')}: {value}"
        line = (*line, Text(said), *_sum_marks(context, total, flows))
    return line
