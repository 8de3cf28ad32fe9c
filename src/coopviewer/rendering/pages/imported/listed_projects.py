"""Layout of the projects that an imported organisation, sector, region or country is related to, by role.

Each project has its own dates, status and totals; nothing is added over projects.
"""

from coopviewer.domain.reference.facts import Relation
from coopviewer.domain.reference.pages import RelationGroup
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.document.document import SOFT, Block, Heading, Line, Paragraph, Row, Table, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported.dates_layout import date_lines, status_lines
from coopviewer.rendering.pages.imported.money_layout import total_lines

_WIDTHS = ("32%", "20%", "21%", "27%")


def listed_groups(context: Context) -> list[RelationGroup]:
    """Return the groups of relations whose other ends are all projects, in page order; empty for a project."""
    kind = context.record.ref.kind
    found = [
        group
        for group in context.record.groups
        if not group.outgoing
        and group.relations
        and all(context.ref(relation.subject_id).kind is EntryKind.PROJECT for relation in group.relations)
    ]
    return [] if kind is EntryKind.PROJECT else found


def listed_blocks(context: Context) -> list[Block]:
    """Lay out a table of projects for each role that the page's entry has in them."""
    blocks: list[Block] = []
    groups = listed_groups(context)
    for group in groups:
        title = _title(context, group, alone=len(groups) == 1)
        count = Text(f" {context.tr.number(group.total)}", SOFT)
        rows = tuple(_row(context, relation) for relation in group.relations)
        tr = context.tr
        headers = (tr("Project"), tr("Dates"), tr("Status"), tr("Sums by year"))
        blocks += [Heading(2, (Text(title), count), f"{group.predicate.id}-of"), Table(headers, rows, _WIDTHS)]
        blocks += context.cut_blocks([group])
    if blocks:
        day = context.tr.day(context.today)
        said = context.tr("What the dates say is of {day}. Nothing is added over projects.").format(day=day)
        blocks.append(Paragraph((Text(said),), "soft"))
    return blocks


def _title(context: Context, group: RelationGroup, *, alone: bool) -> str:
    tr = context.tr
    if group.predicate.id in ("has-beneficiary", "in-sector") and alone:
        return tr("Projects")
    known = {
        "has-beneficiary": tr("Projects that benefit it"),
        "in-sector": tr("Projects in this sector"),
        "funded-by": tr("Projects it funds"),
        "accountable-to": tr("Projects accountable to it"),
        "extended-by": tr("Projects it extends"),
        "implemented-by": tr("Projects it implements"),
        "reported-by": tr("Projects it reports"),
        "takes-part-in": tr("Projects it takes part in, role not known"),
    }
    label = group.predicate.inverse_label
    return known.get(group.predicate.id, label[:1].upper() + label[1:])


def _row(context: Context, relation: Relation) -> Row:
    record = context.page.related[relation.subject_id]
    title: list[Line] = [(context.link(relation.subject_id, relation), *context.marks.after(relation))]
    more = [each for each in (record.ref.hint, share_words(context, relation), relation.role_as_given) if each]
    if more:
        title.append((Text(" · ".join(more), SOFT),))
    return Row(
        (
            tuple(title),
            date_lines(context, record),
            status_lines(context, record, in_list=True),
            total_lines(context, relation.subject_id),
        )
    )


def share_words(context: Context, relation: Relation) -> str:
    """Return the share of a relation as its source writes it, with a percent sign; empty if none is stated."""
    if relation.share_as_given is None:
        return ""
    given = relation.share_as_given
    return given if "%" in given else context.tr("{share} %").format(share=given)
