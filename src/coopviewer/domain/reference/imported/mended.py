"""The source's words for sums and dates in an unusual form, such as ``1,250,000 EUR`` and ``31.12.2012``."""

import re
from decimal import Decimal

from coopviewer.domain.reference.published_facts import Flow, Milestone

_PLAIN_SUM = re.compile(r"-?\d+(\.\d+)? [A-Z]{3}", re.ASCII)
_NO_DIGIT = re.compile(r"\D", re.ASCII)


def mended_sum(flow: Flow, *, of_table: bool) -> str:
    """Return the source's words for a sum if their form is unusual, such as ``1,250,000 EUR``; else empty.

    Usual is a plain number with a currency, such as ``1250000.50 EUR``. ``of_table``: the sum is from a table, in which
    separators are usual too; the words are then returned only if their figures are not those of the sum, as in
    ``5 million EUR``.
    """
    given = flow.as_given.strip()
    if not given or _PLAIN_SUM.fullmatch(given) or (of_table and _has_same_figures(given, flow)):
        return ""
    return given


def _has_same_figures(given: str, flow: Flow) -> bool:
    figures = _NO_DIGIT.sub("", given).lstrip("0")
    value = Decimal(abs(flow.minor_units)).scaleb(-flow.decimals)
    written = (f"{value:.{places}f}" for places in range(flow.decimals + 1) if value == round(value, places))
    return any(figures == each.replace(".", "").lstrip("0") for each in written)


def mended_date(milestone: Milestone, words: str) -> str:
    """Return the source's words for a date if they have digits and are not ISO 8601, as ``31.12.2012``; else empty.

    ``words`` is the date as the page shows it. If the source has the same words, in any capitals, the result is empty.
    """
    given = milestone.as_given.strip()
    is_date = any(sign.isdigit() for sign in given)
    return given if is_date and not given.startswith(milestone.edtf) and given.casefold() != words.casefold() else ""
