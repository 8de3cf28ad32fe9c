"""A country in a brief: key facts, what the lists of countries say of it, and the goals of its projects."""

from collections.abc import Iterable, Iterator

from coopviewer.domain.reference.entries import short_title
from coopviewer.domain.reference.facts import Amount, Name, Relation
from coopviewer.domain.reference.pages import EntryRecord, RelationGroup
from coopviewer.domain.reference.vocabulary import EntryKind, NameKind, StatementKind
from coopviewer.rendering.document.document import (
    SOFT,
    Block,
    Field,
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
from coopviewer.rendering.pages.country_layout import codes_fact, ordered_groups
from coopviewer.rendering.pages.lists_row import lists_table
from coopviewer.rendering.pages.project_layout import participants_of

_BENEFICIARY = "has-beneficiary"
_TABLE_FROM = 2  # projects that are a table instead of key facts


def key_facts(context: Context) -> Iterator[Block]:
    """Yield the key facts of a country under a heading: codes, official name in English, relations, and its projects.

    An official name that is the same as the title is left out, and so is the region of the country. A single project
    is among the key facts; two or more are a table under the heading *Projects*. A sentence says so if the country has
    no relation but to its region; another one if the page has only the first of many relations.
    """
    tr = context.tr
    projects = list(_projects(context))
    facts = [fact for fact in (codes_fact(context), _official_name(context)) if fact is not None]
    facts += [fact for group in ordered_groups(context) for fact in _relations(context, group)]
    if len(projects) < _TABLE_FROM:
        facts += [fact for project in projects for fact in _project_facts(context, *project)]
    yield Heading(2, (Text(tr("Key facts")),), "key-facts")
    yield KeyFacts(tuple(facts), columns=1)
    if not ordered_groups(context):
        yield Paragraph((Text(tr("The source names nothing for this country.")),))
    if len(projects) >= _TABLE_FROM:
        yield Heading(2, (Text(tr("Projects")), Text(f" {tr.number(len(projects))}", SOFT)), "projects")
        rows = tuple(_project_row(context, *project) for project in projects)
        headers = (tr("Project"), tr("Timeframe"), tr("Status"), tr("Grant"), tr("Partners"))
        yield Table(headers, rows, ("30%", "20%", "18%", "16%", "16%"))
    yield from context.cut_blocks(ordered_groups(context))


def coverage_row(context: Context) -> Iterator[Block]:
    """Yield a table of what the lists of countries say of a country, under a heading; nothing without lists."""
    if context.page.lists:
        yield Heading(2, (Text(context.tr("Coverage")),), "coverage")
        yield lists_table(context)


def goals_of(context: Context, projects: Iterable[EntryRecord]) -> Iterator[Block]:
    """Yield the goals of projects; each project has a heading of level 2, and its goals as a numbered list.

    If the source states no goals of a project, *not stated* is under its heading.
    """
    tr = context.tr
    for record in projects:
        title = tr("Goals of {project}").format(
            project=record.ref._replace(title=short_title(record.ref.title)).full_title
        )
        yield Heading(2, (Text(title),), f"goals-of-{record.ref.id.replace('/', '-')}")
        goals = tuple(context.statement(goal) for goal in record.statements(StatementKind.GOAL))
        yield Items(goals, ordered=True) if goals else Paragraph(context.gaps.not_stated())


def _projects(context: Context) -> Iterator[tuple[Relation, EntryRecord]]:
    group = context.record.group(_BENEFICIARY, outgoing=False)
    for relation in group.relations if group is not None else ():
        other = group.other_end(relation) if group is not None else ""
        if other in context.page.related:
            yield relation, context.page.related[other]


def _official_name(context: Context) -> KeyFact | None:
    for name in context.record.of_type(Name):
        if name.kind is NameKind.OFFICIAL and name.language == "en" and name.text != context.record.ref.title:
            return KeyFact(context.tr("Official name"), ((Field(name.id, name.text), *context.marks.after(name)),))
    return None


def _relations(context: Context, group: RelationGroup) -> Iterator[KeyFact]:
    """Yield the relations of a group as labelled facts; none for a group of projects, which has facts of its own."""
    pairs = tuple((relation, group.other_end(relation)) for relation in group.relations)
    if group.predicate.id == _BENEFICIARY:
        pairs = tuple(pair for pair in pairs if context.ref(pair[1]).kind is not EntryKind.PROJECT)
    if not pairs:
        return
    tr = context.tr
    label = group.predicate.label if group.outgoing else group.predicate.inverse_label
    known = {
        "has-working-arrangement-with": (tr("Working arrangement"), tr("with {}")),
        "has-risk-analysis-cell-in": (tr("Risk analysis cell"), tr("set up under {}")),
    }
    title, sentence = known.get(group.predicate.id, (f"{label[:1].upper()}{label[1:]}", "{}"))
    yield KeyFact(title, (filled(sentence, context.linked(pairs)),))


def _project_facts(context: Context, relation: Relation, project: EntryRecord) -> Iterator[KeyFact]:
    tr = context.tr
    yield KeyFact(tr("Project"), (_project_line(context, relation, project),))
    yield KeyFact(tr("Timeframe"), context.timeframe_lines(project))
    yield KeyFact(tr("Status"), context.status_lines(project))
    yield KeyFact(tr("Grant"), context.amount_lines(project.of_type(Amount)))
    yield KeyFact(tr("Partners"), (participants_of(context, project, "project-partner"),))


def _project_row(context: Context, relation: Relation, project: EntryRecord) -> Row:
    return Row(
        (
            (_project_line(context, relation, project),),
            context.timeframe_row(project),
            (context.status_line(project),),
            context.amount_lines(project.of_type(Amount)),
            (participants_of(context, project, "project-partner"),),
        )
    )


def _project_line(context: Context, relation: Relation, project: EntryRecord) -> Line:
    return (context.link(project.ref.id, relation), *context.marks.after(relation))
