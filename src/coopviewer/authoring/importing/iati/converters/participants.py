"""Converts the organisations of an activity into facts: who reports it, who has which role, and its identifiers."""

from coopviewer.authoring.importing.iati.converters.conversion import Conversion
from coopviewer.authoring.importing.iati.directory import Told
from coopviewer.authoring.importing.iati.elements import Element
from coopviewer.authoring.importing.iati.keys import fact_key
from coopviewer.authoring.importing.iati.parties import Party, owner_of, party_of
from coopviewer.authoring.importing.iati.versions import FALSE, ROLES, STANDARD_ROLES, TRUE, UNKNOWN_ROLE
from coopviewer.domain.reference.facts import Relation
from coopviewer.domain.reference.imports import ImportSeverity
from coopviewer.domain.reference.published_facts import Classification, Identifier, IdentifierScheme

_ALL_TOLD = Told(names=True, language=True, type=True)


def convert_reporter(element: Element, conversion: Conversion) -> None:
    """Convert ``reporting-org`` to a relation if it names an organisation, and its flag to a classification.

    The flag, ``secondary-reporter``, says whether the reporter only passes on what others report.
    """
    _relate(element, conversion, "reported-by", None)
    if flag := element.get("secondary-reporter"):
        conversion.add(
            Classification,
            "secondary-reporter",
            element,
            scheme="SecondaryReporter",
            code="1" if flag in TRUE else "0" if flag in FALSE else flag,
            ordinal=1,
            as_given=flag,
        )
        element.used("secondary-reporter")


def convert_participant(element: Element, conversion: Conversion) -> None:
    """Convert ``participating-org`` to the relation of its role, such as ``funded-by``, else to ``takes-part-in``.

    An element that names no organisation stays a published field. A further element for the same organisation and role
    only adds a citation to the relation; if it names the organisation otherwise, or gives it another type, it stays a
    published field too.
    """
    given = element.get("role")
    predicate = ROLES.get(given.lower(), UNKNOWN_ROLE) if given else UNKNOWN_ROLE
    if _relate(element, conversion, predicate, given if predicate == UNKNOWN_ROLE else None):
        element.used("role")
        if given and given not in STANDARD_ROLES:
            severity = ImportSeverity.KEPT if predicate == UNKNOWN_ROLE else ImportSeverity.MENDED
            conversion.once(severity, "role", given, predicate, element)
        elif given and not given.isdigit():
            conversion.once(ImportSeverity.MENDED, "role", given, predicate, element)


def _relate(element: Element, conversion: Conversion, predicate: str, role: str | None) -> bool:
    """Add the relation to an organisation; return False if the element names none, or not as the one before it."""
    party = party_of(element, conversion.language)
    if not party.is_named:
        return False
    object_id = conversion.directory.organisation_id(party.ref, party.names, party.type, element.place)
    if object_id is None:
        return False
    key = fact_key(predicate, object_id.partition("/")[2])
    said = (party.ref, party.names, party.type)
    known = conversion.first(key)
    if isinstance(known, Relation) and known.role_as_given == role:
        conversion.cite_also(key, element)
        is_same = conversion.parties[key] == said
        if is_same:
            _take(party, element, conversion, _ALL_TOLD)
        return is_same
    conversion.parties.setdefault(key, said)
    _take(party, element, conversion, conversion.directory.told(party.ref, party.names))
    conversion.add(
        Relation,
        key,
        element,
        predicate_id=predicate,
        object_id=object_id,
        ordinal=conversion.ordinal(predicate),
        as_given=party.names[0].text if party.names else None,
        role_as_given=role,
    )
    return True


def organisation(party: Party, element: Element, conversion: Conversion) -> str | None:
    """Return the id of the entry of the organisation that an element names, and remove what names it from the element.

    Removed are the names, type and reference in ``party``, which is what ``party_of`` returned for the element. If the
    element names no organisation, None is returned and nothing removed.
    """
    if not party.is_named:
        return None
    found = conversion.directory.organisation_id(party.ref, party.names, party.type)
    if found is not None:
        _take(party, element, conversion, _ALL_TOLD)
    return found


def _take(party: Party, element: Element, conversion: Conversion, told: Told) -> None:
    """Remove names, type and reference of an organisation from its element, as far as its entry tells them."""
    texts = {name.text for name in party.names}
    named = [words for words in conversion.texts(element) if words.text in texts]
    for words in named[:1]:
        conversion.used(words, None if told.language else conversion.language)
    for words in named[1:] if told.names else ():
        conversion.used(words)
    element.used(*(("type",) if told.type else ()), *(("ref",) if party.ref else ()))


def convert_identifier(element: Element, conversion: Conversion) -> None:
    """Convert ``iati-identifier`` to an identifier of the activity; an empty element adds none."""
    value = element.words()
    if not value:
        return
    conversion.add(Identifier, "identifier/iati", element, scheme=IdentifierScheme.IATI, value=value, as_given=value)
    element.text = ""


def convert_other_identifier(element: Element, conversion: Conversion) -> None:
    """Convert ``other-identifier`` to an identifier, with its owner if one is named.

    The owner is an element in version 2.0x, and in attributes in version 1.0x. The value of the identifier is ``ref``,
    else the text; an element with neither stays a published field.
    """
    text = element.words()
    value = element.get("ref") or text
    if not value:
        return
    owner_id = None
    if owner := element.child("owner-org"):
        owner_id = organisation(party_of(owner, conversion.language), owner, conversion)
    elif (party := owner_of(element, conversion.language)).is_named:
        owner_id = conversion.directory.organisation_id(party.ref, party.names, party.type)
        if owner_id is not None:
            element.used(*(("owner-ref",) if party.ref else ()), *(("owner-name",) if party.names else ()))
    kind = element.get("type")
    conversion.add(
        Identifier,
        fact_key("identifier", kind, value),
        element,
        scheme=IdentifierScheme.OTHER,
        value=value,
        as_given=text or value,
        type=kind,
        owner_id=owner_id,
    )
    element.used("type", "ref")
    element.text = ""
