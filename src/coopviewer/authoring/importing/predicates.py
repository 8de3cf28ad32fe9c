"""The kinds of relation between imported entries: how each reads from either end."""

from collections.abc import Iterable

from coopviewer.domain.reference.outline import IN_REGION
from coopviewer.domain.reference.sources import Predicate
from coopviewer.domain.reference.vocabulary import EntryKind

_PROJECT = (EntryKind.PROJECT.value,)
_ORGANISATION = (EntryKind.ORGANISATION.value,)


def _role(id: str, label: str, inverse: str, iati: str | None) -> Predicate:
    return Predicate(id, label, inverse, _PROJECT, _ORGANISATION, iati)


def _between_projects(id: str, label: str, inverse: str, iati: str) -> Predicate:
    return Predicate(id, label, inverse, _PROJECT, _PROJECT, iati)


PREDICATES = (
    Predicate(
        "has-beneficiary",
        "has as beneficiary",
        "is a beneficiary of",
        _PROJECT,
        (EntryKind.COUNTRY.value, EntryKind.REGION.value),
        "recipient-country, recipient-region",
    ),
    Predicate(
        IN_REGION,
        "belongs to",
        "includes",
        (EntryKind.COUNTRY.value, EntryKind.REGION.value),
        (EntryKind.REGION.value,),
    ),
    Predicate("in-sector", "is in the sector", "is a sector of", _PROJECT, (EntryKind.THEME.value,), "sector"),
    _role("reported-by", "is reported by", "reports", "reporting-org"),
    _role("funded-by", "is funded by", "funds", "1"),
    _role("accountable-to", "is accounted for by", "is accountable for", "2"),
    _role("extended-by", "is extended by", "extends", "3"),
    _role("implemented-by", "is implemented by", "implements", "4"),
    _role("takes-part-in", "has as participant", "takes part in", None),
    _between_projects("parent-of", "is the parent of", "is a part of", "related-activity 1, 2"),
    _between_projects("sibling-of", "is a sibling of", "is a sibling of", "related-activity 3"),
    _between_projects("cofunded-with", "is co-funded with", "is co-funded with", "related-activity 4"),
    _between_projects("related-to", "is related to", "is related to", "related-activity"),
)
"""The kinds of relation that an import itself makes; each imported reference has all of them."""


def united(described: Iterable[Predicate]) -> tuple[Predicate, ...]:
    """Return PREDICATES, then the kinds of relation that files describe and PREDICATES lacks.

    Of several with one id the first is returned; the kinds of subjects and objects that the others allow are added to
    it.
    """
    found = {predicate.id: predicate for predicate in PREDICATES}
    for each in described:
        known = found.setdefault(each.id, each)
        found[each.id] = known._replace(
            subject_kinds=_both(known.subject_kinds, each.subject_kinds),
            object_kinds=_both(known.object_kinds, each.object_kinds),
        )
    return tuple(found.values())


def _both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
