"""Reads sums of money and percentages as people write them in tables."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from coopviewer.authoring.importing.sheet.values.words import plain_words

_SYMBOLS = {"€": "EUR", "£": "GBP", "US$": "USD", "$US": "USD", "¥": "JPY", "₣": "CHF"}
_WORDS_OF_MONEY = {"euro": "EUR", "euros": "EUR", "us dollar": "USD", "us dollars": "USD"}
# codes of ISO 4217, since not every word of three capitals is a currency
_CODES = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHF CLF CLP CNY COP CRC CUP CVE CZK DEM DJF DKK DOP DZD EGP ERN ESP ETB EUR FJD FKP FRF GBP GEL GHS GIP GMD "
    "GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK ITL JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT "
    "LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRO MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD "
    "OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC "
    "SYP SZL THB TJS TMT TND TOP TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XAU XCD XDR XOF XPF YER ZAR "
    "ZMW ZWG ZWL"
)
_KNOWN = frozenset(_CODES.split())
# of currencies in which donors report: many other codes are also words, as all, mad, sar, sdg and try are
_REPORTED_IN = "AED AUD CAD CHF CNY CZK DKK EUR GBP HUF ISK JPY KRW KWD NOK NZD PLN QAR SEK USD XAF XOF"
_IN_SMALL_LETTERS = frozenset(_REPORTED_IN.split())
_DOLLARS = (
    "ARS AUD BBD BMD BND BRL BSD BZD CAD CLP COP CUP CVE DOP FJD GYD HKD JMD KYD LRD MOP MXN NAD NIO NZD SBD SGD SRD "
    "TOP TTD TWD USD UYU WST XCD ZWL"
)
CFA_FRANC = "FCFA"
"""The sign of the CFA franc, whatever its spelling in the text."""
_CFA = re.compile(r"\bf\.?\s?cfa\b\.?|\bcfa\s?(?:f\b|francs?\b)|\bfrancs?\s(?:de la\s)?cfa\b|\bcfa\b", re.IGNORECASE)
_OF_SYMBOLS = {
    "$": frozenset(_DOLLARS.split()),
    "¥": frozenset(("CNY", "JPY")),
    CFA_FRANC: frozenset(("XAF", "XOF")),
}
_UNSURE_SYMBOLS = tuple(_OF_SYMBOLS)  # several currencies have them
_BODY = r"\d(?:[\d.,'’ \u00a0\u2007\u2009\u202f]*\d)?"  # no line feed: it parts two sums
_MINUS = "\N{MINUS SIGN}"
_SUM = re.compile(
    rf"(?P<open>\()?(?P<before>[^\d()+\-–{_MINUS}.,]*?)\s*(?P<sign>[-–{_MINUS}+])?\s*(?P<inner>[^\d()+\-–{_MINUS}.,]*?)\s*"
    rf"(?P<body>{_BODY}|[.,]\d+)(?P<exponent>[eE][+-]?\d{{1,2}})?(?P<dash>[.,][-–—]+)?\s*(?P<after>[^\d()]*?)(?P<close>\))?"
)
_PERCENT = re.compile(
    r"(?P<body>\d{1,3}(?:[.,]\d{1,4})?)\s*(?:%|percent|per cent|prozent|pour cent|por ciento|por cento)?", re.IGNORECASE
)
_PREFIXES = {"k": 3, "K": 3, "T": 3, "M": 6}  # of a currency: kEUR, TEUR, MEUR
_GROUP = 3  # digits between two separators of thousands
_MOST_DIGITS = 15  # that a spreadsheet keeps of a number
_LONGEST_SUM = 200  # characters of a sum with all words around it
_LONGEST = 28  # characters of figures that are computed exactly


class ReadNumber(NamedTuple):
    """A number that was read from a text, with the currency that the text names; None: it names none.

    ``signs`` is the decimal sign that the text shows, ``,`` or ``.``; empty: it shows none. ``is_ambiguous``: the
    number depends on the decimal sign, as in ``1.234``. ``symbol`` is a sign that several currencies have, such as
    ``$``, if the text has it and names no currency; else it is empty. ``power`` is the power of ten that a word, or a
    letter before a currency, says: 3 for ``kEUR``; 0 if none does. ``value`` includes it: 5000 for ``5 kEUR``.
    """

    value: Decimal
    currency: str | None
    signs: str
    is_ambiguous: bool
    symbol: str = ""
    power: int = 0


def number_of_cell(value: float) -> Decimal:
    """Return a number of a spreadsheet in the precision that spreadsheets keep, 15 digits; an ``int`` as it is."""
    return Decimal(f"{value:.{_MOST_DIGITS}g}") if isinstance(value, float) else Decimal(value)


def marked_alone(text: str) -> str:
    """Return the one kind of sign, ``,`` or ``.``, among the figures of a number; empty if it has both or neither."""
    parts = _parts(text)
    marks = {each for each in parts[0] if each in ".,"} if parts is not None else set()
    return marks.pop() if len(marks) == 1 else ""


def notation_of(text: str) -> str:
    """Return the words and signs around a number's figures; numbers with the same ones are taken to be written alike.

    It is ``usd|`` for ``USD 235,000`` and for ``USD 235.000``, ``€|`` for ``€ 235.000``, ``|`` for a bare number, and
    empty for a text that is no number. Points and commas in the figures do not count.
    """
    parts = _parts(text)
    return f"{plain_words(parts[3])}|{plain_words(parts[4])}" if parts is not None else ""


def currency_of(text: str) -> str | None:
    """Return the code of the currency that a text without figures names, as ``€`` names EUR; None if it names none.

    A code of ISO 4217 must be in capitals, since many are also words, such as ``all``. Codes in which donors often
    report, such as ``usd``, may be in small letters too. A sign of several currencies, such as ``$``, names none.
    """
    text = text.strip().strip(".")
    if not text or text in _UNSURE_SYMBOLS or is_cfa_franc(text):
        return None
    code = text.upper()
    if text in _KNOWN or code in _IN_SMALL_LETTERS:
        return code
    return _SYMBOLS.get(text) or _SYMBOLS.get(code) or _WORDS_OF_MONEY.get(plain_words(text))


def is_cfa_franc(text: str) -> bool:
    """Return whether a text is a sign or name of the CFA franc, which stands for two currencies: XOF and XAF."""
    return _CFA.fullmatch(text.strip()) is not None


@lru_cache(maxsize=50_000)
def _parts(text: str) -> tuple[str, str, str, str, str] | None:
    """Return figures, exponent, sign, and the words before and after; None if a text is no number with words."""
    match = _SUM.fullmatch(text.strip()) if len(text) <= _LONGEST_SUM else None  # else it takes minutes
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    sign = "-" if match["open"] or match["sign"] in ("-", "–", _MINUS) else ""
    before = f"{match['before']} {match['inner']}".strip()
    return match["body"], match["exponent"] or "", sign, before, match["after"].strip()


def read_number(text: str, multipliers: Mapping[str, int], decimal_sign: str | None = None) -> ReadNumber | None:
    """Read a sum such as ``1.234.567,89`` or ``3.4 Mio. €``; None if the text is no sum, or too long.

    The text may have at most 200 characters, and its number 28, not counting signs between thousands. ``multipliers``
    has the powers of ten of words in plain form: ``{"mio": 6}``. ``decimal_sign`` is the decimal sign of the column.
    If the number contradicts it, the result is None: ``1.5`` with ``,`` or ``1.234.567`` with ``.``. But a number that
    shows by itself how it is written (by both signs, an exponent, or blanks or apostrophes between thousands) is read
    so, whatever the sign. With None (the sign is not known) ``500.000`` is ambiguous, and read as a decimal.
    """
    parts = _parts(text)
    if parts is None:
        return None
    body, exponent, sign, before, after = parts
    read = _mantissa(body) if exponent else _body(body, decimal_sign)
    words = _words(before, after, multipliers)
    if read is None or words is None or len(read[0]) > _LONGEST:
        return None
    value, signs, is_ambiguous = read
    power, currency, symbol = words
    number = Decimal(f"{sign}{value}{exponent}").scaleb(power)
    return ReadNumber(number, currency, signs, is_ambiguous, "" if currency else symbol, power)


def _mantissa(body: str) -> tuple[str, str, bool] | None:
    """Return what ``_body`` does for figures before an exponent, where one sign is always that of decimals."""
    if not re.fullmatch(r"[.,]\d+|\d+(?:[.,]\d+)?", body):
        return None
    return body.replace(",", "."), "".join(c for c in body if c in ".,"), False


def _words(before: str, after: str, multipliers: Mapping[str, int]) -> tuple[int, str | None, str] | None:
    """Return the power of ten, the currency, and the symbol of several currencies, that the words around a number say.

    None for any other words.
    """
    power, currency, symbol = 0, None, ""
    for each in _tokens(before) + _tokens(after):
        found = currency_of(each)
        if found is not None and currency in (None, found):
            currency = found
        elif (plain := plain_words(each)) in multipliers and not power:
            power = multipliers[plain]
        elif each in _UNSURE_SYMBOLS:
            symbol = each
        elif each.strip(".") in ("de", "of", "d'", "von", ""):
            continue
        elif not power and each[0] in _PREFIXES and (found := currency_of(each[1:])) and currency in (None, found):
            power, currency = _PREFIXES[each[0]], found
        else:
            return None
    return power, currency, symbol


def could_be(symbol: str, currency: str | None) -> bool:
    """Return whether a sign that several currencies have may stand for ``currency``, a code such as ``USD``.

    The sign is ``$``, ``¥`` or CFA_FRANC (``FCFA``). True also if it is empty, and for None: the currency is not known.
    """
    return not symbol or currency is None or currency in _OF_SYMBOLS[symbol]


def _tokens(text: str) -> list[str]:
    text = _CFA.sub(f" {CFA_FRANC} ", text) if "cfa" in text.lower() else text
    return re.sub(r"([€£])", r" \1 ", re.sub(r"\b([kKmM])([€£])", r"\1 \2", text)).split()


def _body(body: str, decimal_sign: str | None) -> tuple[str, str, bool] | None:
    """Return figures with a point, the possible decimal signs, and whether that is ambiguous; None if invalid."""
    plain = re.sub(r"['’ \u00a0\u2007\u2009\u202f]", "\x00", body)
    if "\x00" in plain:
        head, *groups = plain.split("\x00")
        last = re.split("[.,]", groups[-1])[0]
        if not 1 <= len(head) <= _GROUP or any(len(each) != _GROUP for each in (*groups[:-1], last)):
            return None
        plain = plain.replace("\x00", "")
        return _one_sign(plain, "".join(dict.fromkeys(c for c in plain if c in ".,")), parted=True)
    marks = "".join(dict.fromkeys(c for c in plain if c in ".,"))
    if not marks:
        return plain, "", False
    if len(marks) == 2:
        return _grouped(plain, marks[0], marks[1])
    return _single(plain, marks, decimal_sign)


def _one_sign(plain: str, marks: str, *, parted: bool) -> tuple[str, str, bool] | None:
    if len(marks) > 1 or plain.count(marks or "!") > 1:
        return None
    return plain.replace(",", "."), marks, False


def _grouped(plain: str, thousands: str, point: str) -> tuple[str, str, bool] | None:
    whole, _, part = plain.partition(point)
    head, *groups = whole.split(thousands)
    if point in part or thousands in part or not 1 <= len(head) <= _GROUP or any(len(g) != _GROUP for g in groups):
        return None
    return f"{whole.replace(thousands, '')}.{part}", point, False


def _single(plain: str, mark: str, decimal_sign: str | None) -> tuple[str, str, bool] | None:
    """Return what ``_body`` does for figures with ``mark`` alone, which may part thousands or decimals."""
    head, *groups = plain.split(mark)
    other = "," if mark == "." else "."
    are_thousands = 1 <= len(head) <= _GROUP and head != "0" * len(head) and all(len(g) == _GROUP for g in groups)
    if len(groups) > 1:
        if not are_thousands or decimal_sign == mark:
            return None
        return plain.replace(mark, ""), other, False
    as_decimal = f"{head or '0'}.{groups[0]}"
    if not are_thousands:
        return None if decimal_sign == other else (as_decimal, mark, False)
    if decimal_sign is None:
        return as_decimal, "", True
    return (as_decimal if decimal_sign == mark else plain.replace(mark, "")), "", False


def read_percent(text: str) -> int | None:
    """Read a percentage, with or without its sign or word, as millionths of the whole: ``12.5 %`` is 125,000.

    None if the text is no percentage, is over 100 %, or has more than four decimals.
    """
    match = _PERCENT.fullmatch(text.strip())
    if match is None:
        return None
    millionths = Decimal(match["body"].replace(",", ".")) * 10_000
    return int(millionths) if millionths <= 1_000_000 else None
