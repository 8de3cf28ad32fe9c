"""Writes flows of money and grants as IATI elements of an activity."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element

from coopviewer.domain.reference.activities import WholeProject
from coopviewer.domain.reference.facts import Amount
from coopviewer.domain.reference.published_facts import Flow, FlowKind, PublishedField
from coopviewer.domain.reference.vocabulary import AmountKind
from coopviewer.exchange.iati.elements import child, element, narrative, own
from coopviewer.exchange.iati.notes import NoteCollector
from coopviewer.exchange.iati.own_facts import at, mark, places_of

_PARTIES = (
    ("provider-org", "from_id", "provider-activity-id", "from_activity"),
    ("receiver-org", "to_id", "receiver-activity-id", "to_activity"),
)

_LOANS = ("interest-received", "principal-outstanding", "principal-arrears", "interest-arrears")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)


def money(activity: WholeProject, notes: NoteCollector) -> Iterator[Element]:
    """Yield the sums of money of an activity as elements: first its flows, then the state of its loan, then its grants.

    Flows are budgets, planned disbursements and transactions; they keep the order of the facts. All sums on the state
    of the loan are one element, ``crs-add``. A grant has no day, so it cannot be a transaction: it becomes a
    description, with a note. A flow that lacks what the standard demands, such as the day of a transaction, is left out
    with a note, and so is each sum on the loan if one element cannot say them all, such as those of several days. Notes
    have the sum as the source gives it. An Amount for several projects (PORTFOLIO_TOTAL) is left out without a note.
    """
    flows = activity.of_type(Flow)
    loans = _loan_status(flows)
    for flow in flows:
        if flow in loans:
            continue
        made = _flow(activity, flow)
        if made is None:
            notes.add("flow-left-out", flow.as_given)
        else:
            yield mark(made, flow, is_exact=_is_given(flow))
    if loans:
        yield _loans(loans)
    for amount in activity.of_type(Amount):
        if amount.kind is AmountKind.GRANT:
            notes.add("grant-without-day", amount.as_given)
            made = element("description", type="4")
            narrative(made, f"Grant: {amount.as_given}", "en")
            made.set(own("amount"), str(amount.minor_units))
            made.set(own("currency"), amount.currency)
            yield mark(made, amount)


def _flow(activity: WholeProject, flow: Flow) -> Element | None:
    """Return the element of a budget, planned disbursement or transaction; None if it lacks what is demanded."""
    if flow.kind is FlowKind.TRANSACTION:
        return _transaction(activity, flow) if flow.type and flow.day else None
    if flow.kind is FlowKind.BUDGET and flow.period_start and flow.period_end:
        made = element("budget", type=flow.type, status=flow.status)
        _period(made, flow)
        return made
    if flow.kind is FlowKind.PLANNED_DISBURSEMENT and flow.period_start:
        made = element("planned-disbursement", type=flow.type)
        _period(made, flow)
        _parties(made, activity, flow)
        return made
    return None


def _transaction(activity: WholeProject, flow: Flow) -> Element:
    made = element("transaction", ref=flow.reference)
    child(made, "transaction-type", code=flow.type)
    child(made, "transaction-date", iso_date=flow.day)
    _value(made, flow)
    if flow.text is not None:
        narrative(child(made, "description"), flow.text, None if flow.language == "und" else flow.language)
    _parties(made, activity, flow)
    return made


def _period(of: Element, flow: Flow) -> None:
    child(of, "period-start", iso_date=flow.period_start)
    if flow.period_end is not None:
        child(of, "period-end", iso_date=flow.period_end)
    _value(of, flow)


def _value(of: Element, flow: Flow) -> None:
    value_date = flow.value_date or flow.day or flow.period_start
    made = child(of, "value", amount_of(flow), currency=flow.currency, value_date=value_date)
    if flow.value_date is None:
        made.set(own("computed"), "value-date")


def amount_of(flow: Flow) -> str:
    """Return a sum as a plain decimal number in main units of its currency, such as ``1500.50`` for 1,500.50 euros.

    If the source writes the sum as a plain decimal number too, the source's text is returned: ``1500.5`` stays
    ``1500.5``.
    """
    amount, given = Decimal(flow.minor_units).scaleb(-flow.decimals), flow.as_given.removesuffix(f" {flow.currency}")
    return given if _PLAIN.fullmatch(given) and Decimal(given) == amount else f"{amount:f}"


def _is_given(flow: Flow) -> bool:
    return flow.as_given == f"{amount_of(flow)} {flow.currency}"


def _loan_status(flows: Iterable[Flow]) -> list[Flow]:
    """Return the sums of the state of a loan; empty if they cannot be one element, as those of several days cannot."""
    loans = [flow for flow in flows if flow.kind is FlowKind.LOAN]
    is_one = len({(flow.period_start, flow.value_date, flow.currency, flow.citations[0].source_id) for flow in loans})
    is_whole = all(flow.period_start and flow.value_date and flow.type in _LOANS and _is_given(flow) for flow in loans)
    return loans if is_one == 1 and is_whole and len({flow.type for flow in loans}) == len(loans) else []


def withdraw_loans(
    made: Element, activity: WholeProject, said: Collection[str], unsaid: Iterable[PublishedField]
) -> set[str]:
    """Remove an activity's element ``crs-add`` (the state of a loan) if it says less than the one in the source did.

    That is so if the imported ``crs-add`` that its sums are from also had one of ``unsaid``: the published fields (what
    an import kept of elements as text) that have to be written in coopviewer's own elements. ``made`` is the activity's
    element; ``said`` are the ids of the facts that its elements say. Return the ids of the sums that no element says
    any more, which have to be written in full too; empty if nothing is removed.

    If the element stayed, a later import would keep its ``year`` (the standard demands it) as one more published field.
    """
    of_loans = made.find("crs-add")
    loans = [flow for flow in activity.of_type(Flow) if flow.kind is FlowKind.LOAN and flow.id in said]
    places = {place.partition(",")[0] for flow in loans for place in places_of(flow)}
    if of_loans is None or all(places.isdisjoint(places_of(field)) for field in unsaid):
        return set()
    made.remove(of_loans)
    return {flow.id for flow in loans}


def _loans(loans: Sequence[Flow]) -> Element:
    first = loans[0]
    places = sorted(map(places_of, loans), key=len, reverse=True)
    made = at(element("crs-add"), dict.fromkeys(place.partition(",")[0] for several in places for place in several))
    year = (first.period_start or "").partition("-")[0]
    status = child(made, "loan-status", year=year, currency=first.currency, value_date=first.value_date)
    for flow in loans:
        mark(child(status, flow.type or "", amount_of(flow)), flow)
    return made


def _parties(of: Element, activity: WholeProject, flow: Flow) -> None:
    for name, entry, activity_attribute, other in _PARTIES:
        entry_id, other_id = getattr(flow, entry), getattr(flow, other)
        if entry_id is None and other_id is None:
            continue
        kind = activity.only_type(entry_id or "")
        made = child(of, name, ref=activity.identifiers.get(entry_id or ""), type=kind)
        if other_id is not None:
            made.set(activity_attribute, other_id)
        if entry_id is not None:
            title = activity.refs[entry_id].title
            narrative(made, title, activity.language_of(entry_id, title))
            for language, text in activity.names_beside(entry_id, title):
                narrative(made, text, language)
