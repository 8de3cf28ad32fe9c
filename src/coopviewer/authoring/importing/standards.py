"""Codes and names of the standards that imported activities use, as they are bundled: ISO 3166, CLDR, M49, IATI."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from coopviewer.domain.reference.sources import Source

ISO_SOURCE, CLDR_SOURCE, M49_SOURCE, CODES_SOURCE = (
    "source/iso-3166-1",
    "source/cldr",
    "source/un-m49",
    "source/iati-codes",
)
_MARKED_FIELDS = ("title", "sort_title", "marker")
Labels = Mapping[str, str]
"""Texts by their language, a BCP 47 tag."""


class StandardFolders(NamedTuple):
    """The folders of the bundled files.

    ``curated`` has the codes and names of countries, ``resources`` the lists of IATI, the regions and the words of
    tables.
    """

    curated: Path
    resources: Path


class CountryNames(NamedTuple):
    """Codes and names of a country; None or empty: the standard has none.

    ``title`` is in English. ``official`` is its official name in ISO 3166-1, or the short name there if it has no
    official one. ``names`` are the names in the CLDR, by language. ``region`` is the code of the smallest region of M49
    with the country. ``marker`` is a character that must always stand behind the name, such as ``*``, and ``note``
    explains it: ``title`` ends in it, the names of the standards lack it.
    """

    code: str
    title: str
    sort_title: str
    alpha3: str | None
    m49: str | None
    official: str | None
    names: Labels
    region: str | None
    marker: str | None = None
    note: str | None = None


class RegionNames(NamedTuple):
    """Names of a region of M49 by language, and the code of the region it is in, None for a continent or the world."""

    code: str
    names: Labels
    parent: str | None


class Standards:
    """What an import needs to know of standards: codes of IATI, countries and regions, and their names by language."""

    def __init__(self, folders: StandardFolders) -> None:
        """Read code lists, regions, and codes and names of countries.

        Countries whose name has a marker (``Kosovo*``) are read when first needed. Raises OSError if a bundled file is
        missing.
        """
        self._folders = folders
        codes = _read(folders.resources / "iati-codes.toml")
        regions = _read(folders.resources / "regions.toml")
        self._lists: Mapping[str, Mapping[str, Labels]] = codes
        self._regions: Mapping[str, Mapping[str, str]] = regions["regions"]
        self._placed: Mapping[str, str] = regions["countries"]
        self._documents = {CODES_SOURCE: codes["source_document"], M49_SOURCE: regions["source_document"]}
        iso = _read(folders.curated / "codes.toml")
        names = _read(folders.curated / "names.toml")
        self._iso: Mapping[str, Labels] = iso["iso_3166"]
        self._names: Mapping[str, Labels] = names["cldr"]
        for document in (*iso["source_document"], *names["source_document"]):
            self._documents[document["id"]] = document
        self._marked: dict[str, Mapping[str, Any]] | None = None

    def labels(self, code_list: str, code: str) -> Labels:
        """Return the names of a code of an IATI list by language; empty if the list or the code is not known."""
        return self._lists.get(code_list, {}).get(code, {})

    def lacks(self, code_list: str, code: str) -> bool:
        """Return whether an IATI list is known and a code is not in it."""
        return code_list in self._lists and code not in self._lists[code_list]

    def labelled(self, code_list: str) -> Iterator[tuple[str, Labels]]:
        """Yield the codes of an IATI list with their names by language; nothing if the list is not known."""
        yield from self._lists.get(code_list, {}).items()

    def country_codes(self) -> Iterator[str]:
        """Yield the alpha-2 codes of all countries that the CLDR names, in no particular order."""
        yield from self._names

    def region_codes(self) -> Iterator[str]:
        """Yield the codes of all regions of M49, three digits each, also the code of the whole world."""
        yield from self._regions

    def source(self, source_id: str) -> Source:
        """Return the document of a standard as a source that facts can cite, by its id, such as ISO_SOURCE.

        Raises KeyError for an id of no standard.
        """
        fields = ("id", "title", "publisher", "url", "url_basis", "language", "version")
        document = self._documents[source_id]
        return Source(**{field: document.get(field) for field in fields})

    def is_country(self, code: str) -> bool:
        """Return whether a code, in capitals, is a country's in ISO 3166-1, or is one that the CLDR adds (``XK``)."""
        return code in self._names

    def country(self, code: str) -> CountryNames:
        """Return what is known of a country by its alpha-2 code; raises KeyError if ``is_country`` is False for it."""
        iso, names = self._iso.get(code, {}), self._names[code]
        marked = self._marked_countries().get(code, {})
        title = marked.get("title") or _title(names["en"], iso)
        return CountryNames(
            code=code,
            title=title,
            sort_title=marked.get("sort_title", title),
            alpha3=iso.get("alpha3"),
            m49=iso.get("m49"),
            official=iso.get("official") or iso.get("name"),
            names=names,
            region=self._placed.get(code),
            marker=marked.get("marker"),
            note=marked.get("note"),
        )

    def region(self, code: str) -> RegionNames | None:
        """Return a region of M49 by its code of three digits; None if there is none."""
        found = self._regions.get(code)
        if found is None:
            return None
        names = {language: name for language, name in found.items() if language != "parent"}
        return RegionNames(code, names, found.get("parent"))

    def _marked_countries(self) -> Mapping[str, Mapping[str, Any]]:
        """Return the curated countries whose name has a marker (``Kosovo*``), by alpha-2 code, with title and note."""
        if self._marked is None:
            self._marked = {}
            for entry in _read(self._folders.curated / "countries.toml")["entry"]:
                if "marker" in entry:
                    notes = [each["text"] for each in entry.get("statement", ()) if each["kind"] == "legal-note"]
                    fields = {field: entry[field] for field in _MARKED_FIELDS if field in entry}
                    self._marked[entry["id"].partition("/")[2]] = fields | {"note": next(iter(notes), None)}
        return self._marked


def _title(short: str, iso: Labels) -> str:
    """Return a country's English title: the CLDR's, or ISO's where the former distinguishes two countries by a city."""
    if " - " not in short or "name" not in iso:
        return short
    if "official" in iso:
        return iso["official"]
    words, _, before = iso["name"].partition(", ")
    return f"{before} {words}".strip().removeprefix("The ")


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
