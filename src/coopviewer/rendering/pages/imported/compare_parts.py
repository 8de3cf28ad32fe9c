"""The rows of a comparison that only imported activities have, and the row on sources that contradict each other."""

from collections.abc import Iterator

from coopviewer.domain.imports.unread import TABLE_SLOTS, unread_fields
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Amount, TimeframeFact
from coopviewer.domain.reference.imported.contradictions import contradictions
from coopviewer.domain.reference.imported.milestones import dates_of
from coopviewer.domain.reference.pages import ComparePage
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.document.document import SOFT, Line, Text
from coopviewer.rendering.pages.compare_table import CompareAspect, CompareCell
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported.activity_words import slot_words
from coopviewer.rendering.pages.imported.contradiction_layout import all_facts, found_in, sources_of, value_line
from coopviewer.rendering.pages.imported.dates_layout import date_lines, published_status, status_lines
from coopviewer.rendering.pages.imported.gap_lines import gap, unread_sums
from coopviewer.rendering.pages.imported.sum_lines import sums_heading, total_lines


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
    lines = status_lines(context, context.record)
    value = frozenset(fact.code for fact in published_status(context.record))
    return CompareCell(lines, value) if value else gap_cell(context, "classification/ActivityStatus", lines)


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
