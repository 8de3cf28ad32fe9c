"""Reads codes and names of countries (ISO 3166-1) from curated files; says whether one such as XK is user-assigned."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from coopviewer.authoring.row import SourceRow

# ISO 3166-1:2020, 8.1.3: user-assigned code elements, which the standard will never assign to a country
_USER_ASSIGNED = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ", re.ASCII)


@dataclass(frozen=True, slots=True)
class IsoCountry:
    """A country in ISO 3166-1; ``official`` is its full official name, None where the standard has only ``name``."""

    alpha3: str
    m49: str
    name: str
    official: str | None = None


Codes = Mapping[str, IsoCountry]  # by alpha-2


def is_user_assigned(alpha2: str) -> bool:
    """Return whether an ISO 3166-1 alpha-2 code, in capitals, is user-assigned, such as XK."""
    return _USER_ASSIGNED.fullmatch(alpha2) is not None


def read_codes(row: SourceRow) -> dict[str, IsoCountry]:
    """Return the countries by alpha-2 code; ``row`` is the table ``iso_3166`` of a file, with a table for each country.

    Countries with faults are reported and left out.
    """
    found: dict[str, IsoCountry] = {}
    for alpha2, each in row.tables():
        country = IsoCountry(each.text("alpha3"), each.text("m49"), each.text("name"), each.optional_text("official"))
        if each.finish():
            found[alpha2] = country
    return found


def read_names(row: SourceRow) -> dict[str, dict[str, str]]:
    """Return the table ``cldr``: the names of countries by alpha-2 code, then by language.

    If a name is no text, a fault is reported, and the returned name is empty.
    """
    return {
        alpha2: {language: each.text(language) for language in sorted(each.keys())} for alpha2, each in row.tables()
    }
