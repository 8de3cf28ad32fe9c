"""Flows of money and grants as elements of an activity."""

from collections.abc import Iterator
from decimal import Decimal
from xml.etree.ElementTree import Element

from coopviewer.domain.reference.activities import WholeProject
from coopviewer.domain.reference.facts import Amount
from coopviewer.domain.reference.published_facts import Flow, FlowKind
from coopviewer.domain.reference.vocabulary import AmountKind
from coopviewer.exchange.iati.elements import child, element, narrative, own
from coopviewer.exchange.iati.notes import NoteCollector
from coopviewer.exchange.iati.own_facts import mark

_PARTIES = (
    ("provider-org", "from_id", "provider-activity-id", "from_activity"),
    ("receiver-org", "to_id", "receiver-activity-id", "to_activity"),
)


def money(activity: WholeProject, notes: NoteCollector) -> Iterator[Element]:
    """Yield budgets, planned disbursements and transactions, and a description for each grant without a day.

    A flow that lacks what the standard asks for is left out, and noted; so are the grants.
    """
    for flow in activity.of_type(Flow):
        made = _flow(activity, flow)
        if made is None:
            notes.add("flow-left-out", flow.as_given)
        else:
            is_exact = flow.as_given == f"{amount_of(flow)} {flow.currency}"
            yield mark(made, flow, is_exact=is_exact)
    for amount in activity.of_type(Amount):
        if amount.kind is AmountKind.GRANT:
            notes.add("grant-without-day", amount.as_given)
            made = element("description", type="4")
            narrative(made, f"Grant: {amount.as_given}", "en")
            made.set(own("amount"), str(amount.minor_units))
            made.set(own("currency"), amount.currency)
            yield mark(made, amount)


def _flow(activity: WholeProject, flow: Flow) -> Element | None:
    """Return the element of a flow; None if it lacks what the standard asks for."""
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
    """Return a sum as a plain decimal, in main units of its currency."""
    return f"{Decimal(flow.minor_units).scaleb(-flow.decimals):f}"


def _parties(of: Element, activity: WholeProject, flow: Flow) -> None:
    for name, entry, activity_attribute, other in _PARTIES:
        entry_id, other_id = getattr(flow, entry), getattr(flow, other)
        if entry_id is None and other_id is None:
            continue
        made = child(of, name, ref=activity.identifiers.get(entry_id or ""))
        if other_id is not None:
            made.set(activity_attribute, other_id)
        if entry_id is not None:
            narrative(made, activity.refs[entry_id].title)
