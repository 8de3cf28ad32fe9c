"""Layout of the page of an entry of any kind, from the line above its title to its sources."""

from collections.abc import Set
from datetime import date

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Amount, DocumentFact, Name, Quantity
from coopviewer.domain.reference.pages import EntryPage, RelationGroup
from coopviewer.domain.reference.vocabulary import AmountKind, EntryKind, NameKind, StatementKind
from coopviewer.rendering.document.document import (
    SOFT,
    Block,
    Document,
    Field,
    Heading,
    Inline,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Paragraph,
    Text,
)
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.country_layout import codes_fact, country_blocks
from coopviewer.rendering.pages.imported import activity_layout as activity
from coopviewer.rendering.pages.imported.contradiction_layout import contradiction_blocks
from coopviewer.rendering.pages.imported.listed_projects import listed_blocks, listed_groups
from coopviewer.rendering.pages.imported.naming_layout import naming_blocks
from coopviewer.rendering.pages.imported.published_layout import address_as_published
from coopviewer.rendering.pages.imported.relations_parts import SHOWN as SHOWN_OF_ACTIVITY
from coopviewer.rendering.pages.locator_layout import with_locator
from coopviewer.rendering.pages.project_layout import SHOWN, beneficiaries, goals_and_achievements, project_facts
from coopviewer.rendering.pages.relation_layout import project_table, relation_blocks
from coopviewer.rendering.pages.strip_layout import project_strip
from coopviewer.rendering.words import reference_words as wording

_PLACEMENT = ("in-region", True)  # shown above the title


def lay_out_entry(page: EntryPage, today: date, unfolded: Set[str], tr: Translate) -> Document:
    """Lay out the page of an entry on the day ``today``; ``unfolded`` has the keys of folds that are shown in place."""
    context = Context(page, today, unfolded, tr)
    ref = page.record.ref
    blocks: list[Block] = [eyebrow(context), Heading(1, _title(context)), *below_title(context)]
    blocks += [*_located(context, entry_body(context)), *after_body(context), *context.legal_notes()]
    nothing = Paragraph((Text(tr("There is no fact on this page, so it cites nothing.")),))
    blocks += context.marks.sources(unfolded) or [Heading(2, (Text(tr("Sources")),), "sources"), nothing]
    return Document(ref.title, SCHEME + ref.id, tuple(blocks))


def _title(context: Context) -> Line:
    """Return the title of an entry; of an imported one, as the fact that its source states it with."""
    title = context.record.ref.title
    named = [name for name in context.record.of_type(Name) if name.text == title] if is_published(context) else []
    return (Field(named[0].id, title), *context.marks.after(named[0])) if named else (Text(title),)


def below_title(context: Context) -> list[Block]:
    """Lay out what is right under the title of an entry: its other names, its legal note and its summary."""
    record = context.record
    names = activity.below_title_blocks(context) if is_published(context) else _names_line(context)
    summaries = (Paragraph(context.statement(each), "lead") for each in record.statements(StatementKind.SUMMARY))
    return [*names, *context.legal_notes([record.ref.id]), *summaries]  # in this order, as source marks are counted


def is_published(context: Context) -> bool:
    """Return whether the page's entry is imported and not a country; its names are then shown below its title."""
    return context.page.imported is not None and context.record.codes is None


def after_body(context: Context) -> list[Block]:
    """Lay out what follows the body of a page: overall funding, figures, documents, data notes and names.

    A country's codes are beside its names. For an imported entry there are also the codes that its source gives it, and
    whatever has no other place on its page, such as an activity's further relations; its names are left out if they are
    already under its title.
    """
    is_activity = context.page.imported is not None and context.record.ref.kind is EntryKind.PROJECT
    return [
        *_amounts(context),
        *_quantities(context),
        *_documents(context),
        *(relation_blocks(context, without=SHOWN_OF_ACTIVITY) if is_activity else ()),
        *(activity.further_blocks(context) if context.page.imported is not None else ()),
        *_statements(context, StatementKind.DATA_NOTE, context.tr("Data notes")),
        *(() if is_published(context) else _names(context)),
    ]


def entry_body(context: Context) -> list[Block]:
    """Lay out the middle of an entry's page, which depends on its kind: such as the goals of a project.

    The blocks below the title and those at the end of the page, which are the same for every kind, are not part of it.
    """
    kind = context.record.ref.kind
    if context.page.imported is not None:
        return activity.activity_blocks(context) if kind is EntryKind.PROJECT else _listed_body(context)
    differ = contradiction_blocks(context)
    if kind is EntryKind.COUNTRY:
        return [*country_blocks(context), *differ]
    if kind is EntryKind.PROJECT:
        first = [*project_facts(context), *differ, *_descriptions(context), *goals_and_achievements(context)]
        return [*first, *beneficiaries(context), *relation_blocks(context, without=SHOWN)]
    tr = context.tr
    return [
        *_descriptions(context),
        *differ,
        *_gaps(context),
        *_paid(context),
        *_strip(context),
        *relation_blocks(context, without=[_PLACEMENT, *_paid_for(context)]),
        *_statements(context, StatementKind.FORM, tr("Forms of cooperation")),
        *_statements(context, StatementKind.PRINCIPLE, tr("Principles")),
        *_statements(context, StatementKind.GOAL, tr("Goals")),
        *_statements(context, StatementKind.ACHIEVEMENT, tr("Achievements")),
    ]


def _listed_body(context: Context) -> list[Block]:
    """Lay out an organisation, a sector, a region or a country of an import: its projects by role, then the rest."""
    shown = [_PLACEMENT, *((group.predicate.id, group.outgoing) for group in listed_groups(context))]
    return [
        *_descriptions(context),
        *contradiction_blocks(context),
        *listed_blocks(context),
        *naming_blocks(context),
        *relation_blocks(context, without=shown),
    ]


def _located(context: Context, blocks: list[Block]) -> list[Block]:
    """Return the blocks with the entry's small map among them, if the page has one."""
    return blocks if context.page.location is None else with_locator(context, blocks)


def _strip(context: Context) -> list[Block]:
    kinds = (EntryKind.REGION, EntryKind.ORGANISATION, EntryKind.FUNDING_INSTRUMENT)
    return project_strip(context) if context.record.ref.kind in kinds else []


def eyebrow(context: Context) -> Paragraph:
    """Return the line above the title of an entry: its kind, and links to the regions that it is in, if it is in any.

    Its kind is *Sector* for a theme of an imported reference.
    """
    kind = context.record.ref.kind
    is_sector = kind is EntryKind.THEME and context.page.imported is not None
    line: Line = (Text(context.tr("Sector") if is_sector else wording.kind_word(kind, context.tr)),)
    group = context.record.group("in-region", outgoing=True)
    for relation in group.relations if group else ():
        line = (*line, Text(" · "), context.link(relation.object_id, relation), *context.marks.after(relation))
    return Paragraph(line, "eyebrow")


def _names_line(context: Context) -> list[Block]:
    """Return the line of other names under the title; empty without any."""
    title = context.record.ref.title
    kinds = (NameKind.AS_GIVEN, NameKind.ACRONYM, NameKind.EXPANSION, NameKind.FORMER, NameKind.ALIAS)
    names = [n for n in context.record.of_type(Name) if n.kind in kinds and n.language == "en" and n.text != title]
    if context.record.ref.kind is EntryKind.COUNTRY:
        names = [name for name in names if name.kind in (NameKind.AS_GIVEN, NameKind.FORMER)]
    line: list[Inline] = []
    for name in names:
        kind = wording.name_kind_word(name.kind, context.tr)
        separator = [Text(" · ")] if line else []
        line += [*separator, Text(f"{kind}: ", SOFT), Field(name.id, name.text), *context.marks.after(name)]
    return [Paragraph(tuple(line), "names")] if line else []


def _descriptions(context: Context) -> list[Block]:
    return [Paragraph(context.statement(s)) for s in context.record.statements(StatementKind.DESCRIPTION)]


def _statements(context: Context, kind: StatementKind, title: str) -> list[Block]:
    lines = tuple(context.statement(statement) for statement in context.record.statements(kind))
    return [Heading(2, (Text(title),), f"{kind}s"), Items(lines)] if lines else []


def _gaps(context: Context) -> list[Block]:
    """Return how complete each list is that names no other entry: *none* differs from *not stated*."""
    facts = []
    for predicate in context.page.predicates.values():
        extents = context.record.extents(predicate.id)
        if extents and context.record.group(predicate.id, outgoing=True) is None:
            members = context.tr("Members") if predicate.id == "has-member" else predicate.label
            label = members[:1].upper() + members[1:]
            facts.append(KeyFact(label, tuple(context.extent_line(extent) for extent in extents)))
    return [KeyFacts(tuple(facts), columns=1)] if facts else []


def _paid_groups(context: Context) -> list[RelationGroup]:
    """Return the groups of relations whose other ends are all projects, for the table of grants."""
    groups = [context.record.group(predicate, outgoing=False) for predicate in ("funded-by", "financed-under")]
    projects = context.page.related.keys()
    return [g for g in groups if g and context.record.paid and {r.subject_id for r in g.relations} <= projects]


def _paid_for(context: Context) -> list[tuple[str, bool]]:
    """Return predicate and direction of the relations that the table of grants already shows."""
    return [(group.predicate.id, False) for group in _paid_groups(context)]


def _paid(context: Context) -> list[Block]:
    """Return the table of projects that this entry funds or finances, with grants; empty without any."""
    found = [(relation, relation.subject_id) for group in _paid_groups(context) for relation in group.relations]
    if not found:
        return []
    total = sum(group.total for group in _paid_groups(context))
    title = Heading(2, (Text(context.tr("Projects and grants")), Text(f" {context.tr.number(total)}", SOFT)), "grants")
    return [title, project_table(context, found), *context.cut_blocks(_paid_groups(context))]


def _amounts(context: Context) -> list[Block]:
    totals = tuple(a for a in context.record.of_type(Amount) if a.kind is AmountKind.PORTFOLIO_TOTAL)
    if not totals:
        return []
    fact = KeyFact(context.tr("Overall funding"), context.amount_lines(totals))
    return [Heading(2, (Text(context.tr("Money")),), "money"), KeyFacts((fact,), columns=1)]


def _quantities(context: Context) -> list[Block]:
    facts = tuple(
        KeyFact(q.measure[:1].upper() + q.measure[1:], ((Field(q.id, q.as_given), *context.marks.after(q)),))
        for q in context.record.of_type(Quantity)
    )
    return [Heading(2, (Text(context.tr("Figures")),), "figures"), KeyFacts(facts, columns=1)] if facts else []


def _documents(context: Context) -> list[Block]:
    tr = context.tr
    lines = []
    for document in context.record.of_type(DocumentFact):
        texts = [Field(document.id, text) for text in (document.title, document.about) if text]
        named: Line = tuple(part for text in texts for part in (Text(" · "), text))[1:]
        where = document.url or _lacking_address(context, document)
        language = f" ({wording.language_name(document.language, tr)})" if document.language else ""
        place = f"{language} · {where}" if named else f"{where}{language}"
        lines.append((*named, Text(place, SOFT), *context.marks.after(document)))
    return [Heading(2, (Text(tr("Documents")),), "documents"), Items(tuple(lines))] if lines else []


def _lacking_address(context: Context, document: DocumentFact) -> str:
    """Return why a document has no address: what an imported file gives is no web address, or it gives none."""
    if context.page.imported is None:
        return context.tr("address not preserved")
    given = address_as_published(context, document)
    return (
        context.tr("address not read: “{address}”").format(address=given) if given else context.tr("no address stated")
    )


def _names(context: Context) -> list[Block]:
    """Return a country's codes, and the names in other languages and official ones, grouped by language."""
    title = context.record.ref.title
    shown = [n for n in context.record.of_type(Name) if n.language != "en" or n.kind is NameKind.OFFICIAL]
    if context.record.ref.kind is EntryKind.COUNTRY:
        shown = [n for n in context.record.of_type(Name) if n.language != "en" or n.text != title]
    facts: dict[str, list[Line]] = {}
    for name in sorted(shown, key=lambda n: (n.language != "en", n.language)):
        language = wording.language_name(name.language, context.tr)
        kind: Line = ()
        if name.kind is not NameKind.ALIAS:
            kind = (Text(f" {wording.name_kind_word(name.kind, context.tr)}", SOFT),)
        facts.setdefault(language, []).append((Field(name.id, name.text), *kind, *context.marks.after(name)))
    codes = codes_fact(context)
    if not facts and codes is None:
        return []
    rows = tuple(KeyFact(language, tuple(lines)) for language, lines in facts.items())
    rows = (codes, *rows) if codes is not None else rows
    return [
        Heading(2, (Text(context.tr("Names and codes") if codes else context.tr("Names")),), "names"),
        KeyFacts(rows),
    ]
