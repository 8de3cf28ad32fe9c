"""Converts transactions, budgets, planned disbursements and loans into facts; sums stay as given, none is added up."""

from collections.abc import Mapping
from typing import NamedTuple

from coopviewer.authoring.importing.iati.converters import nested
from coopviewer.authoring.importing.iati.converters.conversion import Conversion, Words
from coopviewer.authoring.importing.iati.converters.participants import organisation
from coopviewer.authoring.importing.iati.elements import Element
from coopviewer.authoring.importing.iati.keys import key_part, short_hash
from coopviewer.authoring.importing.iati.parties import party_of
from coopviewer.authoring.importing.iati.values import ReadDay, ReadSum, read_sum, read_written_day
from coopviewer.authoring.importing.iati.versions import BUDGET_TYPES, TRANSACTION_TYPES
from coopviewer.domain.reference.imports import ImportSeverity
from coopviewer.domain.reference.money import is_currency
from coopviewer.domain.reference.published_facts import Flow, FlowKind
from coopviewer.domain.reference.timeframes import parse_date

_LONGEST_REFERENCE = 28
_TOTAL = "TB"
_LOAN_SUMS = ("interest-received", "principal-outstanding", "principal-arrears", "interest-arrears")
_YEAR = 4  # digits


class _Sum(NamedTuple):
    """A sum that was read, with its currency, its text with the currency, and the element that has it."""

    element: Element
    read: ReadSum
    currency: str
    as_given: str


def convert_transaction(element: Element, conversion: Conversion) -> None:
    """Convert ``transaction`` to a flow; without a sum to be read, in a known currency, it stays a published field.

    A sum that cannot be read, or has no known currency, is noted. The type *Total Budget* of earlier versions makes the
    flow a total. Country, region and sectors of the transaction are stored in ``conversion``, for relations of the
    activity at the end.
    """
    found = _sum(element, conversion)
    if found is None:
        return
    kind, given = _code(element, "transaction-type", TRANSACTION_TYPES, conversion)
    dated = element.child("transaction-date")
    start, end = _span(dated)  # read before the day, which takes the words
    day = _day(dated, conversion)
    sides = _sides(element, conversion)
    reference = element.get("ref")
    text = _text(element, conversion)
    is_total = kind == _TOTAL
    conversion.add(
        Flow,
        _transaction_key(conversion, reference, kind, day, sides),
        element,
        kind=FlowKind.TOTAL if is_total else FlowKind.TRANSACTION,
        type=kind,
        day=day,
        period_start=start,
        period_end=end,
        text=text.text if text else None,
        language=text.language if text else None,
        reference=reference,
        ordinal=conversion.ordinal("total" if is_total else "transaction"),
        **_money(found, conversion),
        **sides,
    )
    if reference:
        element.used("ref")
    if text:
        conversion.used(text)
    if given is not None:
        given.used("code")
    nested.take(element, conversion)


def _transaction_key(
    conversion: Conversion, reference: str | None, kind: str | None, day: str | None, sides: Mapping[str, str | None]
) -> str:
    if reference and conversion.references[reference] == 1:
        return f"flow/t-{key_part(reference, _LONGEST_REFERENCE)}"
    return f"flow/t-{short_hash(kind, day, sides['from_id'], sides['to_id'])}"


def count_references(activity: Element, conversion: Conversion) -> None:
    """Count in ``conversion.references`` how many transactions have each ``ref``, before any of them is converted."""
    for child in activity.children:
        if child.name == "transaction" and (reference := child.get("ref")):
            conversion.references[reference] += 1


def convert_budget(element: Element, conversion: Conversion) -> None:
    """Convert ``budget`` to a flow; without a sum that can be read, in a known currency, it stays a published field.

    A sum that is no number, or has no known currency, is noted, and so is an end before the start, which is kept.
    """
    _convert_period(element, conversion, FlowKind.BUDGET, "b")


def convert_planned_disbursement(element: Element, conversion: Conversion) -> None:
    """Convert ``planned-disbursement`` to a flow; faults in its sum and dates are treated as in ``convert_budget``."""
    _convert_period(element, conversion, FlowKind.PLANNED_DISBURSEMENT, "p")


def _convert_period(element: Element, conversion: Conversion, kind: FlowKind, letter: str) -> None:
    found = _sum(element, conversion)
    if found is None:
        return
    given = element.get("type")
    code = BUDGET_TYPES.get(given, given) if given else None
    if given and code:
        conversion.read_as(given, code, element)
    status = element.get("status")
    start = _day(element.child("period-start"), conversion)
    end = _day(element.child("period-end"), conversion)
    if start and end and end < start:
        conversion.note(ImportSeverity.KEPT, "end-before-start", f"{start}/{end}", "", element)
    conversion.add(
        Flow,
        f"flow/{letter}-{key_part(code, 8) if code else 'x'}-{start or 'x'}",
        element,
        kind=kind,
        type=code,
        status=status,
        period_start=start,
        period_end=end,
        ordinal=conversion.ordinal(kind),
        **_money(found, conversion),
        **_sides(element, conversion),
    )
    element.used("type", "status")


def convert_loans(element: Element, conversion: Conversion) -> None:
    """Convert each sum in ``loan-status`` of ``crs-add`` to a flow, whose period is the ``year``; the rest is left."""
    for number, status in enumerate(element.all("loan-status"), start=1):
        given, year = status.get("currency"), status.get("year")
        is_year = year is not None and len(year) == _YEAR and year.isascii() and year.isdigit()
        found = [(name, _amount(child, given, conversion)) for name in _LOAN_SUMS if (child := status.child(name))]
        value_date = _day_of(status, "value-date", conversion) if any(amount for _, amount in found) else None
        for name, amount in found:
            if amount is None:
                continue
            amount.element.place = f"{element.place}, loan-status {number}"
            conversion.add(
                Flow,
                f"flow/l-{name}-{year if is_year else 'x'}",
                amount.element,
                kind=FlowKind.LOAN,
                type=name,
                period_start=f"{year}-01-01" if is_year else None,
                period_end=f"{year}-12-31" if is_year else None,
                ordinal=conversion.ordinal("loan"),
                **{**_money(amount, conversion), "value_date": value_date},
            )
        if given and any(amount for _, amount in found):
            status.used("currency")


def _sum(element: Element, conversion: Conversion) -> _Sum | None:
    """Return the sum in the child ``value``; None without a text, or, with a note, without a currency or number."""
    value = element.child("value")
    return _amount(value, value.get("currency"), conversion) if value is not None else None


def _amount(value: Element, given: str | None, conversion: Conversion) -> _Sum | None:
    """Return the sum in an element's text; ``given`` is its currency, None: the activity's default.

    None without a text, and, with a note, if there is no currency or no number.
    """
    text = value.words()
    if not text:
        return None
    currency = (given.upper() if given else None) or conversion.currency
    if currency is None or not is_currency(currency):
        conversion.note(ImportSeverity.KEPT, "no-currency", f"{text} {given or ''}".strip(), "", value)
        return None
    read = read_sum(text, currency)
    if read is None:
        conversion.note(ImportSeverity.KEPT, "sum", text, "", value)
        return None
    if not read.is_plain:
        conversion.note(ImportSeverity.MENDED, "sum", text, _written(read), value)
    return _Sum(value, read, currency, f"{text} {given or currency}")


def _written(read: ReadSum) -> str:
    digits = str(abs(read.minor_units)).rjust(read.decimals + 1, "0")
    whole = digits[: len(digits) - read.decimals]
    part = digits[len(whole) :].rstrip("0")
    return f"{'-' if read.minor_units < 0 else ''}{whole}{'.' + part if part else ''}"


def _money(found: _Sum, conversion: Conversion) -> dict[str, object]:
    """Return the fields of a flow for a sum, and remove the sum from its element."""
    element = found.element
    element.text = ""
    element.used("currency")
    return {
        "minor_units": found.read.minor_units,
        "decimals": found.read.decimals,
        "currency": found.currency,
        "as_given": found.as_given,
        "value_date": _day_of(element, "value-date", conversion),
    }


def _day(element: Element | None, conversion: Conversion) -> str | None:
    """Return the day in ``iso-date`` or, as in some files, in the text of an element; None if there is no whole day."""
    if element is None:
        return None
    if element.get("iso-date"):
        day = _day_of(element, "iso-date", conversion)
        if day is not None and element.words() == day:
            element.text = ""
        return day
    text = element.words()
    read = _read(text, element, conversion) if text else None
    if read is None:
        return None
    if read.edtf == text:
        element.text = ""
    return read.day


def _span(element: Element | None) -> tuple[str, str] | tuple[None, None]:
    """Return the first and the last day of a date that states a month or a year only; two None for any other."""
    given = (element.get("iso-date") or element.words()) if element is not None else None
    read = read_written_day(given) if given else None
    if read is None or read.day is not None:
        return None, None
    point = parse_date(read.edtf)
    return point.earliest.isoformat(), point.latest.isoformat()


def _day_of(element: Element, name: str, conversion: Conversion) -> str | None:
    """Return the day in an attribute; None, with a note, if that is no whole day, and stays a published field."""
    given = element.get(name)
    read = _read(given, element, conversion) if given else None
    if given is None or read is None:
        return None
    if read.has_time:
        conversion.once(ImportSeverity.MENDED, "time-of-day", given, read.edtf, element)
    elif read.edtf in given:
        element.used(name)
    return read.day


def _read(given: str, element: Element, conversion: Conversion) -> ReadDay | None:
    """Read a whole day, in figures or in words; None, with a note, if it is no day."""
    read = read_written_day(given)
    if read is None or read.day is None:
        conversion.note(ImportSeverity.KEPT, "date", given, "", element)
        return None
    if read.edtf not in given:
        conversion.once(ImportSeverity.MENDED, "date-in-words", given, read.edtf, element)
    return read


def _sides(element: Element, conversion: Conversion) -> dict[str, str | None]:
    """Return the flow's fields on who pays and who receives: their entries, and their activities as identifiers."""
    found: dict[str, str | None] = {"from_id": None, "to_id": None, "from_activity": None, "to_activity": None}
    for name, side in (("provider-org", "from"), ("receiver-org", "to")):
        child = element.child(name)
        if child is None:
            continue
        found[f"{side}_id"] = organisation(party_of(child, conversion.language), child, conversion)
        attribute = "provider-activity-id" if side == "from" else "receiver-activity-id"
        found[f"{side}_activity"] = child.get(attribute)
        child.used(attribute)
    return found


def _code(
    element: Element, name: str, codes: Mapping[str, str], conversion: Conversion
) -> tuple[str | None, Element | None]:
    """Return the code of a child by the present list, and the child; None for what is missing.

    ``codes`` has the present codes by earlier ones and by words.
    """
    child = element.child(name)
    given = child.get("code") if child is not None else None
    if child is None:
        return None, None
    if given is None and (text := child.words()) in codes:
        conversion.once(ImportSeverity.MENDED, "code-in-words", text, codes[text], child)
        return codes[text], child
    if given is None:
        return None, child
    code = codes.get(given, given)
    conversion.read_as(given, code, child)
    return code, child


def _text(element: Element, conversion: Conversion) -> Words | None:
    child = element.child("description")
    texts = conversion.texts(child) if child is not None else []
    return texts[0] if texts else None
