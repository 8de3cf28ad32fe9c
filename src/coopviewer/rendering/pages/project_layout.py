"""Layout of a project's page: key facts, the timeframe as a bar, goals, achievements and beneficiaries."""

from coopviewer.domain.reference.facts import Amount, TimeframeFact
from coopviewer.domain.reference.pages import EntryRecord
from coopviewer.domain.reference.timeframes import parse_timeframe
from coopviewer.domain.reference.vocabulary import EntryKind, StatementKind
from coopviewer.rendering.document.document import Bar, Block, Heading, Items, KeyFact, KeyFacts, Line, Paragraph, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.relation_layout import group_blocks
from coopviewer.rendering.words import reference_words as wording

SHOWN = tuple(
    (predicate, True)
    for predicate in (
        *("funded-by", "financed-under", "managed-by", "implemented-by", "project-partner"),
        *("in-region", "has-beneficiary"),
    )
)


def project_facts(context: Context) -> list[Block]:
    """Lay out a project's key facts, then a bar for each timeframe; a key fact that it lacks is *not stated*."""
    tr, record = context.tr, context.record
    facts = (
        KeyFact(tr("Timeframe"), context.timeframe_lines(record)),
        KeyFact(tr("Grant"), context.amount_lines(record.of_type(Amount))),
        KeyFact(tr("Status"), context.status_lines(record)),
        KeyFact(tr("Funded by"), (participants(context, "funded-by"),)),
        KeyFact(tr("Partners"), (participants(context, "project-partner"),)),
        KeyFact(tr("Funding instrument"), (participants(context, "financed-under"),)),
        KeyFact(tr("Implemented by"), (participants(context, "implemented-by"),)),
        KeyFact(tr("Managed by"), (participants(context, "managed-by"),)),
    )
    bars = [
        Bar(fact.edtf, wording.timeframe_words(parse_timeframe(fact.edtf), tr))
        for fact in record.of_type(TimeframeFact)
    ]
    return [KeyFacts(facts), *bars]


def participants(context: Context, predicate_id: str) -> Line:
    """Return links to the entries that the page's project names by a predicate such as ``funded-by``.

    Without any, the line is *not stated*. If more are stated than were read, *The first 200 of 300 are shown here.*
    and a control to show all follow.
    """
    return participants_of(context, context.record, predicate_id)


def participants_of(context: Context, project: EntryRecord, predicate_id: str) -> Line:
    """Return links to the entries that a project names by a predicate such as ``funded-by``; *not stated* without any.

    If only the first of them were read, the line says so and offers to show all. ``project`` is the page's own project
    or one that the page lists.
    """
    group = project.group(predicate_id, outgoing=True)
    if group is None:
        return context.gaps.not_stated()
    links = context.linked(tuple((relation, group.other_end(relation)) for relation in group.relations))
    cut = context.cut_line(group)
    return (*links, Text(". "), *cut) if cut else links


def goals_and_achievements(context: Context) -> list[Block]:
    """Lay out the goals as a numbered list, then the achievements; *not stated* where the source has none."""
    blocks: list[Block] = []
    for kind, title in (
        (StatementKind.GOAL, context.tr("Goals")),
        (StatementKind.ACHIEVEMENT, context.tr("Achievements")),
    ):
        lines = tuple(context.statement(statement) for statement in context.record.statements(kind))
        blocks.append(Heading(2, (Text(title),), f"{kind}s"))
        blocks.append(
            Items(lines, ordered=kind is StatementKind.GOAL) if lines else Paragraph(context.gaps.not_stated())
        )
    return blocks


def beneficiaries(context: Context) -> list[Block]:
    """Lay out the beneficiary countries of a project under a heading.

    If only regions are beneficiaries, they are listed instead, and a line says that countries are *not stated*. Without
    any beneficiary, *not stated* is shown under the heading for countries.
    """
    tr = context.tr
    group = context.record.group("has-beneficiary", outgoing=True)
    title = tr("Beneficiary countries")
    if group is None:
        return [Heading(2, (Text(title),), "has-beneficiary"), Paragraph(context.gaps.not_stated())]
    kinds = {context.ref(group.other_end(relation)).kind for relation in group.relations}
    if EntryKind.COUNTRY in kinds:
        return group_blocks(context, group, title)
    gap = Paragraph((Text(f"{title}: "), *context.gaps.not_stated()))
    return [*group_blocks(context, group, tr("Beneficiary regions")), gap]
