"""Layout of codes, identifiers, and fields of the source that no other part of the page shows."""

from coopviewer.domain.reference.facts import DocumentFact
from coopviewer.domain.reference.published_facts import Classification, Identifier, IdentifierScheme, PublishedField
from coopviewer.rendering.document import link_schemes as schemes
from coopviewer.rendering.document.document import (
    SOFT,
    STRONG,
    Block,
    Field,
    Fold,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Paragraph,
    Text,
)
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported import activity_words as words
from coopviewer.rendering.pages.imported.dates_layout import named_code

_FEW = 6  # fields that are never folded
_ADDRESS = "document-link/@url"
_NOT_TARGETED = "0"  # the significance of a policy marker


def identifier_line(context: Context) -> Line:
    """Return a line of all identifiers of the entry, each with label, owner and source mark; empty if it has none.

    The identifiers of IATI (of activities and organisations) come first.
    """
    line: Line = ()
    first = (IdentifierScheme.IATI, IdentifierScheme.ORG_ID)
    for fact in sorted(context.record.of_type(Identifier), key=lambda each: each.scheme not in first):
        label = _identifier_label(context, fact)
        separator: Line = (Text(" · "),) if line else ()
        owner: Line = (Text(" ("), context.link(fact.owner_id), Text(")")) if fact.owner_id else ()
        parts = (Text(f"{label}: ", SOFT), Field(fact.id, fact.value), *owner, *context.marks.after(fact))
        line = (*line, *separator, *parts)
    return line


def _identifier_label(context: Context, fact: Identifier) -> str:
    tr = context.tr
    if fact.type:
        return words.coded(context.page.imported, "OtherIdentifierType", fact.type, tr)
    return {
        IdentifierScheme.IATI: tr("Identifier"),
        IdentifierScheme.OTHER: tr("Other identifier"),
        IdentifierScheme.LOCAL: tr("Local identifier"),
        IdentifierScheme.ORG_ID: tr("Identifier"),
    }[fact.scheme]


def classification_blocks(context: Context) -> list[Block]:
    """Lay out the codes of an entry by code list, without the code of its status; empty if there are no others.

    Policy markers that are *not targeted* share one line.
    """
    tr = context.tr
    by_scheme: dict[str, list[Classification]] = {}
    found = sorted(context.record.of_type(Classification), key=lambda fact: fact.ordinal)
    for fact in found:
        if fact.scheme != words.STATUS:
            by_scheme.setdefault(fact.scheme, []).append(fact)
    if not by_scheme:
        return []
    facts = tuple(
        KeyFact(words.scheme_words(scheme, tr), tuple(_lines(context, several)))
        for scheme, several in by_scheme.items()
    )
    return [Heading(2, (Text(tr("Classifications")),), "classifications"), KeyFacts(facts, columns=1)]


def _lines(context: Context, several: list[Classification]) -> list[Line]:
    tr = context.tr
    is_marker = several[0].scheme.startswith("PolicyMarker")
    aside = [fact for fact in several if is_marker and fact.significance == _NOT_TARGETED]
    lines = [_line(context, fact) for fact in several if fact not in aside]
    if aside:
        line: Line = (Text(f"{tr('Not targeted:')} ", SOFT),)
        for place, fact in enumerate(aside):
            separator: Line = (Text(", "),) if place else ()
            line = (*line, *separator, *named_code(context, fact), *context.marks.after(fact))
        lines.append(line)
    return lines


def _line(context: Context, fact: Classification) -> Line:
    more = words.significance_words(context.page.imported, fact, context.tr)
    remark: Line = (Text(f" · {more}", SOFT),) if more else ()
    return (*named_code(context, fact), *remark, *context.marks.after(fact))


def published_blocks(context: Context) -> list[Block]:
    """Lay out the fields of the source that were kept as they are, since no other kind of fact fits them, in its order.

    If there are more than six, all are in a fold with the key ``link_schemes.PUBLISHED``. Only the first
    ``context.most_rows`` are shown (None: all), and a line says how many more there are. Empty without fields.
    """
    fields = sorted(context.record.of_type(PublishedField), key=lambda each: each.ordinal)
    if not fields:
        return []
    tr, is_long = context.tr, len(fields) > _FEW
    unfolded = not is_long or schemes.PUBLISHED in context.unfolded
    count = Text(f" {tr.number(len(fields))}", SOFT)
    title = tr("Other columns of the table") if context.gaps.is_of_table else tr("Other published fields")
    blocks: list[Block] = [Heading(2, (Text(title), count), "published")]
    if is_long:
        words_of_fold = tr.plural("{n} field that no other part has", "{n} fields that no other part has", len(fields))
        if context.gaps.is_of_table:
            words_of_fold = tr.plural("{n} column", "{n} columns", len(fields))
        blocks.append(Paragraph((Fold(words_of_fold, schemes.PUBLISHED, unfolded),)))
    if unfolded:
        blocks += [block for field in fields[: context.most_rows] for block in _field(context, field)]
        blocks += _left_out(context, len(fields))
    return blocks


def _left_out(context: Context, fields: int) -> list[Block]:
    """Return the line on how many of the fields a brief leaves out; empty if it has all of them."""
    left = fields - context.most_rows if context.most_rows is not None else 0
    if left <= 0:
        return []
    more = context.tr.plural("and {n} more field on its page", "and {n} more fields on its page", left)
    return [Paragraph((Text(more, SOFT),))]


def address_as_published(context: Context, document: DocumentFact) -> str:
    """Return what the source gives as the address of a document although it is no web address, such as ``see annex``.

    It was kept as a PublishedField. Empty if there is none.
    """
    places = {(each.source_id, each.line, each.place) for each in document.citations}
    for field in context.record.of_type(PublishedField):
        if places.isdisjoint((each.source_id, each.line, each.place) for each in field.citations):
            continue
        for value in field.values:
            if value.path == _ADDRESS:
                return value.value
    return ""


def _field(context: Context, field: PublishedField) -> list[Block]:
    title = Paragraph((Text(field.label, STRONG), *context.marks.after(field)), "entry")
    nothing = Text(context.tr("empty"), SOFT)
    lines = tuple(
        (
            *((Text(f"{value.path}: ", SOFT),) if value.path != field.label else ()),
            Field(field.id, value.value) if value.value else nothing,
        )
        for value in field.values
    )
    return [title, Items(lines)] if lines else [title]
