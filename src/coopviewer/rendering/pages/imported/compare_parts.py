"""The rows of a comparison that only imported entries have, that on sources that differ, and what has no row.

The rows are those of activities, and those of codes.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from coopviewer.domain.imports.unread import TABLE_SLOTS, unread_fields
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Amount, DocumentFact, Fact, TimeframeFact
from coopviewer.domain.reference.imported.contradictions import contradictions
from coopviewer.domain.reference.imported.milestones import dates_of
from coopviewer.domain.reference.pages import ComparePage
from coopviewer.domain.reference.published_facts import (
    Classification,
    Flow,
    Identifier,
    Indicator,
    Mention,
    Milestone,
    MilestoneKind,
    Place,
    PublishedField,
    Result,
)
from coopviewer.domain.reference.vocabulary import AmountKind, EntryKind
from coopviewer.rendering.document.document import SOFT, Block, Field, Line, Paragraph, Text
from coopviewer.rendering.pages.compare_table import CompareAspect, CompareCell, Listed
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported.activity_words import (
    STATUS,
    classified,
    coded,
    scheme_words,
    significance_words,
    slot_words,
)
from coopviewer.rendering.pages.imported.contradiction_layout import all_facts, found_in, sources_of, value_line
from coopviewer.rendering.pages.imported.dates_layout import date_lines, published_status, status_lines
from coopviewer.rendering.pages.imported.gap_lines import gap, unread_sums
from coopviewer.rendering.pages.imported.sum_lines import sums_heading, total_lines

_FURTHER = (MilestoneKind.ADOPTED, MilestoneKind.SIGNED, MilestoneKind.OTHER)


def imported_aspects(page: ComparePage, tr: Translate) -> Iterator[CompareAspect]:
    """Yield the rows of a comparison of imported activities: status, dates, grant (if any of them has one) and sums.

    Yields nothing if none of the compared entries is an activity, or the reference is not an imported one.
    """
    is_activity = any(each.record.ref.kind is EntryKind.PROJECT for each in page.pages)
    if page.pages[0].imported is not None and is_activity:
        yield CompareAspect(tr("Status"), _status)
        yield CompareAspect(tr("Dates"), _dates)
        records = [each.record for each in page.pages]
        if any(each.of_type(Amount) or unread_fields(each, "amount/grant") for each in records):
            yield CompareAspect(tr("Grant"), _grant)
        yield CompareAspect(sums_heading((each.imported for each in page.pages), tr), _money)


def differing_aspects(page: ComparePage, tr: Translate) -> Iterator[CompareAspect]:
    """Yield the row *Sources differ* of a comparison, if the sources of any compared entry contradict each other."""
    if any(contradictions(all_facts(each.record)) for each in page.pages):
        yield CompareAspect(tr("Sources differ"), _differing)


def coded_aspects(page: ComparePage, tr: Translate) -> Iterator[CompareAspect]:
    """Yield a row for each code list of which any of the entries has a code; the status has a row of its own."""
    facts = (fact for each in page.pages for fact in each.record.of_type(Classification))
    for scheme in dict.fromkeys(fact.scheme for fact in sorted(facts, key=_ordinal)):
        if scheme != STATUS:
            yield CompareAspect(scheme_words(scheme, tr), partial(_codes, scheme=scheme))


def compared_blocks(contexts: Sequence[Context], tr: Translate, *, is_different: bool) -> list[Block]:
    """Lay out that nothing differs, unless a row ``is_different``, and what the entries have that is not compared."""
    blocks: list[Block] = []
    left_out = tr.listed(_uncompared(contexts, tr))
    if not is_different:
        all_compared = tr("Nothing that is stated for these entries differs.")
        blocks.append(Paragraph((Text(tr("Nothing that is compared differs.") if left_out else all_compared),)))
    if left_out:
        told = tr("Not compared: {kinds}. See the page of each entry.").format(kinds=left_out)
        blocks.append(Paragraph((Text(told, SOFT),)))
    return blocks


def _uncompared(contexts: Sequence[Context], tr: Translate) -> Iterable[str]:
    """Return what the pages of the entries show that has no row, such as *results*, whether or not it differs."""
    pages = [each.page for each in contexts]
    facts = [fact for each in pages for fact in each.record.facts]

    def has(*kinds: type[Fact]) -> bool:
        return any(isinstance(fact, kinds) for fact in facts)

    of_tables = all(each.gaps.is_of_table for each in contexts)
    shown = {
        tr("identifiers"): has(Identifier),
        tr("further dates"): any(isinstance(fact, Milestone) and fact.kind in _FURTHER for fact in facts),
        tr("places"): has(Place),
        tr("single sums"): has(Flow),
        tr("overall funding"): any(isinstance(fact, Amount) and fact.kind is not AmountKind.GRANT for fact in facts),
        tr("grants of projects"): any(each.record.paid for each in pages),
        tr("sums that name the entry"): any(each.imported and each.imported.naming.total for each in pages),
        tr("results"): has(Result, Indicator),
        tr("documents"): has(DocumentFact),
        tr("related activities not in this reference"): has(Mention),
        tr("other columns of the table") if of_tables else tr("other published fields"): has(PublishedField),
    }
    return (label for label, is_shown in shown.items() if is_shown)


def gap_cell(context: Context, slot: str, lines: tuple[Line, ...] = ()) -> CompareCell:
    """Return the cell of a comparison for a kind of fact that the entry of ``context`` does not have.

    It shows ``lines``; if there are none, what the source states there in a form that could not be read, or else that
    nothing is stated. ``slot`` is the kind of fact, such as ``milestone/start-actual``, ``milestone`` (any date) or
    ``flow``.

    The cell's value, by which cells are compared, is what could not be read; None if nothing is.
    """
    fields = unread_fields(context.record, slot)
    return CompareCell(lines or gap(context, slot), tuple(each.values for each in fields) or None)


def _status(context: Context) -> CompareCell:
    """Return the status; published ones are compared by their codes, and by what the dates say of them."""
    lines, codes = status_lines(context, context.record), [fact.code for fact in published_status(context.record)]
    value = (frozenset(codes), lines[len(codes) :])
    return CompareCell(lines, value) if codes else gap_cell(context, "classification/ActivityStatus", lines)


def _codes(context: Context, scheme: str) -> CompareCell:
    """Return the codes of one list, each with its significance, by which they are compared, too.

    Words of the source, which may be in several languages, are shown and compared only where the list has none.
    """
    facts = sorted((each for each in context.record.of_type(Classification) if each.scheme == scheme), key=_ordinal)
    if not facts:
        return gap_cell(context, f"classification/{scheme}")
    parts, tr, lines, value = context.page.imported, context.tr, list[Line](), set[Listed]()
    for fact in facts:
        said, more = coded(parts, fact.scheme, fact.code, tr), significance_words(parts, fact, tr)
        said = classified(parts, fact, tr) if said == fact.code else said
        remark: Line = (Text(f" · {more}", SOFT),) if more else ()
        lines.append((Field(fact.id, said), *remark, *context.marks.after(fact)))
        value.add(Listed(said, (fact.code, fact.significance)))
    return CompareCell(tuple(lines), frozenset(value))


def _ordinal(fact: Classification) -> int:
    return fact.ordinal


def _dates(context: Context) -> CompareCell:
    dates = dates_of(context.record.facts)
    frames = frozenset(fact.edtf for fact in context.record.of_type(TimeframeFact))
    value = (dates.actual, dates.planned) if dates.actual or dates.planned else frames or None
    return CompareCell(date_lines(context, context.record), value) if value else gap_cell(context, "milestone")


def _grant(context: Context) -> CompareCell:
    grants = context.record.of_type(Amount)
    if not grants:
        return gap_cell(context, "amount/grant")
    return CompareCell(context.amount_lines(grants), frozenset((each.minor_units, each.currency) for each in grants))


def _money(context: Context) -> CompareCell:
    parts, entry_id = context.page.imported, context.record.ref.id
    totals = parts.totals.get(entry_id) if parts else None
    lines = total_lines(context, entry_id) if totals else tuple(unread_sums(context, entry_id, TABLE_SLOTS["flow"]))
    return CompareCell(lines, totals) if totals else gap_cell(context, "flow", lines)


def _differing(context: Context) -> CompareCell:
    """Return each value of each contradiction with its source and date."""
    lines: list[Line] = []
    for found in found_in(context.record):
        lines.append((Text(slot_words(found, context.tr), SOFT),))
        for fact in found.facts:
            where = sources_of(fact, context.page.lookup, context.page.imported, context.tr)
            sources = tuple(part for source, day in where for part in (Text(" · "), *source, Text(" "), *day))
            value = value_line(fact, context.page.imported, context.tr)
            lines.append((*value, *context.marks.after(fact), *sources))
    none = ((Text(context.tr("none"), SOFT),),)
    return CompareCell(tuple(lines) or none, tuple(lines) or None)
