"""The kinds of relation between imported entries: how each reads from either end."""

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
"""All of them; each imported reference has each."""
