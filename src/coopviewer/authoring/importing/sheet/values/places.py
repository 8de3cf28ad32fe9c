"""Finds countries and regions by any name: codes, names in seven languages, formal names, and names that are alike."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from coopviewer.authoring.importing.sheet.values.words import plain_words
from coopviewer.authoring.importing.standards import Standards

_LEAST_LIKENESS = 88.0  # per cent
_NEXT_BEHIND = 4.0  # how far behind the second most similar country must be
_LEAST_NEAR, _AS_NEAR = 0.7, 0.04  # of a name that is only told: its likeness, and how far another may be behind
_SHORTEST_NEAR, _MOST_NEAR = 4, 2_000
_SHORTEST_LIKENED = 5  # letters; codes are never likened
_ARTICLES = re.compile(r"^(?:the|la|le|les|el|los|las|die|der|das|republik) ")
_ELIDED = re.compile(r"\s*l['’\u02bc]\s*", re.IGNORECASE)  # of "l'Ukraine"; plain words have no apostrophes
_CODE = re.compile("[A-Z]{2,3}", re.ASCII)
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_HEAD = re.compile(r".*?(?= - | \(|, |$)", re.DOTALL)  # "Congo" of "Congo - Kinshasa"
_SAINT = re.compile(r"\b(?:st|ste|saint|sainte|sankt|san)\b")


class PossiblePlace(NamedTuple):
    """The country or region that a text names.

    ``entry_code`` is the alpha-2 code of a country, or the code of a region. ``vocabulary`` says for a region which
    list its code is of (RegionVocabulary: ``2`` is M49); it is None for a country. ``alike`` is None if the text is
    certain to mean the place. Otherwise it is a known name of the place: the text is only similar to that, has more in
    brackets behind it, or may mean another country too (``Congo``).
    """

    entry_code: str
    vocabulary: str | None = None
    alike: str | None = None


class Places:
    """Finds countries and regions by the names that tables have for them."""

    def __init__(self, standards: Standards, more: Mapping[str, Iterable[str]]) -> None:
        """Take the names that the standards have; ``more`` has further names of countries, by alpha-2 code."""
        self._countries: dict[str, str | None] = {}
        self._codes: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._heads: dict[str, set[str]] = {}
        for code in standards.country_codes():
            country = standards.country(code)
            self._titles[code] = country.title
            self._codes[code] = code
            if country.alpha3:
                self._codes[country.alpha3] = code
            names = (country.title, country.official, *country.names.values(), *more.get(code, ()))
            for name in filter(None, names):
                for plain in _forms(name):
                    self._put(plain, code, name)
                if "(" in name and (outside := _plain(_IN_BRACKETS.sub("", name))):
                    self._put(outside, code, name)
                self._heads.setdefault(_plain(_HEAD.match(name)[0]), set()).add(code)  # type: ignore[index]
        self._unsure = frozenset(head for head, codes in self._heads.items() if len(codes) > 1)
        self._regions = dict(_regions(standards))
        self._found: dict[str, PossiblePlace | None] = {}
        self._near: dict[str, str] = {}

    def find(self, text: str) -> PossiblePlace | None:
        """Return the country or region that a text names; None if it names none, or could mean two (``Korea``).

        A code of a country counts in capitals only, names in any case. The place has ``alike`` if the name is only
        similar, has more in brackets behind it (``Mali (north)``), or may mean another country too (``Congo``).
        """
        if text not in self._found:
            if len(self._found) > 20_000:
                self._found.clear()
            self._found[text] = self._find(text)
        return self._found[text]

    def near(self, text: str) -> str:
        """Return the English name of the country that a text is most like, such as ``Tunisia`` for ``Tunesia``.

        If two countries are about equally near, both names are returned, joined by ``, ``. Empty if no country's name
        is at least 70 % alike, or if the text has fewer than four letters.
        """
        if text not in self._near:
            if len(self._near) > _MOST_NEAR:
                self._near.clear()
            self._near[text] = self._nearest(_plain(text))
        return self._near[text]

    def _nearest(self, plain: str) -> str:
        if sum(map(str.isalpha, plain)) < _SHORTEST_NEAR:
            return ""
        matches = process.extract(
            plain, list(self._countries), scorer=OSA.normalized_similarity, score_cutoff=_LEAST_NEAR, limit=12
        )
        best: dict[str, float] = {}
        for name, score, _ in matches:
            if (code := self._countries[name]) is not None:
                best.setdefault(code, score)
        ranked = sorted(best.items(), key=lambda each: -each[1])[:2]
        return ", ".join(self._titles[code] for code, score in ranked if ranked[0][1] - score < _AS_NEAR)

    def _put(self, plain: str, code: str, name: str) -> None:
        known = self._countries.get(plain, code)
        self._countries[plain] = code if known == code else None  # two countries of one name: neither
        self._shown.setdefault(plain, name)

    def _find(self, text: str) -> PossiblePlace | None:
        stripped = text.strip().rstrip("*").strip()
        if _CODE.fullmatch(stripped) and stripped in self._codes:
            return PossiblePlace(self._codes[stripped])
        for plain in _forms(stripped):
            if code := self._countries.get(plain):
                return PossiblePlace(code, alike=self._titles[code] if plain in self._unsure else None)
            if region := self._regions.get(plain):
                return region
        if "(" in stripped:
            return self._qualified(stripped)
        return self._alike(_plain(stripped))

    def _qualified(self, text: str) -> PossiblePlace | None:
        """Return the country whose name is followed by words in brackets, which may name a part of it, or another.

        ``Sudan (South)`` is the one that is called so with these words before.
        """
        turned, outside = _plain(re.sub(r"(.*?)\((.*?)\).*", r"\2 \1", text)), _plain(_IN_BRACKETS.sub("", text))
        if code := self._countries.get(turned):
            return PossiblePlace(code)
        code = self._countries.get(outside)
        return PossiblePlace(code, alike=self._shown[outside]) if code else None

    def _alike(self, plain: str) -> PossiblePlace | None:
        if sum(map(str.isalpha, plain)) < _SHORTEST_LIKENED:
            return None
        matches = process.extract(
            plain, list(self._countries), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS, limit=12
        )
        best: dict[str | None, tuple[float, str]] = {}
        for name, score, _ in matches:
            best.setdefault(self._countries[name], (score, name))
        ranked = sorted(best.items(), key=lambda each: -each[1][0])
        if not ranked or ranked[0][0] is None:
            return None
        if len(ranked) > 1 and ranked[0][1][0] - ranked[1][1][0] < _NEXT_BEHIND:
            return None
        code, (_, name) = ranked[0]
        return PossiblePlace(code or "", alike=self._shown[name])


def _plain(text: str) -> str:
    words = plain_words(text.replace("&", " and ").replace("’", "'"))
    return _SAINT.sub("saint", words)


def _forms(name: str) -> Iterator[str]:
    """Yield the forms in which a name is looked up: plain, without article or brackets, turned at its comma."""
    plain = _plain(name)
    if plain:
        yield plain
        bare = _plain(_ELIDED.sub("", name, count=1)) if _ELIDED.match(name) else _ARTICLES.sub("", plain)
        if bare and bare != plain:
            yield bare
    head, comma, rest = name.partition(", ")
    if comma:
        turned = _plain(f"{rest} {head}")
        yield turned
        yield _ARTICLES.sub("", turned)


def _regions(standards: Standards) -> Iterator[tuple[str, PossiblePlace]]:
    for code, label in standards.labelled("Region"):
        for text in label.values():
            yield _plain(text), PossiblePlace(code, "1")
            yield _plain(text.replace(", regional", "")), PossiblePlace(code, "1")
    for code in standards.region_codes():
        region = standards.region(code)
        for text in region.names.values() if region is not None else ():
            yield _plain(text), PossiblePlace(code, "2")
