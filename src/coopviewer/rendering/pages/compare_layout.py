"""Layout of a comparison: entries side by side, a row for each kind of fact; rows that do not differ are in folds."""

from collections.abc import Iterator, Set
from datetime import date
from functools import partial

from coopviewer.domain.browsing.addresses import comparison_address
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.entries import short_title
from coopviewer.domain.reference.facts import Amount, Fact, Name, Quantity, Relation, TimeframeFact
from coopviewer.domain.reference.pages import ComparePage, EntryPage, EntryRecord, RelationGroup
from coopviewer.domain.reference.vocabulary import AmountKind, EntryKind, ExtentValue, StatementKind
from coopviewer.rendering.document.document import (
    SOFT,
    Block,
    Document,
    Field,
    Heading,
    Line,
    Paragraph,
    Strip,
    Text,
)
from coopviewer.rendering.document.link_schemes import COMPARISON
from coopviewer.rendering.pages.compare_table import (
    DIFFERENT,
    NAMES,
    CompareAspect,
    CompareCell,
    Listed,
    common_values,
    common_words,
    compare_table,
    fold_of,
    folded,
    part_line,
)
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported.compare_parts import (
    coded_aspects,
    compared_blocks,
    differing_aspects,
    gap_cell,
    imported_aspects,
)
from coopviewer.rendering.pages.imported.listed_projects import share_words
from coopviewer.rendering.pages.strip_layout import MOST_DRAWN, lay_out_strip
from coopviewer.rendering.words import reference_words as wording

_LISTED = "has-beneficiary"  # by which projects name a country


def lay_out_comparison(page: ComparePage, today: date, unfolded: Set[str], tr: Translate) -> Document:
    """Lay out a comparison: a table of the rows that differ, then other rows in folds, and the sources.

    The folds are: rows that are equal; rows that no entry states anything in; names and codes. ``unfolded`` has the
    keys of open folds; the sources are open if it has SOURCES. ``today`` is the day for which statuses are derived.
    """
    contexts = _contexts(page, today, unfolded, tr)
    title = tr.joined(page.titles)
    rows = [(aspect, [aspect.read(context) for context in contexts]) for aspect in _aspects(page, tr)]
    different, *others = ([row for row in rows if fold_of(*row) == key] for key in ("", *COMPARISON))
    strip = _strip(contexts)
    blocks: list[Block] = [
        Paragraph((Text(tr("Comparison")),), "eyebrow"),
        Heading(1, (Text(title),)),
        Paragraph((Text(_about(page, tr), SOFT),)),
        compare_table(page, different, strip, tr),
    ]
    blocks += compared_blocks(contexts, tr, is_different=bool(different))
    for key, found in zip(COMPARISON, others, strict=True):
        if found:
            blocks += folded(page, key, found, unfolded, strip, tr)
    if any(common_values(cells) for _, cells in different):
        blocks.insert(4, Paragraph((Text(common_words(tr), SOFT),)))
    blocks += contexts[0].legal_notes()
    blocks += contexts[0].marks.sources(unfolded)
    return Document(title, str(comparison_address(each.record.ref.id for each in page.pages)), tuple(blocks))


def _about(page: ComparePage, tr: Translate) -> str:
    kinds = wording.count_of_kind(page.pages[0].record.ref.kind, len(page.pages), tr)
    sentence = tr("{kinds} side by side. {sign} marks what differs; what is stated for none is not compared.")
    return sentence.format(kinds=kinds, sign=DIFFERENT)


def _contexts(page: ComparePage, today: date, unfolded: Set[str], tr: Translate) -> list[Context]:
    """Return the layouts of the entries, which number their sources together."""
    contexts = [Context(each._replace(lookup=page.lookup), today, unfolded, tr) for each in page.pages]
    for context in contexts[1:]:
        context.marks = contexts[0].marks
    return contexts


def _strip(contexts: list[Context]) -> Strip | None:
    """Return the timeframes of the compared projects, or of those of the compared countries, on one scale."""
    page = contexts[0].page
    found: dict[str, EntryRecord] = {}
    for context in contexts:
        is_project = context.record.ref.kind is EntryKind.PROJECT
        records = [context.record] if is_project else _project_records(context.page)
        found |= {record.ref.id: record for record in records if record.of_type(TimeframeFact)}
    if page.edition is None or not 0 < len(found) <= MOST_DRAWN:
        return None
    return lay_out_strip(found.values(), page.edition, contexts[0].today, contexts[0].tr)


def _aspects(page: ComparePage, tr: Translate) -> Iterator[CompareAspect]:
    """Yield a row for each kind of fact that any of the entries may have, in the order of their pages."""
    kinds = {each.record.ref.kind for each in page.pages}
    if EntryKind.PROJECT in kinds and page.pages[0].imported is None:
        yield CompareAspect(tr("Timeframe"), _timeframe, has_bars=True)
        yield CompareAspect(tr("Grant"), _grant)
    yield from (*imported_aspects(page, tr), *differing_aspects(page, tr))
    for predicate_id, outgoing in _lists(page):
        label = _relation_label(page.pages[0], predicate_id, outgoing)
        yield CompareAspect(label, partial(_relations, predicate_id=predicate_id, outgoing=outgoing))
    for label, predicate_id in _of_projects(page, tr):
        yield CompareAspect(label, partial(_projects, predicate_id=predicate_id), has_bars=not predicate_id)
    yield from (CompareAspect(short_title(ref.title), _no_country) for ref in page.unnamed)
    if page.more_unnamed:
        yield CompareAspect(tr.plural("{n} more project", "{n} more projects", page.more_unnamed), _no_country)
    for kind in StatementKind:
        if any(each.record.statements(kind) for each in page.pages):
            yield CompareAspect(_capital(wording.statement_within(kind, tr)), partial(_statements, kind=kind))
    for measure in dict.fromkeys(fact.measure for each in page.pages for fact in each.record.of_type(Quantity)):
        yield CompareAspect(_capital(measure), partial(_quantity, measure=measure))
    yield from coded_aspects(page, tr)
    if EntryKind.COUNTRY in kinds:
        yield CompareAspect(tr("Codes"), _codes, NAMES)
    yield CompareAspect(tr("Names"), _names, NAMES)


def _lists(page: ComparePage) -> dict[tuple[str, bool], None]:
    """Return the lists that the entries have or could be in, by predicate and whether the relation is outgoing."""
    found = [(group.predicate.id, group.outgoing) for each in page.pages for group in each.record.groups]
    named = [extent.predicate_id for each in page.pages for extent in each.extents]
    return dict.fromkeys((*found, *((predicate_id, False) for predicate_id in named if predicate_id is not None)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _relation_label(page: EntryPage, predicate_id: str, outgoing: bool) -> str:
    predicate = page.predicates[predicate_id]
    return _capital(predicate.label if outgoing else predicate.inverse_label)


def _cell(context: Context, own: tuple[Fact, ...], lines: tuple[Line, ...], value: object, of: str = "") -> CompareCell:
    return CompareCell(lines, value) if own else gap_cell(context, of)


def _timeframe(context: Context) -> CompareCell:
    facts = context.record.of_type(TimeframeFact)
    lines, value = context.timeframe_lines(context.record), frozenset(fact.edtf for fact in facts)
    return _cell(context, facts, lines, value, "timeframe")


def _grant(context: Context) -> CompareCell:
    facts = tuple(fact for fact in context.record.of_type(Amount) if fact.kind is AmountKind.GRANT)
    value = frozenset((fact.minor_units, fact.currency) for fact in facts)
    return _cell(context, facts, context.amount_lines(facts), value, "amount/grant")


def _relations(context: Context, predicate_id: str, outgoing: bool) -> CompareCell:
    """Return the entries at the other ends; without any, what is known: *not listed* if such lists are complete."""
    group = context.record.group(predicate_id, outgoing=outgoing)
    if group is not None:
        return _list(context, group)
    own = context.record.extents(predicate_id)
    if own:
        value = own[0].value if _says(own[0].value) else None
        return CompareCell(tuple(context.extent_line(extent) for extent in own), value)
    lists = [extent for extent in context.page.extents if extent.predicate_id == predicate_id and not outgoing]
    if lists and all(extent.value in (ExtentValue.COMPLETE, ExtentValue.NONE) for extent in lists):
        marks = tuple(context.marks.mark(extent) for extent in lists)
        return CompareCell(((Text(context.tr("not listed"), SOFT), *marks),), frozenset())
    return _cell(context, (), (), None, f"relation/{predicate_id}" if outgoing else "")


def _list(context: Context, group: RelationGroup) -> CompareCell:
    """Return a list of entries with their shares, roles and times, by which it is compared, too.

    If only its first part was read, it is compared by that and by its total.
    """
    pairs = tuple((relation, group.other_end(relation)) for relation in group.relations)
    said: dict[str, set[object]] = {id: set() for _, id in pairs}
    for relation, id in pairs:
        share = relation.share_as_given if relation.share is None else relation.share
        said[id].add((share, relation.role_as_given, relation.edtf))
    value = frozenset(Listed(id, frozenset(several)) for id, several in said.items())
    remarks = {relation.id: words for relation in group.relations if (words := _remark(context, relation))}
    line, cut = context.linked(pairs, remarks), context.cut_line(group)
    if not cut:
        return CompareCell((line,), value)
    return CompareCell((line, cut, part_line(context.tr)), value | {group.total}, is_part=True)


def _remark(context: Context, relation: Relation) -> str:
    tr, role = context.tr, relation.role_as_given
    said = tr("role as given: {role}").format(role=role) if role else ""
    return " · ".join(filter(None, (share_words(context, relation), said, relation.edtf)))


def _says(value: ExtentValue) -> bool:
    return value in (ExtentValue.COMPLETE, ExtentValue.NONE)


def _statements(context: Context, kind: StatementKind) -> CompareCell:
    facts = context.record.statements(kind)
    lines, value = tuple(map(context.statement, facts)), frozenset(fact.text for fact in facts)
    return _cell(context, facts, lines, value, f"statement/{kind}")


def _quantity(context: Context, measure: str) -> CompareCell:
    facts = tuple(fact for fact in context.record.of_type(Quantity) if fact.measure == measure)
    lines = tuple((Field(fact.id, fact.as_given), *context.marks.after(fact)) for fact in facts)
    return _cell(context, facts, lines, frozenset((fact.comparator, fact.value) for fact in facts))


def _of_projects(page: ComparePage, tr: Translate) -> Iterator[tuple[str, str]]:
    """Yield label and predicate of each row on the projects of countries; an empty predicate: their timeframe."""
    countries = [each for each in page.pages if each.record.ref.kind is EntryKind.COUNTRY and each.imported is None]
    if any(map(_project_records, countries)):
        yield tr("Timeframe"), ""
        yield tr("Grant"), "grant"
        yield tr("Funded by"), "funded-by"
        yield tr("Funding instrument"), "financed-under"
        yield tr("Project partners"), "project-partner"
        yield tr("Managed by"), "managed-by"


def _project_records(page: EntryPage) -> list[EntryRecord]:
    """Return the projects that name an entry as a beneficiary."""
    group = page.record.group(_LISTED, outgoing=False)
    ids = [group.other_end(relation) for relation in group.relations] if group else []
    return [page.related[id] for id in ids if id in page.related]


def _projects(context: Context, predicate_id: str) -> CompareCell:
    """Return what the source states of the projects of a country; of several, each is named."""
    records = _project_records(context.page)
    if not records:
        return CompareCell((context.gaps.not_stated(),), None)
    lines: list[Line] = []
    values = []
    for record in records:
        cell = _of_project(context, record, predicate_id)
        named: Line = (Text(f"{short_title(record.ref.title)}: ", SOFT),) if len(records) > 1 else ()
        lines += [(*named, *cell.lines[0]), *cell.lines[1:]]
        values.append(cell.value)
    value = frozenset(values) if any(value is not None for value in values) else None
    group = context.record.group(_LISTED, outgoing=False)
    if group is None or not (cut := context.cut_line(group)):
        return CompareCell(tuple(lines), value)
    return CompareCell((*lines, cut, part_line(context.tr)), frozenset((value, group.total)), is_part=True)


def _of_project(context: Context, record: EntryRecord, predicate_id: str) -> CompareCell:
    if not predicate_id:
        frames = record.of_type(TimeframeFact)
        return _cell(context, frames, context.timeframe_lines(record), frozenset(fact.edtf for fact in frames))
    if predicate_id == "grant":
        grants = tuple(fact for fact in record.of_type(Amount) if fact.kind is AmountKind.GRANT)
        amounts = frozenset((fact.minor_units, fact.currency) for fact in grants)
        return _cell(context, grants, context.amount_lines(grants), amounts)
    group = record.group(predicate_id, outgoing=True)
    return CompareCell((context.gaps.not_stated(),), None) if group is None else _list(context, group)


def _no_country(context: Context) -> CompareCell:
    return CompareCell(((Text(context.tr("not stated: the source names no country"), SOFT),),), None)


def _codes(context: Context) -> CompareCell:
    codes = context.record.codes
    if codes is None:
        return CompareCell((context.gaps.not_stated(),), None)
    given = tuple(filter(None, (codes.alpha2, codes.alpha3, codes.m49)))
    return CompareCell(((Text(" · ".join(given)),),), given)


def _names(context: Context) -> CompareCell:
    facts = context.record.of_type(Name)
    by_language: dict[str, list[Line]] = {}
    for fact in facts:
        by_language.setdefault(fact.language, []).append((Field(fact.id, fact.text), *context.marks.after(fact)))
    lines = tuple(
        (Text(f"{wording.language_name(language, context.tr)}: ", SOFT), *line)
        for language, several in by_language.items()
        for line in several
    )
    return _cell(context, facts, lines, frozenset(fact.text for fact in facts))
