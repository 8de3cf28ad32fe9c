"""Lists of annotations as tables, a row for each annotation."""

from collections.abc import Iterable, Iterator, Mapping

from coopviewer.domain.annotations.annotation import Annotation, AnnotationStatus, Colour, Motivation
from coopviewer.domain.annotations.edits import join_tags
from coopviewer.domain.annotations.exchange import EntryNames
from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.exchange.tables.json_rows import table_records
from coopviewer.exchange.tables.saved_list import ListedTable
from coopviewer.exchange.tables.table import DataTable, TableField
from coopviewer.rendering.words.annotation_words import anchor_words, colour_word, motivation_word, status_word


def annotation_table(annotations: Iterable[Annotation], names: EntryNames, total: int, tr: Translate) -> ListedTable:
    """Return annotations, in their order, both as a table with a row for each and as records with the same texts.

    ``annotations`` are read while either the table or the records are written, so only one of the two can be written.
    ``total`` is the number of annotations, which is known before they are read. ``names`` has the titles of the
    annotated entries, and legal notes on some of them (such as on the status of a country), which come into ``about``
    of the table.
    """
    about = tuple((tr("Legal note"), f"{title}: {note}") for title, note in names.legal_notes.items())
    rows = (_texts(each, names, tr) for each in annotations)
    title = tr("Annotations")
    table = DataTable("annotations", title, _fields(tr), rows, total, ((tr("List"), title), *about), ("uuid",))
    return ListedTable(table, _records(table))


def _records(table: DataTable) -> Iterator[Mapping[str, object]]:
    yield from table_records(table)


def _fields(tr: Translate) -> tuple[TableField, ...]:
    kinds = tuple((str(each), motivation_word(each, tr)) for each in Motivation)
    colours = tuple((str(each), colour_word(each, tr)) for each in Colour)
    statuses = tuple((str(each), status_word(each, tr)) for each in AnnotationStatus)
    return (  # first what a reader looks for, then what programs do
        TableField("entry", tr("Entry"), tr("The title of the entry; empty if this edition does not have it.")),
        TableField("kind", tr("Kind"), tr("The kind of the annotation."), values=kinds),
        TableField("quotation", tr("Quotation"), tr("The text that the annotation is on; empty for the whole entry.")),
        TableField("note", tr("Note"), tr("The text of the note.")),
        TableField("tags", tr("Tags"), tr("The tags, separated by commas.")),
        TableField("colour", tr("Colour"), tr("The colour of the highlight."), values=colours),
        TableField("status", tr("Status"), tr("How far the author has verified it."), values=statuses),
        TableField("target", tr("Link to"), tr("The title of the entry that a link leads to.")),
        TableField("author", tr("Author"), tr("The name of the author.")),
        TableField("created", tr("Created"), tr("When it was made: date and time in UTC (ISO 8601).")),
        TableField("changed", tr("Changed"), tr("When it was last changed: date and time in UTC (ISO 8601).")),
        TableField("uuid", tr("Key"), tr("The key of the annotation; it stays the same in every file.")),
        TableField("entry-id", tr("Entry, id"), tr("The id of the entry or source that the annotation is on.")),
        TableField("address", tr("Address"), tr("The address of the entry in coopviewer.")),
        TableField("target-id", tr("Link to, id"), tr("The id of the entry that a link leads to.")),
        TableField("fact-id", tr("Fact, id"), tr("The id of the fact whose text is quoted.")),
        TableField("edition", tr("Edition"), tr("The edition in which the quotation was found last.")),
        TableField("place", tr("Place"), tr("What became of the quotation in that edition, if it changed.")),
    )


def _texts(each: Annotation, names: EntryNames, tr: Translate) -> tuple[str, ...]:
    anchor, target = each.anchor, each.target_entry_id or ""
    return (
        names.title(each.dataset, each.entry_id) or "",
        motivation_word(each.motivation, tr),
        each.quotation,
        each.body,
        join_tags(each.tags),
        colour_word(each.colour, tr) if each.colour else "",
        status_word(each.status, tr) if each.status else "",
        (names.title(each.dataset, target) or "") if target else "",
        each.creator.name,
        each.created.isoformat(timespec="seconds"),
        each.modified.isoformat(timespec="seconds"),
        each.uuid,
        each.entry_id,
        f"{SCHEME}{each.entry_id}",
        target,
        anchor.selector.fact_id if anchor else "",
        anchor.edition if anchor else "",
        anchor_words(anchor, tr),
    )
