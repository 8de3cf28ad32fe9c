"""Generate the codes and names of countries: ``codes.toml`` from ISO 3166-1, ``names.toml`` from the CLDR.

The decimals of currencies in ``domain/reference/money.py`` come from the CLDR too.

Run it with the development dependencies: ``python3 dev.py names``. The same versions of pycountry and Babel generate
the same bytes; no other part of the project needs them.
"""

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import pycountry
from babel import Locale
from babel.core import get_cldr_version, get_global

LANGUAGES = ("en", "fr", "de", "es", "ar", "tr", "uk")
USER_ASSIGNED = ("XK",)  # not in ISO 3166-1; the CLDR names it
ROOT = Path(__file__).resolve().parents[1]
SOURCE_FOLDER = ROOT / "data" / "source"
MONEY = ROOT / "src" / "coopviewer" / "domain" / "reference" / "money.py"
_MONEY_BEGIN, _MONEY_END = "_BY_DECIMALS = {\n", "}\n# end of what is written\n"
_WIDTH = 120

_CODES_HEAD = """\
# Codes and English names of countries in ISO 3166-1: written by `python3 dev.py names`, not by hand.
# Made from pycountry {pycountry}; a UN M49 code is the numeric code of ISO 3166-1.

[[source_document]]
id = "source/iso-3166-1"
title = "ISO 3166-1, Codes for the representation of names of countries"
publisher = "International Organization for Standardization"
url_basis = "Read from the iso-codes tables that pycountry carries."
language = "en"
version = "as in pycountry {pycountry}"

[iso_3166]
"""
_NAMES_HEAD = """\
# Names of countries in {count} languages after the Unicode CLDR: written by `python3 dev.py names`, not by hand.
# Made from CLDR {cldr} as in Babel {babel}; every code of ISO 3166-1, and XK, which is user-assigned.

[[source_document]]
id = "source/cldr"
title = "Unicode Common Locale Data Repository (CLDR), names of territories"
publisher = "Unicode Consortium"
url_basis = "Read from the locale data that Babel carries."
version = "{cldr}, as in Babel {babel}"

[cldr]
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write both files to the given folder, by default ``data/source``, and the decimals into ``money.py``."""
    parser = argparse.ArgumentParser(description="Generate codes.toml and names.toml.")
    parser.add_argument("folder", nargs="?", type=Path, default=SOURCE_FOLDER)
    folder: Path = parser.parse_args(arguments).folder
    for name, text in (("codes.toml", codes_file()), ("names.toml", names_file())):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    MONEY.write_text(with_decimals(MONEY.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    return 0


def with_decimals(module: str) -> str:
    """Return the text of ``money.py`` with the decimals of all currencies that have not two of them."""
    before, _, rest = module.partition(_MONEY_BEGIN)
    _, _, after = rest.partition(_MONEY_END)
    return f"{before}{_MONEY_BEGIN}{''.join(_decimal_lines())}{_MONEY_END}{after}"


def _decimal_lines() -> Iterator[str]:
    """Yield the lines of the table of decimals, none longer than _WIDTH."""
    fractions = get_global("currency_fractions")
    for digits in sorted({row[0] for row in fractions.values()} - {fractions["DEFAULT"][0]}):
        currencies = " ".join(sorted(currency for currency, row in fractions.items() if row[0] == digits))
        parts = textwrap.wrap(currencies, _WIDTH - len('        " "') - 1)
        if len(parts) == 1:
            yield f'    {digits}: "{parts[0]}",\n'
        else:
            quoted = (f'        "{part} "\n' for part in parts[:-1])
            yield f'    {digits}: (\n{"".join(quoted)}        "{parts[-1]}"\n    ),\n'


def codes_file() -> str:
    """Return the text of ``codes.toml``: one row for each code of ISO 3166-1, in the order of the codes."""
    return _CODES_HEAD.format(pycountry=version("pycountry")) + _lines(_codes())


def names_file() -> str:
    """Return the text of ``names.toml``: one row for each code, with its names in the order of ``LANGUAGES``."""
    head = _NAMES_HEAD.format(count=len(LANGUAGES), cldr=get_cldr_version(), babel=version("Babel"))
    return head + _lines(_names())


def _codes() -> Iterator[tuple[str, Mapping[str, str]]]:
    for country in sorted(pycountry.countries, key=lambda country: country.alpha_2):
        fields = dict(country)
        row = {"alpha3": fields["alpha_3"], "m49": fields["numeric"], "name": fields["name"]}
        yield country.alpha_2, row | ({"official": fields["official_name"]} if "official_name" in fields else {})


def _names() -> Iterator[tuple[str, Mapping[str, str]]]:
    territories = {language: Locale(language).territories for language in LANGUAGES}
    for code in sorted((*(country.alpha_2 for country in pycountry.countries), *USER_ASSIGNED)):
        yield code, {language: territories[language][code] for language in LANGUAGES}


def _lines(rows: Iterator[tuple[str, Mapping[str, str]]]) -> str:
    return "".join(
        f"{code} = {{ {', '.join(f'{key} = {_quoted(text)}' for key, text in row.items())} }}\n" for code, row in rows
    )


def _quoted(text: str) -> str:
    # A JSON string is a TOML basic string, except for DEL, which no name contains.
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
