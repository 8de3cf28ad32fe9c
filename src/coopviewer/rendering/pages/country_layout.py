"""Layout of a country's page: a row for each relation but those to regions, then the kinds of which it has none."""

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Amount, Extent, Relation
from coopviewer.domain.reference.pages import RelationGroup
from coopviewer.domain.reference.sources import Predicate
from coopviewer.domain.reference.vocabulary import Basis, CodeStatus, EntryKind, ExtentValue, StatementKind
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
    filled,
)
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.lists_row import lay_out_lists
from coopviewer.rendering.pages.project_layout import participants_of
from coopviewer.rendering.pages.strip_layout import project_strip

_PLACEMENT = "in-region"
_ORDER = ("has-working-arrangement-with", "has-beneficiary", "has-risk-analysis-cell-in", "has-member")


def country_blocks(context: Context) -> list[Block]:
    """Lay out the body of a country's page.

    It has what each list of countries says of the country; a table of its relations, except those to regions, and how
    many of a kind there are if only the first of them were read; its projects' timeframes; and the kinds of relations
    in which it is not listed.
    """
    tr = context.tr
    groups = ordered_groups(context)
    rows = [row for group in groups for row in _group_rows(context, group)]
    total = sum(group.total for group in groups)
    headers = (tr("What"), tr("Timeframe"), tr("Status"), tr("Grant"), tr("Partners"))
    are_projects = bool(groups) and all(group.predicate.id == "has-beneficiary" for group in groups)
    what = tr("Projects") if are_projects else tr("Cooperation")
    title = Heading(2, (Text(what), Text(f" {tr.number(total)}", SOFT)), "cooperation")
    answer: list[Block] = [*lists_row(context), title]
    if rows:
        answer.append(Table(headers, tuple(rows), ("30%", "22%", "18%", "14%", "16%")))
    else:
        answer.append(Paragraph((Text(tr("The source names nothing for this country.")),)))
    return [*answer, *context.cut_blocks(groups), *project_strip(context), *not_listed(context)]


def lists_row(context: Context) -> list[Block]:
    """Return a table of what each list of countries says of the country, and a link to the coverage.

    Empty if the page has no lists, as in a reference with more than 40 projects.
    """
    return lay_out_lists(context) if context.page.lists else []


def codes_fact(context: Context) -> KeyFact | None:
    """Return a country's codes, as ``NE · NER · 562``, or ``XK · none · none`` where some are missing.

    A second line says which codes these are, or that the first is user-assigned. None if the country has no codes.
    """
    codes, tr = context.record.codes, context.tr
    if codes is None:
        return None
    none = tr("none")
    text = f"{codes.alpha2} · {codes.alpha3 or none} · {codes.m49 or none}"
    explained = tr("ISO 3166-1 alpha-2, alpha-3; UN M49")
    if codes.code_status is CodeStatus.USER_ASSIGNED:
        explained = tr("alpha-2 is user-assigned, not part of ISO 3166-1; alpha-3 and UN M49: none")
    return KeyFact(tr("Codes"), ((Text(text),), (Text(explained, SOFT),)))


def ordered_groups(context: Context) -> list[RelationGroup]:
    """Return the relations of a country, grouped by predicate, in the order of its page and without those to regions.

    First working arrangements, projects, risk analysis cells and networks, then others by the id of their predicate.
    """
    groups = [group for group in context.record.groups if group.predicate.id != _PLACEMENT]
    return sorted(groups, key=lambda group: _rank(group.predicate))


def _rank(predicate: Predicate) -> tuple[int, str]:
    known = predicate.id in _ORDER
    return (_ORDER.index(predicate.id) if known else len(_ORDER), predicate.id)


def _group_rows(context: Context, group: RelationGroup) -> list[Row]:
    return [_row(context, group, relation) for relation in group.relations]


def _row(context: Context, group: RelationGroup, relation: Relation) -> Row:
    other = context.ref(group.other_end(relation))
    if group.predicate.id == "has-beneficiary" and other.kind is EntryKind.PROJECT:
        return _project_row(context, relation, other.id)
    what = filled(_what(context, group), (context.link(other.id, relation), *context.marks.after(relation)))
    gap = context.gaps.not_stated()
    timeframe: Line = (Field(relation.id, relation.edtf),) if relation.edtf else gap
    other_cell = ((Text(context.tr("not applicable"), SOFT),),)
    return Row(((what,), (timeframe,), other_cell, other_cell, other_cell))


def _what(context: Context, group: RelationGroup) -> str:
    tr = context.tr
    known = {
        "has-working-arrangement-with": tr("Working arrangement with {}"),
        "has-risk-analysis-cell-in": tr("Risk analysis cell, set up under {}"),
    }
    label = group.predicate.label if group.outgoing else group.predicate.inverse_label
    return known.get(group.predicate.id, f"{label[:1].upper()}{label[1:]} {{}}")


def _project_row(context: Context, relation: Relation, project_id: str) -> Row:
    tr, record = context.tr, context.page.related[project_id]
    goals = record.statements(StatementKind.GOAL)
    project = (context.link(project_id, relation), *context.marks.after(relation))
    what: list[Line] = [filled(tr("Beneficiary of {}"), project)]
    unfolded = project_id in context.unfolded
    if goals:
        what.append((Fold(tr("Goals ({count})").format(count=tr.number(len(goals))), project_id, unfolded),))
    cells = (
        tuple(what),
        context.timeframe_row(record),
        (context.status_line(record),),
        context.amount_lines(record.of_type(Amount)),
        (participants_of(context, record, "project-partner"),),
    )
    items = Items(tuple(context.statement(goal) for goal in goals), ordered=True) if unfolded and goals else None
    return Row(cells, (items,) if items else None)


def not_listed(context: Context, *, only_known: bool = False) -> list[Block]:
    """Lay out, under a heading, the kinds of relations that a country may have but has none of, such as *Project*.

    For each kind a line says how complete the reference's lists of it are: ``Niger is not in the list for …, which the
    source gives as complete.`` Where nothing is known of that, ``Niger is not listed in the source.``; with
    ``only_known`` such a kind is left out. Empty if no kind is left.
    """
    tr = context.tr
    present = {group.predicate.id for group in context.record.groups}
    facts = []
    for predicate in sorted(context.page.predicates.values(), key=_rank):
        if predicate.id in present or predicate.id == _PLACEMENT or EntryKind.COUNTRY not in predicate.object_kinds:
            continue
        extents = [extent for extent in context.page.extents if extent.predicate_id == predicate.id]
        if not extents and only_known:
            continue
        facts.append(KeyFact(_list_name(predicate, tr), _gap_lines(context, extents)))
    if not facts:
        return []
    return [Heading(2, (Text(tr("Not listed")),), "not-listed"), KeyFacts(tuple(facts), columns=1)]


def _list_name(predicate: Predicate, tr: Translate) -> str:
    known = {
        "has-working-arrangement-with": tr("Working arrangement"),
        "has-beneficiary": tr("Project"),
        "has-risk-analysis-cell-in": tr("Risk analysis cell"),
        "has-member": tr("Network membership"),
    }
    return known.get(predicate.id, f"{predicate.inverse_label[:1].upper()}{predicate.inverse_label[1:]}")


def _gap_lines(context: Context, extents: list[Extent]) -> tuple[Line, ...]:
    tr, title = context.tr, context.record.ref.title
    if not extents:
        return ((Text(tr("{country} is not listed in the source.").format(country=title)),),)
    is_stated = [
        extent for extent in extents if extent.basis is Basis.STATED or extent.value is not ExtentValue.COMPLETE
    ]
    groups = (
        (
            tr("{country} is not in the list for {}, which the source gives as complete."),
            ExtentValue.COMPLETE,
            is_stated,
        ),
        (
            tr("{country} is not in the list for {}, which is read as complete; the source does not say so."),
            ExtentValue.COMPLETE,
            [extent for extent in extents if extent not in is_stated],
        ),
        (tr("{country} is not named in the list for {}, which is open."), ExtentValue.OPEN, extents),
        (tr("There is none for {}, as the source says."), ExtentValue.NONE, extents),
        (tr("The source lists none for {}."), ExtentValue.NOT_STATED, extents),
    )
    lines: list[Line] = []
    for sentence, value, among in groups:
        alike = tuple((extent, extent.entry_id) for extent in among if extent.value is value)
        if alike:
            lines.append(filled(sentence.replace("{country}", title), context.linked(alike)))
    return tuple(lines)
