"""Checks flows (their size and decimals) and that shares are not below 0; ``rules/relations.py`` checks each Amount."""

from collections.abc import Iterator

from coopviewer.authoring.examination import Examination
from coopviewer.domain.faults import Fault, phrase
from coopviewer.domain.reference.facts import Relation
from coopviewer.domain.reference.money import decimals
from coopviewer.domain.reference.published_facts import LARGEST_MINOR_UNITS, MOST_DECIMALS, Flow


def check_facts(examination: Examination) -> Iterator[Fault]:
    """Yield the faults in money: flows whose decimals or size are not allowed, and relations with a share below 0.

    A sum has at least the decimals of its currency, and at most 9 (MOST_DECIMALS). Without its sign it is at most
    2**63 - 1 minor units (LARGEST_MINOR_UNITS).
    """
    for fact in examination.dataset.facts:
        if isinstance(fact, Flow):
            yield from _flow(examination, fact)
        elif isinstance(fact, Relation) and fact.share is not None and fact.share < 0:
            yield examination.fault(fact, "share", str(fact.share), phrase("0 or more"))


def _flow(examination: Examination, flow: Flow) -> Iterator[Fault]:
    fewest = decimals(flow.currency)
    if not fewest <= flow.decimals <= MOST_DECIMALS:
        expected = phrase(
            "{fewest} to {most} for {currency}", fewest=fewest, most=MOST_DECIMALS, currency=flow.currency
        )
        yield examination.fault(flow, "decimals", str(flow.decimals), expected)
    if abs(flow.minor_units) > LARGEST_MINOR_UNITS:
        yield examination.fault(
            flow, "minor_units", str(flow.minor_units), phrase("at most {most}", most=LARGEST_MINOR_UNITS)
        )
