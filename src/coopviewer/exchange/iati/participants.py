"""Writes as IATI elements who takes part in an activity, where it is, and in which sectors."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element

from coopviewer.domain.reference.activities import WholeProject
from coopviewer.domain.reference.facts import Relation
from coopviewer.domain.reference.published_facts import PublishedField
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.exchange.iati.choices import CountrySplit, IatiChoices
from coopviewer.exchange.iati.elements import element, narrative, own
from coopviewer.exchange.iati.notes import NoteCollector
from coopviewer.exchange.iati.own_facts import is_of_element, mark, places_of

# codes of the list OrganisationRole
_ROLES = {"funded-by": "1", "accountable-to": "2", "extended-by": "3", "implemented-by": "4"}
_NEAREST_ROLES = {"managed-by": "3", "project-partner": "4", "takes-part-in": "4"}
_OWN_VOCABULARY = "99"
_LISTED_SECTORS = ("1", "2")
_SHARE_DECIMALS = 4  # a share is in millionths of the whole, a percentage in hundredths of it


def participants(activity: WholeProject, choices: IatiChoices, notes: NoteCollector) -> Iterator[Element]:
    """Yield the participating organisations in the order of ``activity.relations``; nothing if there are none.

    Roles unknown to the standard, such as ``managed-by``, are noted. They are written as the nearest ones if
    ``choices.roles_as_held``, else left out. Participants that are no organisations, such as countries, are left out.
    """
    for relation in activity.relations:
        role = _ROLES.get(relation.predicate_id)
        if role is None and relation.predicate_id in _NEAREST_ROLES:
            notes.add("role-as-held" if choices.roles_as_held else "role-left-out", _words(activity, relation))
            role = _NEAREST_ROLES[relation.predicate_id] if choices.roles_as_held else None
        if role is None or activity.refs[relation.object_id].kind is not EntryKind.ORGANISATION:
            continue
        ref, kind = activity.identifiers.get(relation.object_id), activity.type_at(relation)
        made = element("participating-org", ref=ref, type=kind, role=role)
        if relation.predicate_id in _NEAREST_ROLES:
            made.set(own("role-as-held"), relation.role_as_given or relation.predicate_id)
        add_names(made, activity, relation)
        yield mark(made, relation, is_exact=relation.predicate_id in _ROLES)


def add_names(of: Element, activity: WholeProject, relation: Relation) -> None:
    """Append the names of the organisation that a relation leads to, each as a ``narrative`` element.

    First comes the name that the source gives with the relation, or else the title of the organisation's entry; then
    the other names that ``names_at`` yields for the relation, without those that a published field keeps. The first has
    a language only if that is known and not the default of the activity. The title gets the program's own attribute
    ``coop:computed`` if the relation was read from an element without a name.
    """
    title = activity.refs[relation.object_id].title
    name = relation.as_given
    made = narrative(of, name or title, activity.language_of(relation.object_id, name))
    if relation.as_given is None and is_of_element(relation):
        made.set(own("computed"), "true")
    left = {text for path, text in published_at(activity, relation) if not path.endswith("@xml:lang")}
    for further, text in activity.names_at(relation):
        if text not in left:
            narrative(of, text, further)


def published_at(activity: WholeProject, relation: Relation) -> Iterator[tuple[str, str]]:
    """Yield path and text of what an import kept as published fields of the elements from which it read a relation.

    An example: ``("reporting-org/@type", "40")``. The path begins with the element's name. The pairs come in the order
    of the activity's facts; nothing for a relation that was not imported.
    """
    places = set(places_of(relation))
    for field in activity.of_type(PublishedField):
        if places.intersection(places_of(field)):
            yield from ((value.path, value.value) for value in field.values)


def beneficiaries(activity: WholeProject, choices: IatiChoices, notes: NoteCollector) -> Iterator[Element]:
    """Yield the recipient countries as elements, then the recipient regions, each in the order of their relations.

    If there are several and none has a percentage, they are written as ``choices.split`` says. Two things are noted:
    how many of several recipients have no percentage, and each country that is left out because the reference has no
    code for it. Recipients that are neither countries nor regions are left out without a note.
    """
    relations = activity.related_by("has-beneficiary")
    countries = list(_with_codes(activity, relations, notes))
    regions = [each for each in relations if activity.refs[each.object_id].kind is EntryKind.REGION]
    named = {each.object_id for each in relations}
    without = len(named - {each.object_id for each in relations if each.share is not None})
    if len(named) > 1 and without:
        notes.add("no-shares", str(without))
    if without == len(named) > 1:
        if choices.split is CountrySplit.REGION and countries:
            yield _as_region(activity, countries)
            countries = []
        elif choices.split is CountrySplit.EQUAL:
            yield from _in_equal_parts(activity, [*countries, *regions])
            return
    for relation in (*countries, *regions):
        made = _place(activity, relation, _percentage(relation))
        yield mark(made, relation, is_exact=_says_share(relation) and made.get("vocabulary") != _OWN_VOCABULARY)


def sectors(activity: WholeProject, choices: IatiChoices, notes: NoteCollector) -> Iterator[Element]:
    """Yield the sectors as elements, in the source's order.

    If there is none, this is noted and nothing is yielded: none is guessed.
    """
    relations = activity.related_by("in-sector")
    for relation in relations:
        vocabulary, in_id = _sector_code(relation.object_id)
        code = activity.identifiers.get(relation.object_id, in_id)
        made = element("sector", code=code, vocabulary=vocabulary, percentage=_percentage(relation))
        _name(made, activity, relation)
        # a sector of a list of the reporter's own is another one if someone else reports
        is_own = (
            relation.object_id in activity.identifiers and not choices.reporter and _is_reported(activity, relation)
        )
        is_exact = _says_share(relation) and (vocabulary in _LISTED_SECTORS or is_own)
        yield mark(made, relation, is_exact=is_exact)
    if not relations:
        notes.add("no-sector-read" if activity.has_published("sector") else "no-sector")


def _is_reported(activity: WholeProject, relation: Relation) -> bool:
    """Return whether each file that states a relation names the reporter that the activity has in the end."""
    reporters = activity.related_by("reported-by")[:1]
    named = {citation.source_id for each in reporters for citation in each.citations}
    return not reporters or named.issuperset(citation.source_id for citation in relation.citations)


def _sector_code(theme_id: str) -> tuple[str, str]:
    """Return vocabulary and code of a sector from its id, such as ``theme/dac-15136``."""
    slug = theme_id.partition("/")[2]
    head, _, code = slug.partition("-")
    if head == "dac":
        return "1", code
    if head == "dac3":
        return "2", code
    return (head[1:], code) if head[1:].isdigit() and head[0] == "v" else (_OWN_VOCABULARY, slug)


def _place(activity: WholeProject, relation: Relation, percentage: str | None) -> Element:
    ref = activity.refs[relation.object_id]
    if ref.kind is EntryKind.COUNTRY:
        made = element("recipient-country", code=activity.codes[ref.id].alpha2, percentage=percentage)
    else:
        vocabulary, code = _region_code(ref.id)
        made = element("recipient-region", code=code, vocabulary=vocabulary, percentage=percentage)
    _name(made, activity, relation)
    return made


def _name(of: Element, activity: WholeProject, relation: Relation) -> None:
    """Append the name of a relation's other end: the source's, or its title; none if the source gave only a code."""
    if relation.as_given is not None or not is_of_element(relation):
        narrative(of, relation.as_given or activity.refs[relation.object_id].title)


def _region_code(region_id: str) -> tuple[str, str]:
    slug = region_id.partition("/")[2]
    head, _, code = slug.partition("-")
    return {"dac": ("1", code), "m49": ("2", code)}.get(head, (_OWN_VOCABULARY, slug))


def _with_codes(activity: WholeProject, relations: Iterable[Relation], notes: NoteCollector) -> Iterator[Relation]:
    """Yield the relations with countries whose codes are known, as in any reference without faults; note the others."""
    for relation in relations:
        ref = activity.refs[relation.object_id]
        if ref.kind is EntryKind.COUNTRY and ref.id in activity.codes:
            yield relation
        elif ref.kind is EntryKind.COUNTRY:
            notes.add("country-without-code", ref.title)


def _as_region(activity: WholeProject, countries: Sequence[Relation]) -> Element:
    made = element("recipient-region", code="998", vocabulary="1")  # 998: developing countries, unspecified
    made.set(own("computed"), "true")
    narrative(made, ", ".join(each.as_given or activity.refs[each.object_id].title for each in countries))
    return made


def _in_equal_parts(activity: WholeProject, relations: Sequence[Relation]) -> Iterator[Element]:
    """Yield the places with equal percentages, the last of which makes up what rounding leaves; nothing for none."""
    if not relations:
        return
    part = (Decimal(100) / len(relations)).quantize(Decimal("0.01"))
    for relation in relations:
        last = relation is relations[-1]
        share = 100 - part * (len(relations) - 1) if last else part
        made = _place(activity, relation, str(share))
        made.set(own("computed"), "true")
        yield mark(made, relation, is_exact=False)


def _says_share(relation: Relation) -> bool:
    """Return whether the source writes a share just as it is written here, or writes none."""
    return relation.share_as_given in (None, _percentage(relation))


def _percentage(relation: Relation) -> str | None:
    if relation.share is None:
        return None
    return f"{Decimal(relation.share).scaleb(-_SHARE_DECIMALS).normalize():f}"


def _words(activity: WholeProject, relation: Relation) -> str:
    return relation.as_given or activity.refs[relation.object_id].title
