"""Layout of the sums in which activities name an organisation as payer or receiver.

Each is a row of its own, as given; nothing is added up.
"""

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.imported.imported_pages import NamingFlows
from coopviewer.domain.reference.money import format_flow
from coopviewer.domain.reference.published_facts import Flow
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.document.document import SOFT, Block, Field, Heading, Line, Paragraph, Row, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported import activity_words as words
from coopviewer.rendering.pages.imported.dates_layout import preferred
from coopviewer.rendering.pages.imported.filled_table import filled_table
from coopviewer.rendering.pages.imported.money_layout import flow_days, flow_ends

_WIDTHS = (29, 20, 15, 17, 19)


def naming_blocks(context: Context) -> list[Block]:
    """Lay out the sums that name the page's organisation as payer or receiver, a row for each.

    Sums are sorted by the title of the activity, then by day: those without a day, then the earliest first. If the page
    or a brief has only some of them, a line says how many of all are shown. Without any, the result is empty; but if
    the organisation has no relations either, it is a sentence on where the organisation may be named.
    """
    parts, tr = context.page.imported, context.tr
    naming = parts.naming if parts is not None else NamingFlows()
    if not naming.total:
        return _nowhere(context)
    title = (Text(tr("Sums that name it as payer or receiver")), Text(f" {tr.number(naming.total)}", SOFT))
    said = _said_of(naming, tr)
    headers = (tr("Project"), tr("Date"), tr("Type"), tr("Sum"), tr("From and to"))
    ordered = sorted(naming.flows, key=lambda flow: _order(context, flow))[: context.most_rows]
    table = filled_table(headers, tuple(_row(context, flow) for flow in ordered), _WIDTHS)
    return [Heading(2, title, "naming"), Paragraph((Text(said),), "soft"), table, *_cut(context, naming, len(ordered))]


def _said_of(naming: NamingFlows, tr: Translate) -> str:
    """Return in how many activities the sums are, if that was counted, and that they are not added."""
    if naming.activities is None:
        return tr("Each sum is as given; nothing is added.")
    return tr.plural(
        "{n} activity names it so. Each sum is as given; nothing is added.",
        "{n} activities name it so. Each sum is as given; nothing is added.",
        naming.activities,
    )


def _nowhere(context: Context) -> list[Block]:
    """Return the sentence for an organisation of which the reference has neither a relation nor a sum; else nothing."""
    if context.record.groups or context.record.ref.kind is not EntryKind.ORGANISATION:
        return []
    said = context.tr(
        "Neither a role in a project nor a sum that could be read names it. The source names it elsewhere, such as "
        "for the owner of an identifier."
    )
    return [Paragraph((Text(said),), "soft")]


def _order(context: Context, flow: Flow) -> tuple[str, str, str, int]:
    """Return by what a sum is sorted: the activity's title and id, the day, and the order in the source."""
    title = context.ref(flow.entry_id).sort_title.casefold()
    return (title, flow.entry_id, flow.day or flow.period_start or flow.value_date or "", flow.ordinal)


def _cut(context: Context, naming: NamingFlows, shown: int) -> list[Block]:
    """Return the line on how many of all sums are shown; empty if all are."""
    if shown >= naming.total:
        return []
    tr = context.tr
    said = tr("{shown} of {total} are shown; every sum is on the page of its activity.")
    return [Paragraph((Text(said.format(shown=tr.number(shown), total=tr.number(naming.total)), SOFT),))]


def _row(context: Context, flow: Flow) -> Row:
    tr, ref = context.tr, context.ref(flow.entry_id)
    activity: list[Line] = [(context.link(flow.entry_id),)]
    if ref.hint:
        activity.append((Text(ref.hint, SOFT),))
    kind: Line = (Text(words.flow_type_words(context.page.imported, flow.kind, flow.type or "", tr)),)
    value = format_flow(flow.minor_units, flow.decimals, flow.currency, tr)
    given: Line = (Field(flow.id, flow.as_given), *context.marks.after(flow), *preferred(context, flow))
    has_day = flow.day or flow.period_start or flow.period_end or flow.value_date
    # a day that is stated but could not be read is known on the page of the activity only
    days = flow_days(context, flow) if has_day else ((Text(tr("see its page"), SOFT),),)
    return Row((tuple(activity), days, (kind,), (given, (Text(value, SOFT),)), flow_ends(context, flow)))
