"""Layout of the money of an activity: for each kind, totals by type, currency and year, and a fold with its flows.

Nothing is added over currencies, years or activities.
"""

from itertools import groupby

from coopviewer.domain.imports.sheets import MONEY, SheetSlot
from coopviewer.domain.imports.unread import unread_elements
from coopviewer.domain.reference.facts import Amount
from coopviewer.domain.reference.imported.imported_pages import FlowTotal
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
from coopviewer.rendering.pages.imported.gap_lines import cell_lines
from coopviewer.rendering.pages.imported.page_sums import flows_of_entry
from coopviewer.rendering.pages.imported.sum_lines import after_sum
from coopviewer.rendering.pages.imported.unread_words import sum_words

_MOST_UNREAD = 20  # sums of a kind that are quoted
_DAY = "/@iso-date"  # the end of the path of a date
_FOLDS = dict(zip(FlowKind, schemes.FLOWS, strict=True))
"""The key of the fold with the flows of each kind."""


def money_blocks(context: Context) -> list[Block]:
    """Lay out the flows (payments, budgets …) of the page's activity: for each kind totals, and a fold with its flows.

    ``link_schemes.FLOWS`` has the key of each kind's fold. A kind with a single flow, or whose totals are not known,
    has neither totals nor fold: its flows are shown at once. At most ``context.most_rows`` flows of each kind are shown
    (None: all), those without a date first, then the oldest first. Sums that could not be read are quoted, at most 20
    of each kind. Empty if there are neither flows nor such sums.
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
    """Return a list of the flows of a kind that have no readable sum, as the source gives them; empty if all were read.

    Of more than 20 the first 20 are listed, and the others counted. ``is_first``: no other flow of this kind is shown,
    so a heading comes before it.
    """
    tr = context.tr
    fields = sorted(unread_elements(context.record, (kind,)), key=lambda each: each.ordinal)
    if not fields:
        return []
    blocks: list[Block] = [Heading(3, (Text(words.flow_kinds_words(kind, tr)),), f"money-{kind}")] if is_first else []
    said = ((sum_words(context.record, each, context.page.imported, tr), each) for each in fields[:_MOST_UNREAD])
    blocks.append(Items(tuple((Text(text, SOFT), *context.marks.after(each)) for text, each in said)))
    if (left := len(fields) - _MOST_UNREAD) > 0:
        more = tr.plural(
            "{n} more has no sum that can be read; see Other published fields.",
            "{n} more have no sum that can be read; see Other published fields.",
            left,
        )
        blocks.append(Paragraph((Text(more, SOFT),)))
    return blocks


def _kind_blocks(context: Context, kind: FlowKind, flows: list[Flow], totals: list[FlowTotal]) -> list[Block]:
    tr, unfolded = context.tr, _FOLDS[kind] in context.unfolded
    title = words.flow_kinds_words(kind, tr)
    heading = Heading(3, (Text(title), Text(f" {tr.number(len(flows))}", SOFT)), f"money-{kind}")
    if len(flows) == 1 or not totals:
        return [heading, *_flow_blocks(context, flows)]
    alike = groupby(totals, lambda total: (total.type, total.currency))
    facts = tuple(_totals_fact(context, kind, code, currency, tuple(several)) for (code, currency), several in alike)
    name = tr.plural("{kind}: {n} row", "{kind}: {n} rows", len(flows), kind=title)
    fold = Paragraph((Fold(name, _FOLDS[kind], unfolded),))
    shown = _flow_blocks(context, flows)  # made if folded too, so that source marks keep their numbers
    return [heading, KeyFacts(facts, columns=1), fold, *(shown if unfolded else [])]


def _totals_fact(context: Context, kind: FlowKind, code: str, currency: str, totals: tuple[FlowTotal, ...]) -> KeyFact:
    """Return the totals of one type and currency as a labelled fact, a line for each year."""
    tr, own = context.tr, context.record.ref.id
    lines, flows = list[Line](), flows_of_entry(context.page, own)
    for total in totals:
        value = format_flow(total.minor_units, total.decimals, currency, tr)
        rows = tr.plural("{n} row", "{n} rows", total.flows)
        said = Text(f"{total.year or tr('without a year')}: {value}")
        lines.append((said, *after_sum(context, own, total, flows), Text(f" · {rows}", SOFT)))
    name = words.flow_type_words(context.page.imported, kind, code, tr)
    return KeyFact(tr("{type}, {currency}").format(type=name, currency=currency), tuple(lines))


def _flow_blocks(context: Context, flows: list[Flow]) -> list[Block]:
    return [_flow_table(context, flows), *_left_out(context, flows)]


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
    """Return the day or the period of a flow of money, and its value date where that differs, a line each.

    A date that the file has in another form than a day of ISO 8601 is quoted on a line of its own: *as given: “…”*, or
    *not read: “…”* if nothing could be read. Without any date the line is *not stated*; but on the page of an entry
    from tables, which have no column for the day of a sum, the result is empty.
    """
    tr = context.tr
    lines: list[Line] = []
    if flow.period_start or flow.period_end:
        first, last = (words.day_words(day, tr) if day else "…" for day in (flow.period_start, flow.period_end))
        is_one_day = flow.kind in (FlowKind.TRANSACTION, FlowKind.TOTAL)  # some day of a month or a year
        form = tr("a day from {start} to {end}") if is_one_day else tr("{start} to {end}")
        lines.append((Text(form.format(start=first, end=last)),))
    if flow.day:
        lines.append((Text(words.day_words(flow.day, tr)),))
    is_read = bool(lines)
    for given in _given_days(context, flow):
        said = tr("as given: {words}") if is_read else tr("not read: {words}")
        lines.append((Text(said.format(words=tr("“{text}”").format(text=given)), SOFT),))
    if flow.value_date and flow.value_date not in (flow.day, flow.period_start):
        value = tr("value of {day}").format(day=words.day_words(flow.value_date, tr))
        lines.append((Text(value, SOFT),))
    return tuple(lines) or (() if context.gaps.is_of_table else (context.gaps.not_stated(),))


def _given_days(context: Context, flow: Flow) -> list[str]:
    """Return the dates of a flow of money as its file has them, where they are in another form than the one read.

    They are kept as published fields of the same place.
    """
    shown = [
        words.day_words(day, context.tr).casefold() for day in (flow.day, flow.period_start, flow.period_end) if day
    ]
    places = {(each.source_id, each.place) for each in flow.citations}
    fields = (
        field
        for field in context.record.of_type(PublishedField)
        if any((each.source_id, each.place) in places for each in field.citations)
    )
    found = (value.value for field in fields for value in field.values if _is_day(value.path, flow))
    return [each for each in dict.fromkeys(found) if each.strip() and each.strip().casefold() not in shown]


def _is_day(path: str, flow: Flow) -> bool:
    """Return whether a path leads to the date of a flow, or to an end of its period, but not to its value date."""
    if flow.kind in (FlowKind.TRANSACTION, FlowKind.TOTAL):
        return path.partition(_DAY)[0] == "transaction/transaction-date"
    return path.partition(_DAY)[0] in (f"{flow.kind}/period-start", f"{flow.kind}/period-end")


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
