"""The sums of an activity in lines: totals by kind, type, currency and year, with their sources.

Beside a total are the source's own words for what was mended in it. Nothing is added over currencies, years or
activities.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Amount
from coopviewer.domain.reference.imported.imported_pages import FlowTotal, ImportedParts
from coopviewer.domain.reference.imported.mended import mended_sum
from coopviewer.domain.reference.imported.sums import MOST_MARKS, flow_sum, flows_in
from coopviewer.domain.reference.money import format_flow
from coopviewer.domain.reference.published_facts import Flow, FlowKind
from coopviewer.rendering.document.document import SOFT, Line, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported import activity_words as words
from coopviewer.rendering.pages.imported.gap_lines import unread_sums
from coopviewer.rendering.pages.imported.page_sums import flows_of_entry

_MOST_LINES, _MOST_YEARS = 4, 8  # of one activity in a list
_MOST_GIVEN = 3  # words of the source quoted beside one sum


def sums_heading(shown: Iterable[ImportedParts | None], tr: Translate) -> str:
    """Return the heading over sums of several activities: *Sums by year*, or *Sums* if no sum has a year.

    ``shown`` are the imported parts of the pages of these activities; None: that page has no sums.
    """
    totals = [total for parts in shown if parts for several in parts.totals.values() for total in several]
    return tr("Sums by year") if any(total.year for total in totals) else tr("Sums")


def total_lines(context: Context, project_id: str) -> tuple[Line, ...]:
    """Return the sums of an activity in lines, for a list of activities; if there are none, one line *no sums*.

    First, unless the activity is the page's own entry, come its grants, each as the source gives it and in figures.
    Then come its totals: a line for each kind, type and currency, in this order, with a sum for each year, the earliest
    first, and the source marks of ``after_sum``. Last come sums that could not be read, as the source gives them.

    Of all these lines the first four are returned, and one that says how many more are on the activity's own page; of
    totals at most the last eight years are shown. If ``context.unfolded`` has the project's id, as in a brief, all
    lines and years are.
    """
    tr, parts, is_whole = context.tr, context.page.imported, project_id in context.unfolded
    totals = parts.totals.get(project_id, ()) if parts else ()
    alike = groupby(totals, lambda each: each[:3])
    flows = flows_of_entry(context.page, project_id)
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


def after_sum(context: Context, project_id: str, total: FlowTotal, flows: Iterable[Flow]) -> Line:
    """Return what is shown behind a total: the source's words for what was mended in it, and its source marks.

    ``flows`` are those of its activity, as far as they were read. The marks are those of the total's flows if all of
    these were read and have at most three marks; otherwise one mark has all documents that state them, or that state
    any of ``flows`` if none of the total's was read. Without ``flows`` there is no mark. A mark for more than one flow
    is one of the sum, not of a flow.
    """
    read = tuple(flows)
    own = flows_in(total, read)
    given = _given(context, own, is_sole=total.flows == 1)
    marks = dict.fromkeys(each.citations for each in own)
    sum_ = flow_sum(project_id, total, read)
    if len(own) == total.flows and len(marks) <= MOST_MARKS:
        alike = [next(each for each in own if each.citations == cited) for cited in marks]
        if len(marks) < len(own) and sum_ is not None:
            alike = [replace(each, id=sum_.id) for each in alike]
        return (*given, *map(context.marks.mark, alike))
    return given if sum_ is None else (*given, context.marks.mark(sum_))


def _given(context: Context, flows: Iterable[Flow], *, is_sole: bool) -> Line:
    """Return the source's words for those sums of a total that were mended, in parentheses; empty without any."""
    tr = context.tr
    told = (mended_sum(each, of_table=context.gaps.is_from_table(each.entry_id)) for each in flows)
    given = [tr("“{text}”").format(text=each) for each in told if each]
    if not given:
        return ()
    quoted = tr.listed(given[:_MOST_GIVEN])
    if (left := len(given) - _MOST_GIVEN) > 0:
        quoted = tr.plural("{quoted} and {n} more", "{quoted} and {n} more", left, quoted=quoted)
    said = tr("(as given: {quoted})") if is_sole else tr("(among them, as given: {quoted})")
    return (Text(f" {said.format(quoted=quoted)}", SOFT),)


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
        return (Text(said.format(name=name, sum=sum_)), *after_sum(context, project_id, first, flows))
    line: Line = (Text(f"{name}, {first.currency} ", SOFT),)
    if left:
        earlier = tr.plural("{n} earlier year on its page", "{n} earlier years on its page", left)
        line = (*line, Text(f"{earlier} · "))
    for number, total in enumerate(several[left:]):
        value = format_flow(total.minor_units, total.decimals, "", tr)
        said = f"{' · ' if number else ''}{total.year or tr('without a year')}: {value}"
        line = (*line, Text(said), *after_sum(context, project_id, total, flows))
    return line
