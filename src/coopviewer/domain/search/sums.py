"""Keys by which a search finds sums of money, such as ``c120.5``: of one sum, or of all that a number may mean."""

import re

from coopviewer.domain.search.query import SearchTerm

_NUMBER = re.compile("-?[0-9]+(?:[.,][0-9]+)*", re.ASCII)
_LEAST_DIGITS = 4  # of a sum without decimals: shorter numbers are in nearly every entry


def sum_key(minor_units: int, decimals: int) -> str:
    """Return the key of a sum of money, such as ``c120.5`` for 12050 minor units and 2 decimals.

    ``minor_units`` is the sum times ten to the power of ``decimals``. The key has the digits of the sum without its
    sign and without final zeros after the dot. The letter in front says how many digits are before the dot, so that
    keys, sorted as texts, are in the order of the sums.
    """
    whole, rest = divmod(abs(minor_units), 10**decimals)
    return _ordered(f"{whole}.{rest:0{decimals}d}".rstrip("0").rstrip(".") if decimals else str(whole))


def sum_keys(term: SearchTerm) -> tuple[str, ...]:
    """Return the keys (``sum_key``) of the sums that a term may mean; empty if it is no number.

    A dot or a comma parts thousands or decimals: ``4.500`` may be 4,500 or four and a half, ``("d4500", "a4.5")``.
    Numbers of less than four digits without decimals are left out, since nearly every entry has some. A minus in front
    is ignored.
    """
    if not _NUMBER.fullmatch(term.text):
        return ()
    groups = re.split("[.,]", term.text.removeprefix("-"))
    found = []
    if all(len(group) == 3 for group in groups[1:]):
        found.append("".join(groups))
    if len(groups) > 1:
        found.append(f"{''.join(groups[:-1])}.{groups[-1]}".rstrip("0").rstrip("."))
    keys = (key.lstrip("0") if key.lstrip("0")[:1] not in ("", ".") else f"0{key.lstrip('0')}" for key in found)
    return tuple(_ordered(key) for key in dict.fromkeys(keys) if "." in key or len(key) >= _LEAST_DIGITS)


def _ordered(number: str) -> str:
    return chr(ord("a") - 1 + len(number.partition(".")[0])) + number
