"""Adds codes and names from standards (ISO 3166-1 and the CLDR) to the countries of curated files."""

from collections.abc import Iterator

from coopviewer.authoring.tree_rows import GatheredRows
from coopviewer.domain.faults import Fault, phrase
from coopviewer.domain.reference.entries import CountryCodes
from coopviewer.domain.reference.facts import Citation, Name
from coopviewer.domain.reference.vocabulary import Basis, CodeStatus, NameKind

_SOURCES = {"iso_3166": "source/iso-3166-1", "cldr": "source/cldr"}
_MARKED = "The standard has this name without the marker."


def complete_countries(gathered: GatheredRows) -> None:
    """Add codes and names from standards (ISO 3166-1 and the CLDR) to the countries in ``gathered``.

    Codes and the official name are added to countries with an official alpha-2 code only. Each name cites its standard
    as a source. If the file of a standard was gathered, but no source for it, its names are left out; a fault is added
    to ``gathered.faults``, unless there are no countries or the row of the source has faults itself.
    """
    usable = {table for table in gathered.name_files if _has_source(table, gathered)}
    named: set[str] = set()
    for index, country in enumerate(gathered.countries):
        iso = gathered.codes.get(country.alpha2) if country.code_status is CodeStatus.OFFICIAL else None
        if iso is not None:
            gathered.countries[index] = country._replace(alpha3=iso.alpha3, m49=iso.m49)
            gathered.remember_file(gathered.files[id(country)], gathered.countries[index])
        if country.entry_id in named:
            continue  # the duplicate id is reported; its names would be duplicates too
        named.add(country.entry_id)
        if iso is not None and "iso_3166" in usable:
            _add_name(gathered, "iso_3166", _name(country, "iso_3166", "iso-3166", "en", iso.official or iso.name))
        if "cldr" in usable:
            for name in _cldr_names(country, gathered.names.get(country.alpha2, {})):
                _add_name(gathered, "cldr", name)


def _has_source(table: str, gathered: GatheredRows) -> bool:
    source_id = _SOURCES[table]
    if not gathered.countries or source_id in gathered.unreadable:
        return False
    if any(source.id == source_id for source in gathered.sources):
        return True
    expected = phrase("one in the folder, since the names cite it")
    gathered.faults.append(
        Fault(
            gathered.name_files[table], table, phrase("no source document {source_id}", source_id=source_id), expected
        )
    )
    return False


def _cldr_names(country: CountryCodes, names: dict[str, str]) -> Iterator[Name]:
    for language, text in names.items():
        yield _name(country, "cldr", f"cldr-{language}", language, text)


def _name(country: CountryCodes, table: str, key: str, language: str, text: str) -> Name:
    return Name(
        id=f"{country.entry_id}/name/{key}",
        entry_id=country.entry_id,
        basis=Basis.REFERENCE,
        citations=(Citation(_SOURCES[table], None),),
        note=None if country.marker is None else _MARKED,
        text=text + (country.marker or ""),
        language=language,
        kind=NameKind.OFFICIAL if table == "iso_3166" else NameKind.ALIAS,
    )


def _add_name(gathered: GatheredRows, table: str, name: Name) -> None:
    gathered.facts.append(name)
    gathered.remember_file(gathered.name_files[table], name)
