"""The names in the query language: of filters, and of the values of those that have a fixed set of values."""

from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType

from coopviewer.domain.reference.timeframes import DatesStatus, TimeframeStatus
from coopviewer.domain.reference.vocabulary import Basis, EntryKind
from coopviewer.domain.search.query import (
    Facet,
    FactGroup,
    ListedState,
    OwnKind,
    PolicyMarker,
    ProjectCount,
    PublishedStatus,
    RoleName,
    StatusGap,
)

FACETS: Mapping[str, Facet] = MappingProxyType(
    {
        **{str(facet): facet for facet in Facet},
        **dict.fromkeys(("kinds", "type"), Facet.KIND),
        **dict.fromkeys(("regions", "area"), Facet.REGION),
        **dict.fromkeys(("countries", "beneficiary", "beneficiary-country"), Facet.COUNTRY),
        **dict.fromkeys(("arrangements", "working-arrangement", "working-arrangements"), Facet.ARRANGEMENT),
        **dict.fromkeys(("number-of-projects",), Facet.PROJECTS),
        **dict.fromkeys(("networks",), Facet.NETWORK),
        **dict.fromkeys(("partners", "project-partner", "organisation", "organization"), Facet.PARTNER),
        **dict.fromkeys(("funders", "funded-by", "donor"), Facet.FUNDER),
        **dict.fromkeys(("instruments", "funding-instrument", "financed-under", "fund"), Facet.INSTRUMENT),
        **dict.fromkeys(("goals", "objective"), Facet.GOAL),
        **dict.fromkeys(("year", "during", "timeframe"), Facet.ACTIVE),
        **dict.fromkeys(("start", "begins", "begin", "started", "starting"), Facet.STARTS),
        **dict.fromkeys(("end", "ended", "ending", "until"), Facet.ENDS),
        **dict.fromkeys(("grants", "amount"), Facet.GRANT),
        **dict.fromkeys(("payment", "payments", "disbursed", "spent"), Facet.PAID),
        **dict.fromkeys(("budgets", "budgeted"), Facet.BUDGET),
        **dict.fromkeys(("roles",), Facet.ROLE),
        **dict.fromkeys(("sectors", "theme"), Facet.SECTOR),
        **dict.fromkeys(("markers", "policy-marker"), Facet.MARKER),
        **dict.fromkeys(("reporters", "reported-by", "reporting", "publisher"), Facet.REPORTER),
        **dict.fromkeys(("currencies",), Facet.CURRENCY),
        **dict.fromkeys(("tags", "tagged"), Facet.TAG),
    }
)
"""The facet of each name that queries may use, in lower case, with hyphens."""

_KINDS: Mapping[str, EntryKind] = {
    **{str(kind): kind for kind in EntryKind},
    **{f"{kind}s": kind for kind in EntryKind},
    **dict.fromkeys(("countries",), EntryKind.COUNTRY),
    **dict.fromkeys(("organization", "organizations"), EntryKind.ORGANISATION),
    **dict.fromkeys(("fora",), EntryKind.FORUM),
    **dict.fromkeys(("instrument", "instruments"), EntryKind.FUNDING_INSTRUMENT),
}
_BASES: Mapping[str, Basis] = {str(basis): basis for basis in Basis}
_HAS: Mapping[str, OwnKind | FactGroup] = {
    **{str(kind): kind for kind in (*FactGroup, *OwnKind)},
    **{f"{kind}s": kind for kind in (*FactGroup, *OwnKind)},
    **dict.fromkeys(("working-arrangement", "working-arrangements"), FactGroup.ARRANGEMENT),
    **dict.fromkeys(("countries", "beneficiary", "beneficiaries"), FactGroup.COUNTRY),
    **dict.fromkeys(("risk-analysis-cell", "risk-analysis-cells"), FactGroup.CELL),
    **dict.fromkeys(("funding-instrument",), FactGroup.INSTRUMENT),
    **dict.fromkeys(("date", "dates", "year", "years"), FactGroup.TIMEFRAME),
}
_STATES: Mapping[str, ListedState] = {
    **{str(state): state for state in ListedState},
    **dict.fromkeys(("yes", "y", "true"), ListedState.LISTED),
    **dict.fromkeys(("no", "n", "false", "none", "unlisted"), ListedState.NOT_LISTED),
    **dict.fromkeys(("unstated", "unknown"), ListedState.NOT_STATED),
}
_COUNTS: Mapping[str, ProjectCount] = {
    **{str(count): count for count in ProjectCount},
    **dict.fromkeys(("0", "no"), ProjectCount.NONE),
    **dict.fromkeys(("1",), ProjectCount.ONE),
    **dict.fromkeys(("2", "2+", "two", "several", "many", "more"), ProjectCount.SEVERAL),
}
_STATUSES: Mapping[str, TimeframeStatus | DatesStatus | PublishedStatus | StatusGap] = {
    **{str(each): each for each in (*TimeframeStatus, DatesStatus.END_PASSED, *PublishedStatus, *StatusGap)},
    **{str(code): status for code, status in enumerate(PublishedStatus, 1)},
    **dict.fromkeys(("planned", "future"), TimeframeStatus.NOT_BEGUN),
    **dict.fromkeys(("ongoing", "running", "current", "active"), TimeframeStatus.UNDER_WAY),
    **dict.fromkeys(("over", "finished", "completed"), TimeframeStatus.ENDED),
    **dict.fromkeys(("planned-end-passed", "overdue"), DatesStatus.END_PASSED),
    **dict.fromkeys(("identification",), PublishedStatus.PIPELINE),
    **dict.fromkeys(("finalization",), PublishedStatus.FINALISATION),
    **dict.fromkeys(("canceled",), PublishedStatus.CANCELLED),
    **dict.fromkeys(("not-recognized", "unrecognised", "unrecognized"), StatusGap.NOT_RECOGNISED),
    **dict.fromkeys(("unstated",), StatusGap.NOT_STATED),
}
_ROLES: Mapping[str, RoleName] = {
    **{str(role): role for role in RoleName},
    **{str(code): role for code, role in enumerate(list(RoleName)[:4], 1)},
    **dict.fromkeys(("funder", "donor", "funded-by"), RoleName.FUNDING),
    **dict.fromkeys(("accountable-to",), RoleName.ACCOUNTABLE),
    **dict.fromkeys(("extended-by",), RoleName.EXTENDING),
    **dict.fromkeys(("implementer", "implemented-by"), RoleName.IMPLEMENTING),
    **dict.fromkeys(("project-partner", "partners"), RoleName.PARTNER),
    **dict.fromkeys(("manager", "managed-by"), RoleName.MANAGING),
    **dict.fromkeys(("reporter", "reported-by", "publisher"), RoleName.REPORTING),
}
_MARKERS: Mapping[str, PolicyMarker] = {
    **{str(marker): marker for marker in PolicyMarker},
    **{str(code): marker for code, marker in enumerate(PolicyMarker, 1)},
    **dict.fromkeys(("gender-equality", "women"), PolicyMarker.GENDER),
    **dict.fromkeys(("mitigation",), PolicyMarker.MITIGATION),
    **dict.fromkeys(("adaptation",), PolicyMarker.ADAPTATION),
    **dict.fromkeys(("rmnch",), PolicyMarker.CHILD_HEALTH),
    **dict.fromkeys(("drr", "disaster-risk-reduction"), PolicyMarker.DISASTER_RISK),
}
VALUES: Mapping[Facet, Mapping[str, StrEnum]] = {
    Facet.KIND: _KINDS,
    Facet.ARRANGEMENT: _STATES,
    Facet.PROJECTS: _COUNTS,
    Facet.STATUS: _STATUSES,
    Facet.ROLE: _ROLES,
    Facet.MARKER: _MARKERS,
    Facet.BASIS: _BASES,
    Facet.HAS: _HAS,
}
"""The values of the facets that have a fixed set of them, by each name that queries may use."""


def known_values(facet: Facet) -> tuple[str, ...]:
    """Return the values that a facet may have, in the order of VALUES; empty for a facet without fixed values."""
    return tuple(dict.fromkeys(map(str, VALUES.get(facet, {}).values())))


def value_named(value: str, known: Mapping[str, StrEnum]) -> StrEnum:
    """Return the member of ``known`` that a user's ``value`` names.

    Case does not matter, nor blanks or ``_`` for hyphens. Raises ValueError if there is none.
    """
    key = "-".join(value.casefold().replace("_", "-").split())
    if key not in known:
        raise ValueError(f"unknown: {value!r}")
    return known[key]


def nearest_name(word: str, known: Mapping[str, object]) -> str | None:
    """Return the known name that is spelt most like a word; None if none is similar."""
    return next(iter(get_close_matches(word[:40], known, 1, 0.7)), None)
