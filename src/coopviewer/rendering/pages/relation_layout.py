"""Layout of an entry's relations, in both directions: the usual kinds of relation as lists, the others in *Related*."""

from collections import Counter
from collections.abc import Iterable

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Amount, Extent, Relation
from coopviewer.domain.reference.pages import RelationGroup
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.document.document import (
    SOFT,
    Block,
    Heading,
    KeyFact,
    KeyFacts,
    Line,
    Paragraph,
    Row,
    RunIn,
    Table,
    Text,
)
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.words import reference_words as wording


def relation_blocks(context: Context, *, without: Iterable[tuple[str, bool]] = ()) -> list[Block]:
    """Lay out all groups of relations of an entry but those in ``without``, which are shown elsewhere on the page.

    ``without`` are pairs of predicate and whether the relations are outgoing. Lists with a heading of their own come
    first, the others are combined under *Related*.
    """
    left_out = set(without)
    groups = [g for g in context.record.groups if (g.predicate.id, g.outgoing) not in left_out]
    headed = _headings(context.tr)
    blocks: list[Block] = []
    for key in headed:
        for group in groups:
            if (group.predicate.id, group.outgoing) == key:
                blocks += group_blocks(context, group, headed[key])
    related = [g for g in groups if (g.predicate.id, g.outgoing) not in headed]
    if related:
        facts = tuple(KeyFact(_label(group), _link_lines(context, group)) for group in related)
        blocks += [Heading(2, (Text(context.tr("Related")),), "related"), KeyFacts(facts, columns=1)]
    return blocks


def group_blocks(context: Context, group: RelationGroup, title: str) -> list[Block]:
    """Lay out one group of relations: for each kind of entry a heading with the count, and a list under it.

    The list of projects is a table. The heading is ``title``; for several kinds of entries, ``title`` and the kind; if
    ``title`` is empty, the kind alone (*Countries*). Lines on how complete the source's list is come last.

    If only the first relations were read, a line below the lists leads to all of them. Of several kinds the counts are
    unknown then, and left out.
    """
    by_kind: dict[EntryKind, list[Relation]] = {}
    for relation in group.relations:
        by_kind.setdefault(context.ref(group.other_end(relation)).kind, []).append(relation)
    extents = context.page.record.extents(group.predicate.id) if group.outgoing else ()
    blocks: list[Block] = []
    for kind in sorted(by_kind, key=list(EntryKind).index):
        kinds = wording.kinds_word(kind, context.tr)
        mixed = f"{title}: {wording.kinds_within(kind, context.tr)}" if title and len(by_kind) > 1 else title or kinds
        # the number of each kind in a shortened list of several kinds is unknown
        count = (
            len(by_kind[kind]) if len(group.relations) == group.total else group.total if len(by_kind) == 1 else None
        )
        blocks += _list_blocks(context, group, by_kind[kind], (mixed, count))
    blocks += context.cut_blocks([group])
    blocks += [Paragraph(_extent_line(context, group, extent), "soft") for extent in extents]
    return blocks


def _extent_line(context: Context, group: RelationGroup, extent: Extent) -> Line:
    """Return the line on how complete a list is; if the list is shortened, it says that it refers to all of it."""
    line = context.extent_line(extent)
    if group.total <= len(group.relations):
        return line
    return (Text(f"{context.tr('Of all {total}:').format(total=context.tr.number(group.total))} ", SOFT), *line)


def _list_blocks(
    context: Context, group: RelationGroup, relations: list[Relation], title: tuple[str, int | None]
) -> list[Block]:
    shared = _shared_mark(context, relations)
    words, counted = title
    count: Line = () if counted is None else (Text(f" {context.tr.number(counted)}", SOFT),)
    anchor = group.predicate.id if group.outgoing else f"{group.predicate.id}-of"
    heading = Heading(2, (Text(words), *count, *(shared[1] if shared else ())), anchor)
    if context.ref(group.other_end(relations[0])).kind is EntryKind.PROJECT:
        return [heading, project_table(context, [(r, group.other_end(r)) for r in relations], shared)]
    lines = tuple(_item(context, group, relation, shared) for relation in relations)
    return [heading, RunIn(lines), *context.legal_notes(group.other_end(relation) for relation in relations)]


_Shared = tuple[tuple[object, ...], Line]


def _shared_mark(context: Context, relations: list[Relation]) -> _Shared | None:
    """Return the most frequent sources of a list and the mark that its heading shows for them; None if all differ."""
    grounds = Counter(_ground(relation) for relation in relations)
    ground, times = grounds.most_common(1)[0]
    if times < 2:
        return None
    first = next(relation for relation in relations if _ground(relation) == ground)
    return ground, context.marks.after(first)


def _ground(relation: Relation) -> tuple[object, ...]:
    return (relation.basis, relation.citations, relation.note)


def _own_mark(context: Context, relation: Relation, shared: _Shared | None) -> Line:
    return () if shared and _ground(relation) == shared[0] else context.marks.after(relation)


def _item(context: Context, group: RelationGroup, relation: Relation, shared: _Shared | None) -> Line:
    return (context.link(group.other_end(relation), relation), *_own_mark(context, relation, shared))


def project_table(context: Context, found: list[tuple[Relation, str]], shared: _Shared | None = None) -> Table:
    """Return a table of projects with timeframe, status and grant, one row each.

    ``found`` are relations of the page's entry, each with the id of the project at its other end, which must be among
    ``context.page.related``.

    ``shared`` is what several of the relations are founded on (basis, citations and note), and the source mark for it,
    which is in the heading above the table: the rows of these relations have no mark of their own. None: each row has
    its mark.
    """
    tr = context.tr
    rows = []
    for relation, project_id in found:
        record = context.page.related[project_id]
        cells = (
            ((context.link(project_id, relation), *_own_mark(context, relation, shared)),),
            context.timeframe_row(record),
            (context.status_line(record),),
            context.amount_lines(record.of_type(Amount)),
        )
        rows.append(Row(cells))
    headers = (tr("Project"), tr("Timeframe"), tr("Status"), tr("Grant"))
    return Table(headers, tuple(rows), ("38%", "24%", "20%", "18%"))


def _link_lines(context: Context, group: RelationGroup) -> tuple[Line, ...]:
    links = context.linked(tuple((relation, group.other_end(relation)) for relation in group.relations))
    cut = context.cut_line(group)
    return (links, cut) if cut else (links,)


def _label(group: RelationGroup) -> str:
    label = group.predicate.label if group.outgoing else group.predicate.inverse_label
    return label[:1].upper() + label[1:]


def _headings(tr: Translate) -> dict[tuple[str, bool], str]:
    """Return the titles of lists with a heading of their own, by predicate and whether outgoing, in page order."""
    return {
        ("has-working-arrangement-with", True): tr("Working arrangements"),
        ("has-working-arrangement-with", False): tr("Working arrangement with"),
        ("works-in", True): tr("Areas of cooperation"),
        ("leads", True): tr("Leads"),
        ("contributes-to", True): tr("Contributes to"),
        ("in-region", False): "",
        ("has-beneficiary", True): tr("Beneficiaries"),
        ("has-beneficiary", False): tr("Beneficiary of"),
        ("has-risk-analysis-cell-in", True): tr("Risk analysis cells"),
        ("project-partner", False): tr("Partner in projects"),
        ("implemented-by", False): tr("Implements"),
        ("funded-by", False): tr("Funds"),
        ("managed-by", False): tr("Manages"),
        ("financed-under", False): tr("Finances"),
        ("strengthens", False): tr("Strengthened by"),
    }
