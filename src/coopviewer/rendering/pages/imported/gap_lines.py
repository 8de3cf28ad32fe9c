"""Lines in place of a fact that an imported entry lacks: what could not be read there, or that nothing is stated."""

from collections.abc import Collection, Iterable, Iterator

from coopviewer.domain.imports.sheets import MONEY, SheetSlot
from coopviewer.domain.imports.unread import text_of_date, unread_cells, unread_elements, unread_fields, unread_slot
from coopviewer.domain.reference.pages import EntryRecord
from coopviewer.domain.reference.published_facts import FlowKind, PublishedField
from coopviewer.rendering.document.document import SOFT, Line, Text
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported.unread_words import element_words, sum_words


def gap(context: Context, slot: str, record: EntryRecord | None = None) -> tuple[Line, ...]:
    """Return the lines for a kind of fact that an entry lacks: what could not be read, or that nothing is stated.

    ``slot`` is the kind of fact, such as ``milestone/start-actual``, ``milestone`` (any date) or ``flow``. ``record``
    is a project that the page lists; None: the page's own entry. For an entry from a table, the line that nothing is
    stated names the empty columns, or says that there is no such column.
    """
    of = record or context.record
    return unread_lines(context, slot, of) or (context.gaps.nothing_stated(slot, of.ref.id),)


def unread_lines(context: Context, slot: str, record: EntryRecord) -> tuple[Line, ...]:
    """Return what an entry states of a kind of fact in a form that could not be read; empty if there is none.

    There is a line for each cell of a table and for each element of IATI, with what it says, and one line for all
    elements without a text. ``slot`` is the kind of fact, such as ``milestone/start-actual``, ``milestone`` (any date)
    or ``flow``.
    """
    tr, fields = context.tr, unread_fields(record, slot)
    others = [each for each in fields if not unread_slot(each) and not text_of_date(each)]
    others.sort(key=lambda each: each.ordinal)
    said = [(each, _element(context, record, each)) for each in others]
    quoted = [(Text(words, SOFT), *context.marks.after(each)) for each, words in said if words]
    lines = [*_cells(context, fields), *_dates(context, fields), *quoted]
    if len(quoted) < len(others):
        of_page = record is context.record
        more = tr("stated in a form that cannot be read; see Other published fields")
        lines.append((Text(more if of_page else tr("stated, but not read: see its page"), SOFT),))
    return tuple(lines)


def _element(context: Context, record: EntryRecord, field: PublishedField) -> str:
    """Return what an element of IATI says; empty if it has no text."""
    if field.label in set(FlowKind):
        return sum_words(record, field, context.page.imported, context.tr)
    return element_words(field, context.tr)


def cell_lines(context: Context, slots: Collection[str]) -> tuple[Line, ...]:
    """Return a line for each cell of the page's entry that could not be read: *not read: “spring” under “Start”*.

    The line has the cell's text, the heading of its column, and its source mark. ``slots`` are what columns hold, such
    as ``start-actual`` (SheetSlot); only cells of these columns are looked at.
    """
    return _cells(context, unread_cells(context.record, slots))


def unread_sums(context: Context, project_id: str, cells: Collection[SheetSlot] = MONEY) -> Iterator[Line]:
    """Yield a line for each sum of a project that is stated but could not be read: the source's words and its mark.

    ``cells`` are the kinds of columns that are looked at, if the project is from a table; if it is from IATI, all kinds
    of sums are. Nothing is yielded for a project that is neither the page's own entry nor one that the page lists.
    """
    tr = context.tr
    record = context.record if project_id == context.record.ref.id else context.page.related.get(project_id)
    if record is None or context.page.imported is None:
        return
    for field in unread_cells(record, cells):
        given = next((each.value for each in field.values if each.path == field.label), "")
        words = tr("not read as a sum: “{words}” under “{heading}”").format(words=given, heading=field.label)
        yield (Text(words, SOFT), *context.marks.after(field))
    for field in sorted(unread_elements(record, tuple(FlowKind)), key=lambda each: each.ordinal):
        yield (Text(sum_words(record, field, context.page.imported, tr), SOFT), *context.marks.after(field))


def _cells(context: Context, fields: Iterable[PublishedField]) -> tuple[Line, ...]:
    lines: list[Line] = []
    for fact in fields:
        if unread_slot(fact):
            value = next((each.value for each in fact.values), "")
            said = context.tr("not read: “{cell}” under “{heading}”").format(cell=value, heading=fact.label)
            lines.append((Text(said, SOFT), *context.marks.after(fact)))
    return tuple(lines)


def _dates(context: Context, fields: Iterable[PublishedField]) -> Iterator[Line]:
    for fact in fields:
        if not unread_slot(fact) and (day := text_of_date(fact)):
            yield (Text(context.tr("not read: “{text}”").format(text=day), SOFT), *context.marks.after(fact))
