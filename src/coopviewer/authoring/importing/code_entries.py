"""Makes the entries of countries, regions and sectors that files name by a code, with names from standards or files."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coopviewer.authoring.importing.iati.keys import short_hash, slug
from coopviewer.authoring.importing.standards import (
    CLDR_SOURCE,
    CODES_SOURCE,
    ISO_SOURCE,
    M49_SOURCE,
    CountryNames,
    Labels,
    Standards,
)
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Citation, Fact, Name, Relation, Statement
from coopviewer.domain.reference.outline import IN_REGION
from coopviewer.domain.reference.published_facts import Identifier, IdentifierScheme
from coopviewer.domain.reference.vocabulary import Basis, CodeStatus, EntryKind, NameKind, StatementKind

_DAC_REGIONS, _M49_REGIONS = "1", "2"
_DAC_5, _DAC_3 = "1", "2"
_OWN = ("98", "99")  # vocabularies of sectors that each reporter defines
_LISTS_OF_SECTORS = {_DAC_5: "Sector", _DAC_3: "SectorCategory", "7": "UNSDG-Goals"}
_UNKNOWN = "und"
_MARKED = "The standard has this name without the marker."
_ABOUT_MARKER = "About the name of this entry in this program; the imported file does not say it."


class CodeEntry(NamedTuple):
    """An entry for a code, and its facts; ``country`` are the codes of a country, None for a region or a sector."""

    entry: EntryRef
    facts: tuple[Fact, ...]
    country: CountryCodes | None = None


class _Theme(NamedTuple):
    """A sector that an activity names: the code of its list, its own code, and the place that names it first.

    ``reporter`` is who reports that activity, whose own list it may be.
    """

    vocabulary: str
    code: str
    reporter: str
    citation: Citation


class CodeEntries:
    """Returns the ids of entries for codes of countries, regions and sectors, and in the end these entries.

    ``entries`` yields an entry for each code of which an id was returned, and for the M49 regions around them.
    """

    def __init__(self, standards: Standards) -> None:
        self._standards = standards
        self._countries: dict[str, str | None] = {}
        self._regions: dict[tuple[str, str], str | None] = {}
        self._themes: dict[tuple[str, str, str], str] = {}
        self._used: dict[str, _Theme] = {}
        self._labels: dict[str, Counter[str]] = {}
        self._cited: dict[tuple[str, str], tuple[str, Citation]] = {}  # language and first place of a sector's labels

    def country_id(self, code: str) -> str | None:
        """Return the id of the entry of a country: ``country/NE`` for its alpha-2 code ``NE``; None for any other code.

        The code must be in capitals.
        """
        if code not in self._countries:
            self._countries[code] = f"country/{code}" if self._standards.is_country(code) else None
        return self._countries[code]

    def region_id(self, code: str, vocabulary: str) -> str | None:
        """Return the id of a region's entry; ``vocabulary`` is 1 (the DAC's list) or 2 (M49).

        None if the list lacks the code, and for any other vocabulary.
        """
        key = code, vocabulary
        if key not in self._regions:
            self._regions[key] = self._region_id(code, vocabulary)
        return self._regions[key]

    def theme_id(
        self, vocabulary: str, code: str, label: str | None, language: str, reporter: str, citation: Citation
    ) -> str:
        """Return the id of the entry of a sector; sectors of a reporter's own list have an id for each reporter.

        ``vocabulary`` is the list that has the code (a code of SectorVocabulary), ``label`` the name in the file (None:
        the code alone) in ``language``, a BCP 47 tag; it becomes a name of the entry unless that list has the same
        name. ``reporter`` is the identifier or name of who reports the activity, ``citation`` the place in the file.
        If no standard has a name for the sector, the most frequent label becomes the title of the entry.
        """
        key = vocabulary, code, reporter if vocabulary in _OWN else ""
        entry_id = self._themes.get(key)
        if entry_id is None:
            entry_id = self._themes[key] = _theme_id(*key)
            self._used.setdefault(entry_id, _Theme(*key, citation))
        if label is not None:
            self._labels.setdefault(entry_id, Counter())[label] += 1
            known = self._cited.setdefault((entry_id, label), (language, citation))
            if known[0] == _UNKNOWN != language:
                self._cited[entry_id, label] = language, citation
        return entry_id

    def entries(self) -> Iterator[CodeEntry]:
        """Yield the entries of all known codes that were asked for, and of the M49 regions around them.

        They come in this order, each sorted by code: countries, regions of M49, regions of the DAC; then sectors by the
        ids of their entries.
        """
        codes = sorted(code for code, entry_id in self._countries.items() if entry_id is not None)
        countries = [self._standards.country(code) for code in codes]
        yield from (self._country(country) for country in countries)
        taken = sorted(key for key, entry_id in self._regions.items() if entry_id)
        named = [code for code, vocabulary in taken if vocabulary == _M49_REGIONS]
        yield from map(self._m49_region, self._around([*named, *(country.region for country in countries)]))
        yield from (self._dac_region(code) for code, vocabulary in taken if vocabulary == _DAC_REGIONS)
        yield from (self._theme(entry_id, theme) for entry_id, theme in sorted(self._used.items()))

    def _region_id(self, code: str, vocabulary: str) -> str | None:
        if vocabulary == _M49_REGIONS:
            return f"region/m49-{code}" if self._standards.region(code) else None
        is_known = vocabulary == _DAC_REGIONS and self._standards.labels("Region", code)
        return f"region/dac-{code}" if is_known else None

    def _around(self, codes: Sequence[str | None]) -> list[str]:
        """Return M49 codes with those of all regions around them, sorted; None stands for no region."""
        found: set[str] = set()
        for each in codes:
            code = each
            while code is not None and code not in found:
                found.add(code)
                region = self._standards.region(code)
                code = region.parent if region is not None else None
        return sorted(found)

    def _country(self, country: CountryNames) -> CodeEntry:
        entry_id = f"country/{country.code}"
        marker = country.marker
        entry = EntryRef(entry_id, EntryKind.COUNTRY, country.title, country.sort_title, marker)
        facts: list[Fact] = []
        note = None if marker is None else _MARKED
        if country.official is not None:
            facts.append(_name(entry_id, "iso-3166-1", "en", country.official + (marker or ""), ISO_SOURCE, note=note))
        facts += (
            _name(entry_id, f"cldr-{language}", language, text + (marker or ""), CLDR_SOURCE, note=note)
            for language, text in country.names.items()
        )
        if country.note is not None:
            facts.append(_legal_note(entry_id, country.note))
        if country.region is not None:
            facts.append(_in_region(entry_id, country.region))
        status = CodeStatus.OFFICIAL if country.alpha3 else CodeStatus.USER_ASSIGNED
        codes = CountryCodes(entry_id, country.code, country.alpha3, country.m49, status, marker=marker)
        return CodeEntry(entry, tuple(facts), codes)

    def _m49_region(self, code: str) -> CodeEntry:
        entry_id = f"region/m49-{code}"
        region = self._standards.region(code)
        assert region is not None
        facts: list[Fact] = [
            _name(entry_id, f"m49-{language}", language, text, M49_SOURCE if language == "en" else CLDR_SOURCE)
            for language, text in region.names.items()
        ]
        facts.append(_code(entry_id, code, M49_SOURCE))
        if region.parent is not None:
            facts.append(_in_region(entry_id, region.parent))
        return CodeEntry(_entry(entry_id, EntryKind.REGION, region.names["en"], code), tuple(facts))

    def _dac_region(self, code: str) -> CodeEntry:
        entry_id = f"region/dac-{code}"
        labels = self._standards.labels("Region", code)
        facts = (*_list_names(entry_id, labels), _code(entry_id, code, CODES_SOURCE))
        return CodeEntry(_entry(entry_id, EntryKind.REGION, labels["en"], code), facts)

    def _theme(self, entry_id: str, theme: _Theme) -> CodeEntry:
        labels = self._standards.labels(_LISTS_OF_SECTORS.get(theme.vocabulary, ""), theme.code)
        given = self._labels.get(entry_id, Counter())
        title = labels.get("en") or next((label for label, _ in given.most_common(1)), theme.code)
        facts: list[Fact] = list(_list_names(entry_id, labels))
        known = {text.casefold() for text in labels.values()}
        facts += (
            Name(
                id=f"{entry_id}/name/given-{short_hash(label)}",
                entry_id=entry_id,
                basis=Basis.STATED,
                citations=(self._cited[entry_id, label][1],),
                text=label,
                language=self._cited[entry_id, label][0],
                kind=NameKind.AS_GIVEN,
            )
            for label in given
            if label.casefold() not in known
        )
        facts.append(_code(entry_id, theme.code, CODES_SOURCE) if labels else _stated_code(entry_id, theme))
        return CodeEntry(_entry(entry_id, EntryKind.THEME, title, theme.code), tuple(facts))


def _theme_id(vocabulary: str, code: str, reporter: str) -> str:
    match vocabulary:
        case "1":
            return f"theme/dac-{slug(code)}"
        case "2":
            return f"theme/dac3-{slug(code)}"
    own = f"-{short_hash(reporter)[:8]}" if reporter else ""
    return f"theme/v{slug(vocabulary)}-{slug(code)}{own}"


def _entry(entry_id: str, kind: EntryKind, title: str, code: str) -> EntryRef:
    return EntryRef(entry_id, kind, title, title, hint=code)


def _name(entry_id: str, key: str, language: str, text: str, source_id: str, *, note: str | None = None) -> Name:
    return Name(
        id=f"{entry_id}/name/{key}",
        entry_id=entry_id,
        basis=Basis.REFERENCE,
        citations=(Citation(source_id, None),),
        note=note,
        text=text,
        language=language,
        kind=NameKind.OFFICIAL if source_id != CLDR_SOURCE else NameKind.ALIAS,
    )


def _list_names(entry_id: str, labels: Labels) -> Iterator[Name]:
    for language, text in labels.items():
        yield _name(entry_id, f"code-list-{language}", language, text, CODES_SOURCE)


def _code(entry_id: str, code: str, source_id: str) -> Identifier:
    return Identifier(
        id=f"{entry_id}/identifier/code",
        entry_id=entry_id,
        basis=Basis.REFERENCE,
        citations=(Citation(source_id, None),),
        scheme=IdentifierScheme.OTHER,
        value=code,
        as_given=code,
    )


def _stated_code(entry_id: str, theme: _Theme) -> Identifier:
    return Identifier(
        id=f"{entry_id}/identifier/code",
        entry_id=entry_id,
        basis=Basis.STATED,
        citations=(theme.citation,),
        scheme=IdentifierScheme.LOCAL,
        value=theme.code,
        as_given=theme.code,
    )


def _in_region(entry_id: str, region: str) -> Relation:
    return Relation(
        id=f"{entry_id}/{IN_REGION}/m49-{region}",
        entry_id=entry_id,
        basis=Basis.REFERENCE,
        citations=(Citation(M49_SOURCE, None),),
        predicate_id=IN_REGION,
        object_id=f"region/m49-{region}",
        ordinal=1,
    )


def _legal_note(entry_id: str, text: str) -> Statement:
    return Statement(
        id=f"{entry_id}/legal-note",
        entry_id=entry_id,
        basis=Basis.EDITORIAL,
        note=_ABOUT_MARKER,
        kind=StatementKind.LEGAL_NOTE,
        ordinal=1,
        text=text,
    )
