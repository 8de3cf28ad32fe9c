"""Layout of who takes part in an activity by role, where it is, its sectors, and activities that only its source knows.

The last are related activities that the reference does not have.
"""

from coopviewer.domain.imports.unread import unread_fields
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Relation
from coopviewer.domain.reference.pages import RelationGroup
from coopviewer.domain.reference.published_facts import Mention, Place
from coopviewer.domain.reference.sources import Predicate
from coopviewer.rendering.document.document import (
    SOFT,
    Block,
    Field,
    Heading,
    Items,
    KeyFact,
    KeyFacts,
    Line,
    Row,
    RunIn,
    Text,
    filled,
)
from coopviewer.rendering.pages.context import Context
from coopviewer.rendering.pages.imported import activity_words as words
from coopviewer.rendering.pages.imported.dates_layout import preferred
from coopviewer.rendering.pages.imported.filled_table import filled_table
from coopviewer.rendering.pages.imported.gap_lines import gap, unread_lines
from coopviewer.rendering.pages.imported.listed_projects import share_words

REPORTED = "reported-by"
_ROLES = (
    *("funded-by", "accountable-to", "extended-by", "implemented-by", "managed-by", "project-partner"),
    *("financed-under", "takes-part-in"),
)
_WHERE, _SECTOR = "has-beneficiary", "in-sector"
_MOST_LINES = 6  # of participants in one role
SHOWN = tuple((predicate, True) for predicate in (REPORTED, *_ROLES, _WHERE, _SECTOR, "in-region"))
"""The relations that an activity's page shows in sections of their own, so that no general list repeats them.

Each is a pair of predicate and whether the relations are outgoing.
"""


def participant_blocks(context: Context) -> list[Block]:
    """Lay out who takes part in an activity, by role; empty if no participant is stated in any form.

    What could not be read as a participant is quoted under its role. A role with no participant, read or quoted, is
    *not stated* if it is funding, accountable, extending or implementing, another activity has a participant in it, and
    the table, if this activity was read from one, has a column for it; else it is left out.
    """
    tr, facts, is_said = context.tr, list[KeyFact](), False
    for predicate in _ROLES:
        group = context.record.group(predicate, outgoing=True)
        if group is not None:
            unread = unread_lines(context, f"relation/{predicate}", context.record)
            lines = (*_participants(context, group), *_cut(context, group), *unread)
            facts.append(KeyFact(_role(group.predicate, tr), lines))
            is_said = True
            continue
        slot, known = f"relation/{predicate}", context.page.predicates.get(predicate)
        is_unread = bool(unread_fields(context.record, slot))
        if known and (is_unread or (predicate in _ROLES[:4] and context.gaps.may_be_stated(slot))):
            facts.append(KeyFact(_role(known, tr), gap(context, slot)))
            is_said = is_said or is_unread
    return [Heading(2, (Text(tr("Who takes part")),), "participants"), KeyFacts(tuple(facts), 1)] if is_said else []


def _role(predicate: Predicate, tr: Translate) -> str:
    known = {
        "funded-by": tr("Funded by"),
        "accountable-to": tr("Accountable"),
        "extended-by": tr("Extended by"),
        "implemented-by": tr("Implemented by"),
        "managed-by": tr("Managed by"),
        "project-partner": tr("Partners"),
        "takes-part-in": tr("Role not known"),
    }
    return known.get(predicate.id, predicate.label[:1].upper() + predicate.label[1:])


def _participants(context: Context, group: RelationGroup) -> tuple[Line, ...]:
    """Return a line for each participant; if they are many, one line with all."""
    lines = tuple(_participant(context, each) for each in sorted(group.relations, key=lambda each: each.ordinal))
    if len(lines) <= _MOST_LINES:
        return lines
    return (tuple(part for place, line in enumerate(lines) for part in ((Text("; "),) if place else ()) + line),)


def _participant(context: Context, relation: Relation) -> Line:
    """Return a link to an organisation, with the role and the name that the source gives where they differ."""
    tr, title = context.tr, context.ref(relation.object_id).title
    more = [share_words(context, relation)]
    if relation.role_as_given:
        more.append(tr("role as given: {role}").format(role=relation.role_as_given))
    remark: Line = tuple(Text(f" · {each}", SOFT) for each in more if each)
    if relation.as_given and relation.as_given != title:
        remark = (*remark, Text(f" · {tr('as given:')} ", SOFT), Field(relation.id, relation.as_given))
    return (context.link(relation.object_id, relation), *remark, *context.marks.after(relation))


def _cut(context: Context, group: RelationGroup) -> tuple[Line, ...]:
    line = context.cut_line(group)
    return (line,) if line else ()


def where_blocks(context: Context) -> list[Block]:
    """Lay out the countries and regions of an activity with their shares, then its places.

    Countries and regions that could not be read are quoted. If there are neither read nor quoted ones, a line says that
    none is stated, but only if another activity of the reference has some.
    """
    return [*_shared_list(context, _WHERE, context.tr("Where")), *_places(context)]


def sector_blocks(context: Context) -> list[Block]:
    """Lay out the sectors of an activity with their shares under a heading, in the order of their relations.

    Sectors that could not be read are quoted below them. If there are neither read nor quoted ones, a line says that
    none is stated, but only if another activity of the reference has some; else the result is empty.
    """
    return _shared_list(context, _SECTOR, context.tr("Sectors"))


def _shared_list(context: Context, predicate: str, title: str) -> list[Block]:
    """Return a list of entries with their shares, in the source's order, under a heading, and what could not be read.

    Without any the list says that none is stated; it is empty if no other activity has some.
    """
    group, slot = context.record.group(predicate, outgoing=True), f"relation/{predicate}"
    unread = unread_lines(context, slot, context.record)
    if group is None:
        is_said = unread or context.gaps.may_be_stated(slot)
        return [Heading(2, (Text(title),), predicate), Items(unread or gap(context, slot))] if is_said else []
    by_end: dict[str, list[Relation]] = {}
    for relation in sorted(group.relations, key=lambda each: each.ordinal):
        by_end.setdefault(relation.object_id, []).append(relation)
    lines = tuple(_shared(context, several) for several in by_end.values())
    total = group.total if group.total > len(group.relations) else len(by_end)
    count = Text(f" {context.tr.number(total)}", SOFT)
    listed: Block = RunIn(lines) if predicate == _WHERE else Items(lines)
    notes = context.legal_notes(by_end)
    further: list[Block] = [Items(unread)] if unread else []
    return [Heading(2, (Text(title), count), predicate), listed, *context.cut_blocks([group]), *further, *notes]


def _shared(context: Context, several: list[Relation]) -> Line:
    """Return an entry once with its share; ``several`` are the relations to it, whose shares differ by source.

    Other names by which the source calls the entry follow its title.
    """
    first = several[0]
    ref = context.ref(first.object_id)
    line: Line = (context.link(first.object_id, first), *((Text(f" {ref.hint}", SOFT),) if ref.hint else ()))
    known = {ref.title.casefold(), ref.id.rpartition("-")[2].casefold(), ref.id.rpartition("/")[2].casefold()}
    for relation in several:
        given = relation.as_given or ""
        if given.casefold() not in {*known, ""}:
            known.add(given.casefold())
            line = (*line, Text(" "), *filled(context.tr("(as given: {})"), (Field(relation.id, given),), SOFT))
    for place, relation in enumerate(sorted(several, key=lambda each: each.preferred is None)):
        share = share_words(context, relation)
        said = context.tr(" or {share}").format(share=share) if place and share else f" {share}" if share else ""
        parts: Line = (Text(said, SOFT),) if said else ()
        line = (*line, *parts, *context.marks.after(relation), *preferred(context, relation))
    return line


def _places(context: Context) -> list[Block]:
    places, tr = context.record.of_type(Place), context.tr
    if not places:
        return []
    heading = Heading(3, (Text(tr("Places")), Text(f" {tr.number(len(places))}", SOFT)), "places")
    ordered = sorted(places, key=lambda place: place.ordinal)
    headers = (tr("Place"), tr("Coordinates"), tr("Description"))
    rows = tuple(_place_row(context, place) for place in ordered)
    return [heading, filled_table(headers, rows, (34, 28, 38))]


def _place_row(context: Context, place: Place) -> Row:
    tr = context.tr
    name: Line = (Field(place.id, place.name),) if place.name else (Text(place.as_given or tr("without a name")),)
    code = " · ".join(each for each in (place.vocabulary, place.code) if each)
    names: list[Line] = [(*name, *context.marks.after(place))]
    if code:
        names.append((Text(code, SOFT),))
    where: list[Line] = []
    if place.latitude is not None and place.longitude is not None:
        where.append((Text(f"{_degrees(place.latitude)}, {_degrees(place.longitude)}"),))
    if place.exactness:
        where.append((Text(words.coded(context.page.imported, "GeographicExactness", place.exactness, tr), SOFT),))
    said: tuple[Line, ...] = ((Field(place.id, place.description),),) if place.description else ((),)
    return Row((tuple(names), tuple(where) or ((),), said))


def _degrees(value: float) -> str:
    """Return degrees with the decimals that the file has, at most ten."""
    return f"{value:.10f}".rstrip("0").rstrip(".")


def mention_blocks(context: Context) -> list[Block]:
    """Lay out the related activities that this reference does not have, as the source names them; empty if none.

    They are in the source's order.
    """
    mentions, tr = context.record.of_type(Mention), context.tr
    if not mentions:
        return []
    lines = tuple(_mention(context, mention) for mention in sorted(mentions, key=lambda each: each.ordinal))
    title = Heading(2, (Text(tr("Related activities not in this reference")), Text(f" {tr.number(len(lines))}", SOFT)))
    return [title._replace(anchor="mentions"), Items(lines)]


def _mention(context: Context, mention: Mention) -> Line:
    label = context.page.predicates[mention.predicate_id].label
    return (Text(f"{label} ", SOFT), Field(mention.id, mention.ref), *context.marks.after(mention))
