"""Lines for what a page has no fact for: what its file says there and could not be read, or that nothing is stated."""

from collections.abc import Collection, Iterable, Iterator

from coopviewer.domain.imports.sheets import MONEY, SheetSlot
from coopviewer.domain.imports.unread import unread_cells, unread_elements, unread_fields, unread_slot
from coopviewer.domain.reference.pages import EntryRecord
from coopviewer.domain.reference.published_facts import FlowKind, PublishedField
from coopviewer.rendering.document.document import SOFT, Line, Text
from coopviewer.rendering.pages.context import Context


def gap(context: Context, slot: str, record: EntryRecord | None = None) -> tuple[Line, ...]:
    """Return what is stated and could not be read, as ``unread_lines``; if there is none, ``Gaps.nothing_stated``.

    ``slot`` is as for ``Gaps.nothing_stated``. ``record`` is a project that the page lists, None: the page's own entry.
    """
    of = record or context.record
    return unread_lines(context, slot, of) or (context.gaps.nothing_stated(slot, of.ref.id),)


def unread_lines(context: Context, slot: str, record: EntryRecord) -> tuple[Line, ...]:
    """Return what a project states of a kind of fact in a form that could not be read; empty if there is none.

    There is a line for each cell of a table, and one for all elements of IATI. ``slot`` and ``record`` are as for
    ``gap``.
    """
    fields = unread_fields(record, slot)
    lines = _cells(context, fields)
    if any(not unread_slot(each) for each in fields):
        words = (
            context.tr("stated in a form that cannot be read; see Other published fields")
            if record is context.record
            else context.tr("stated, but not read: see its page")
        )
        lines = (*lines, (Text(words, SOFT),))
    return lines


def cell_lines(context: Context, slots: Collection[str]) -> tuple[Line, ...]:
    """Return a line for each cell of some slots that could not be read: what it says, and under which heading."""
    return _cells(context, unread_cells(context.record, slots))


def unread_sums(context: Context, project_id: str, cells: Collection[SheetSlot] = MONEY) -> Iterator[Line]:
    """Yield the sums of a project that are stated but could not be read, each as given, with its mark.

    ``cells`` are the slots of the columns of a table that are looked at. Nothing for a project that is neither the
    page's own nor one that the page lists.
    """
    tr = context.tr
    record = context.record if project_id == context.record.ref.id else context.page.related.get(project_id)
    if record is None or context.page.imported is None:
        return
    for field in (*unread_cells(record, cells), *unread_elements(record, tuple(FlowKind))):
        given = next((each.value for each in field.values if each.path in (field.label, f"{field.label}/value")), "")
        words = tr("stated, but not read as a sum: {words}") if given else tr("stated, but not read as a sum")
        yield (Text(words.format(words=given), SOFT), *context.marks.after(field))


def _cells(context: Context, fields: Iterable[PublishedField]) -> tuple[Line, ...]:
    lines: list[Line] = []
    for fact in fields:
        if unread_slot(fact):
            value = next((each.value for each in fact.values), "")
            said = context.tr("not read: “{cell}” under “{heading}”").format(cell=value, heading=fact.label)
            lines.append((Text(said, SOFT), *context.marks.after(fact)))
    return tuple(lines)
