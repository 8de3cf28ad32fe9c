"""Money: whole minor units of an ISO 4217 currency, never a float."""

import re

from coopviewer.domain.language import Translate

# written by `python3 dev.py names`, not by hand: currencies by the number of their decimals
_BY_DECIMALS = {
    0: (
        "ADP AFN ALL BIF BYR CLP COP DJF ESP GNF HUF IDR IQD IRR ISK ITL JPY KMF KPW KRW LAK LBP LUF MGA MGF MMK MRO "
        "PYG RWF SLL SOS STD SYP TMM TRL UGX UYI VND VUV XAF XOF XPF YER ZMK ZWD"
    ),
    3: "BHD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
# end of what is written
_DECIMALS = {currency: digits for digits, several in _BY_DECIMALS.items() for currency in several.split()}
_VALUE = r"(\d+)(?:\.(\d+))?"
_CURRENCY = "[A-Z]{3}"


def decimals(currency: str) -> int:
    """Return the number of decimals in which sums of a currency are written: 2 unless the CLDR lists another.

    Former currencies are known too. Codes that no money has, such as XDR and XAU, have 2.
    """
    return _DECIMALS.get(currency, 2)


def is_currency(text: str) -> bool:
    """Return whether the text has the form of an ISO 4217 code: three letters from A to Z, such as ``EUR``."""
    return re.fullmatch(_CURRENCY, text) is not None


def parse_minor_units(value: str, currency: str) -> int:
    """Parse a plain decimal such as ``3400000`` or ``0.5`` as minor units.

    Raises ValueError for any other form, such as ``-5`` or ``1,000``, and for more decimals than the currency has.
    """
    match = re.fullmatch(_VALUE, value, re.ASCII)
    digits = decimals(currency)
    if match is None or len(match[2] or "") > digits:
        raise ValueError(f"not a plain amount of {currency}: {value!r}")
    return int(match[1] + (match[2] or "").ljust(digits, "0"))


def format_amount(minor_units: int, currency: str, tr: Translate) -> str:
    """Return minor units of a currency in full, as ``EUR 3,400,000``, with decimals only where they are not zero."""
    return format_flow(minor_units, decimals(currency), currency, tr)


def format_flow(minor_units: int, digits: int, currency: str, tr: Translate) -> str:
    """Return a sum in full, such as ``EUR -1,500.50``, with its decimals unless all are zero.

    ``minor_units`` is the sum times ten to the power of ``digits``, and may be negative. An empty currency is left out.
    """
    whole, rest = divmod(abs(minor_units), 10**digits)
    amount = tr.number(whole, f"{rest:0{digits}d}" if rest else "")
    amount = f"-{amount}" if minor_units < 0 else amount
    if not currency:
        return amount
    return tr.in_context("a sum of money", "{currency} {amount}").format(currency=currency, amount=amount)
