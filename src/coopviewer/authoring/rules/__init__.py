"""The rules of every reference, for curated files and built databases alike; pure functions that report all faults."""

from coopviewer.authoring.examination import Examination
from coopviewer.authoring.rules import (
    codes,
    evidence,
    extents,
    grouping,
    identity,
    passages,
    relations,
    texts,
    times,
)
from coopviewer.domain.faults import Fault

_RULES = (
    identity.check,
    texts.check,
    times.check,
    codes.check,
    passages.check,
    evidence.check,
    relations.check,
    extents.check,
    grouping.check,
)


def check_all(examination: Examination) -> list[Fault]:
    """Apply every rule; the faults are in the order of the rules."""
    return [fault for rule in _RULES for fault in rule(examination)]
