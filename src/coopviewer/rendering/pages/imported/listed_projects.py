"""Layout of the projects to which an imported organisation, sector, region or country is related, by its role in them.

Each project has its own dates, status and totals; nothing is added over projects.
"""

from coopviewer.domain.reference.facts import Amount, Relation
from coopviewer.domain.reference.pages import RelationGroup
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.document.document import SOFT, Block, Heading, Line, Paragraph, Row, Table, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported.dates_layout import date_lines, status_lines
from coopviewer.rendering.pages.imported.sum_lines import sums_heading, total_lines

_MERGED_WIDTHS = ("25%", "18%", "17%", "18%", "22%")
_WIDTHS = ("32%", "20%", "21%", "27%")
_PARTS = ("has-beneficiary", "in-sector", "in-region")  # relations whose share is a part of the project
_WHOLE = 1_000_000  # millionths


def listed_groups(context: Context) -> list[RelationGroup]:
    """Return the entry's relations to projects, a group for each role, sorted by predicate id; empty for a project."""
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
    """Lay out the projects of the page's entry, a table for each role that it has in them; empty without projects.

    An organisation with several roles has one table instead, with a row for each project and a column of roles; but not
    if the page has only some of the projects of a role.
    """
    blocks: list[Block] = []
    groups = listed_groups(context)
    if _is_merged(context, groups):
        blocks += _merged(context, groups)
        groups = []
    for group in groups:
        title = _title(context, group, alone=len(groups) == 1)
        count = Text(f" {context.tr.number(group.total)}", SOFT)
        rows = tuple(_row(context, relation) for relation in group.relations)
        tr = context.tr
        headers = (tr("Project"), tr("Dates"), tr("Status"), sums_heading([context.page.imported], tr))
        blocks += [Heading(2, (Text(title), count), f"{group.predicate.id}-of"), Table(headers, rows, _WIDTHS)]
        blocks += context.cut_blocks([group])
    if blocks:
        day = context.tr.day(context.today)
        said = context.tr("What the dates say is of {day}. Nothing is added over projects.").format(day=day)
        blocks.append(Paragraph((Text(said),), "soft"))
        if any(_has_sums(context, each) for each in context.page.related):
            whole = context.tr(
                "Sums are those of whole projects, also where only a part of a project is for this entry."
            )
            blocks.append(Paragraph((Text(whole),), "soft"))
    return blocks


def _is_merged(context: Context, groups: list[RelationGroup]) -> bool:
    is_whole = all(len(group.relations) == group.total for group in groups)
    return context.record.ref.kind is EntryKind.ORGANISATION and len(groups) > 1 and is_whole


def _merged(context: Context, groups: list[RelationGroup]) -> list[Block]:
    """Lay out the projects of an organisation in one table, a row for each project with all its roles."""
    tr, by_project = context.tr, dict[str, list[Relation]]()
    for group in groups:
        for relation in group.relations:
            by_project.setdefault(relation.subject_id, []).append(relation)
    ids = sorted(by_project, key=lambda each: context.ref(each).sort_title.casefold())
    rows = tuple(_merged_row(context, by_project[each]) for each in ids)
    headers = (tr("Project"), tr("Roles"), tr("Dates"), tr("Status"), sums_heading([context.page.imported], tr))
    title = Heading(2, (Text(tr("Projects")), Text(f" {tr.number(len(rows))}", SOFT)), "projects-of")
    return [title, Table(headers, rows, _MERGED_WIDTHS)]


def _merged_row(context: Context, relations: list[Relation]) -> Row:
    first = relations[0]
    record = context.page.related[first.subject_id]
    title: list[Line] = [(context.link(first.subject_id, first),)]
    if record.ref.hint:
        title.append((Text(record.ref.hint, SOFT),))
    roles = tuple(_role_line(context, each) for each in relations)
    dates, status = date_lines(context, record), status_lines(context, record, in_list=True)
    return Row((tuple(title), roles, dates, status, total_lines(context, first.subject_id)))


def _role_line(context: Context, relation: Relation) -> Line:
    tr, predicate = context.tr, context.page.predicates[relation.predicate_id]
    known = {
        "funded-by": tr("funds it"),
        "accountable-to": tr("accountable"),
        "extended-by": tr("extends it"),
        "implemented-by": tr("implements it"),
        "reported-by": tr("reports it"),
        "takes-part-in": tr("takes part, role not known"),
    }
    role = known.get(predicate.id, predicate.inverse_label)
    more = " · ".join(each for each in (share_words(context, relation), relation.role_as_given) if each)
    remark: Line = (Text(f" · {more}", SOFT),) if more else ()
    return (Text(role), *remark, *context.marks.after(relation))


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
    more = [each for each in (record.ref.hint, _part_words(context, relation), relation.role_as_given) if each]
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


def _part_words(context: Context, relation: Relation) -> str:
    """Return the share that an entry has of a project, and whether the sums beside it are those of the whole project.

    Empty if no share is stated; only the percentage if it is the whole, or if the relation is a role.
    """
    share = share_words(context, relation)
    if not share or relation.share == _WHOLE or relation.predicate_id not in _PARTS:
        return share
    if _has_sums(context, relation.subject_id):
        return context.tr("{share} of the project; sums are of the whole project").format(share=share)
    return context.tr("{share} of the project").format(share=share)


def _has_sums(context: Context, project_id: str) -> bool:
    """Return whether a list shows sums of a project that the page lists."""
    totals = context.page.imported.totals if context.page.imported else {}
    return bool(totals.get(project_id) or context.page.related[project_id].of_type(Amount))


def share_words(context: Context, relation: Relation) -> str:
    """Return the percentage of a relation as its source writes it, with a percent sign; empty if none is stated."""
    if relation.share_as_given is None:
        return ""
    given = relation.share_as_given
    return given if "%" in given else context.tr("{share} %").format(share=given)
