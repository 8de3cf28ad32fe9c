"""Writes names that a file states, but an activity's standard elements do not, into an element ``coop:otherwise``."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from coopviewer.domain.reference.activities import WholeProject
from coopviewer.domain.reference.facts import Fact, Relation
from coopviewer.domain.reference.published_facts import (
    Classification,
    Flow,
    Identifier,
    IdentifierScheme,
    PublishedField,
)
from coopviewer.exchange.iati import description, participants
from coopviewer.exchange.iati.choices import IatiChoices
from coopviewer.exchange.iati.elements import LANGUAGE, child, element, narrative, own
from coopviewer.exchange.iati.money import money
from coopviewer.exchange.iati.notes import NoteCollector
from coopviewer.exchange.iati.own_facts import is_of_element, places_of, take_marks
from coopviewer.exchange.iati.published import add_published

_LONGEST = 20  # lines of the element of a sum
_ROLES = ("reporting-org", "participating-org")
_NAMING = frozenset(
    (
        *_ROLES,
        *("other-identifier", "recipient-country", "recipient-region", "sector", "planned-disbursement", "transaction"),
    )
)


def otherwise(
    activity: WholeProject, sources: Iterable[str], unsaid: Collection[str], written: str | None
) -> Iterator[Element]:
    """Yield an element ``coop:otherwise`` for each file of which the activity's standard elements do not say all names.

    It contains elements of the standard as that file has them, with the file's language and reporter, but only those
    that name countries, regions, sectors or organisations. From them a later import gets other names of these, types of
    organisations, and the reporters of lists of sectors. Of a file in the language ``written`` it has only those that
    state a fact of ``unsaid`` which no earlier element ``coop:otherwise`` has, or have a published field of ``unsaid``,
    or name an organisation of which not all files leave the same to published fields. Of a file in another language it
    has all of them, since their names are in that language.

    ``sources`` are the ids of the files that state the activity; ``unsaid`` are the ids of the facts that no element
    says in full; ``written`` is the default language of the activity's element, None: it has none.
    """
    uneven = _named_unevenly(activity)
    taken: set[str] = set()
    for source in sources:
        language = _language(activity, source)
        named = [each for each in (*activity.facts, *activity.relations) if _is_naming(each) and _cites(each, source)]
        fields = [each for each in activity.of_type(PublishedField) if _cites(each, source)]
        places = {place for field in fields if field.id in unsaid for place in places_of(field)}
        if language == written:
            named = [
                each
                for each in named
                if (each.id in unsaid and each.id not in taken)
                or each.id in uneven
                or not places.isdisjoint(places_of(each))
            ]
        taken.update(each.id for each in named)
        if named:
            yield _of_file(activity, source, language or "und", named, fields)


def _named_unevenly(activity: WholeProject) -> set[str]:
    """Return the ids of the relations to organisations of which not all files leave the same to published fields.

    Whether an import does so depends on all ways in which elements name the organisation.
    """
    fields: dict[str, set[str]] = {}
    for field in activity.of_type(PublishedField):
        for place in places_of(field) if field.label in _ROLES else ():
            fields.setdefault(place, set()).add(field.id)
    found = set()
    for relation in activity.relations if fields else ():
        ways = {frozenset(fields.get(place, ())) for place in places_of(relation)}
        if len(ways) > 1:
            found.add(relation.id)
    return found


def _language(activity: WholeProject, source: str) -> str | None:
    """Return the default language of an activity in a file; None: it has none."""
    codes = (each for each in activity.of_type(Classification) if each.scheme == "Language")
    return next((each.code for each in codes if _cites(each, source)), None)


def _cites(fact: Fact, source: str) -> bool:
    return any(citation.source_id == source for citation in fact.citations)


def _is_naming(fact: Fact) -> bool:
    return is_of_element(fact) and isinstance(fact, Relation | Flow | Identifier)


def _of_file(
    activity: WholeProject, source: str, language: str, named: Iterable[Fact], fields: Sequence[PublishedField]
) -> Element:
    ids = {each.id for each in named}
    reporters = [each for each in activity.related_by(description.REPORTED_BY) if _cites(each, source)]
    ids.update(each.id for each in reporters)
    only = activity._replace(
        facts=(*(each for each in activity.facts if each.id in ids), *fields),
        relations=tuple(each for each in activity.relations if each.id in ids),
    )
    elements = [each for each in _elements(only) if each.tag in _NAMING]
    made = element(own("otherwise"))
    made.set(LANGUAGE, language)
    made.extend(elements)
    add_published(made, fields, take_marks(elements).places)
    made[:] = elements
    for each in elements:
        each.attrib.pop(own("fact"), None)
    return made


def _elements(activity: WholeProject) -> Iterator[Element]:
    choices, quiet = IatiChoices(), NoteCollector()
    for relation in activity.related_by(description.REPORTED_BY):
        yield description.reporter(activity._replace(relations=(relation,)), choices)
    yield from participants.participants(activity, choices, quiet)
    for identifier in activity.of_type(Identifier):
        if identifier.scheme is not IdentifierScheme.IATI:
            yield description.other_identifier(activity, identifier)
    yield from participants.beneficiaries(activity, choices, quiet)
    yield from participants.sectors(activity, choices, quiet)
    yield from money(activity, quiet)


def named_beside(activity: WholeProject, made: Element) -> Iterator[Element]:
    """Yield an element ``coop:otherwise`` with names and types of payers, receivers and owners of identifiers.

    An organisation with a role may be among them. Nothing is yielded if there are none to write. Which sum has which
    name or type is not known, so the elements of sums do not have them; from ``coop:otherwise`` an import adds them to
    the organisation's entry again. A name or type is left out if an element in ``made``, the activity's element, says
    it of the organisation already, if a file states it with a role (``GivenName.place``), or if its line is not within
    this activity. Organisations without an identifier are left out.
    """
    language = activity.default_language()
    lines = _lines(activity)
    named = [body for flow in activity.of_type(Flow) for body in (flow.from_id, flow.to_id)]
    named += [identifier.owner_id for identifier in activity.of_type(Identifier)]
    by_ref: defaultdict[str | None, list[Element]] = defaultdict(list)
    for each in made.iter():
        by_ref[each.get("ref")].append(each)
    found = element(own("otherwise"))
    found.set(LANGUAGE, "und")
    for body_id in dict.fromkeys(body for body in named if body is not None and body in activity.identifiers):
        ref = activity.identifiers[body_id]
        elements = by_ref[ref]
        texts = [text for each in elements for text in each.iter("narrative")]
        said = {(text.text, text.get(LANGUAGE) or language or "und") for text in texts}
        said |= {name[:2] for name in activity.names.get(body_id, ()) if name.place is not None}
        kinds = {each.get("type") for each in elements}
        kinds |= {kind.code for kind in activity.types.get(body_id, ()) if kind.place is not None}
        for name in activity.names.get(body_id, ()):
            if name[:2] not in said and name.line in lines.get(name.source_id, ()):
                narrative(child(found, "provider-org", ref=ref), name.text, name.language)
                said.add(name[:2])
        for kind in activity.types.get(body_id, ()):
            if kind.code not in kinds and kind.line in lines.get(kind.source_id, ()):
                kinds.add(child(found, "provider-org", ref=ref, type=kind.code).get("type"))
    if len(found):
        yield found


def _lines(activity: WholeProject) -> dict[str, range]:
    """Return the lines of each source from which facts were read, and some after them for the rest of the last one."""
    lines: dict[str, list[int]] = {}
    for fact in (*activity.facts, *activity.relations):
        for each in fact.citations:
            if each.line is not None:
                lines.setdefault(each.source_id, []).append(each.line)
    return {source: range(min(several), max(several) + _LONGEST) for source, several in lines.items()}
