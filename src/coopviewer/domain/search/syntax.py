"""The query language: ``kind:project partner:IOM region:"Western Balkans" active:2019 grant:>4m "a phrase" -word``.

Every text is a query. A part that is invalid is returned as a fault with its position; the other parts still hold, but
a query with a filter whose values are all invalid finds nothing. A filter without any value is left out.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from coopviewer.domain.annotations.annotation import clean_tag
from coopviewer.domain.search.names import FACETS, VALUES, nearest_name, value_named
from coopviewer.domain.search.query import Facet, SearchFilter, SearchPart, SearchQuery, SearchTerm
from coopviewer.domain.search.ranges import canonical_sums, parse_period, parse_years
from coopviewer.domain.text.folding import span_of_words
from coopviewer.domain.text.quotes import CERTAIN, quoted_at

MOST_PARTS = 32
"""The number of words, phrases and filters that a query may have; further ones are a fault and ignored."""

_NAME = re.compile("([A-Za-z][A-Za-z_-]*):(?!//)")
_SUM = re.compile(r"[^\s,\"]*(?:(?<=[0-9]),(?=[0-9])[^\s,\"]*)*(?: +(?:k|m|thousand|millions?|mio)\b)?", re.ASCII)
_OPENING = "".join(sorted(CERTAIN))
_VALUE = re.compile(rf"[^\s,{_OPENING}]*")
_WORD = re.compile(rf".[^\s{_OPENING}]*", re.DOTALL)  # a mark in front is one that opens no phrase
_NUMBER = re.compile("[0-9]+(?:[.,][0-9]+)+")  # found as a whole, as a phrase is
_SURROGATES = re.compile("[\ud800-\udfff]")


class FaultKind(StrEnum):
    """The kind of a fault in a query.

    UNCLOSED: a quotation mark. NO_VALUE: a filter without a value. BAD_PERIOD: not a year, month, day or range of
    these, as ``active:``, ``starts:`` and ``ends:`` need. BAD_YEARS: not a year or range of years. TOO_MANY: more than
    32 (MOST_PARTS) words and filters. NOTHING: no letter or digit to search for.
    """

    UNCLOSED = "unclosed"
    UNKNOWN_FACET = "unknown-facet"
    NO_VALUE = "no-value"
    UNKNOWN_VALUE = "unknown-value"
    BAD_PERIOD = "bad-period"
    BAD_YEARS = "bad-years"
    BAD_SUM = "bad-sum"
    BAD_CURRENCY = "bad-currency"
    TOO_MANY = "too-many"
    NOTHING = "nothing"


_FAULTS = {
    **dict.fromkeys((Facet.ACTIVE, Facet.STARTS, Facet.ENDS), FaultKind.BAD_PERIOD),
    Facet.GRANT: FaultKind.BAD_SUM,
    Facet.PAID: FaultKind.BAD_YEARS,
    Facet.BUDGET: FaultKind.BAD_YEARS,
    Facet.CURRENCY: FaultKind.BAD_CURRENCY,
}
_INVALID = (FaultKind.UNKNOWN_VALUE, *_FAULTS.values())


@dataclass(frozen=True, slots=True)
class QueryFault:
    """A part of a query's text that is invalid.

    ``position`` and ``length`` are in code points; ``found`` is the text there; ``facet`` is the facet of an invalid or
    missing value, None for other faults; ``suggestion`` is the nearest valid text, None if there is none.
    """

    kind: FaultKind
    position: int
    length: int
    found: str
    facet: Facet | None = None
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A text parsed as a query, in which invalid parts of the text are left out; these are ``faults``."""

    text: str
    query: SearchQuery
    faults: tuple[QueryFault, ...]

    @property
    def lacks_a_value(self) -> bool:
        """Whether all values that the text gives for one of its facets are invalid, so that the query finds nothing."""
        return lacks_a_value(self.query, self.faults)


def lacks_a_value(query: SearchQuery, faults: Iterable[QueryFault]) -> bool:
    """Return whether all values that a query's text has for some facet are invalid, so that the query finds nothing.

    ``faults`` are the faults that were found when the text of ``query`` was parsed. Without the invalid filter the
    query would find more than was asked for. A filter that has no value yet, as while it is typed, does not count.
    """
    invalid = {fault.facet for fault in faults if fault.kind in _INVALID}
    return not invalid <= {part.facet for part in query.filters}


def parse_query(text: str) -> ParsedQuery:
    """Parse any text as a query.

    What is invalid is left out of the query and is among the faults; so is all that follows the first 32 words, phrases
    and filters (MOST_PARTS).
    """
    return _Reader(text).read()


class _Reader:
    """Parses one text from left to right."""

    def __init__(self, text: str) -> None:
        self._original = text
        # Replaced one for one, so that positions stay: neither can be searched, and SQLite accepts neither.
        self._text = _SURROGATES.sub("\ufffd", text.replace("\0", " "))
        self._offset = 0
        self._parts: dict[SearchPart, None] = {}
        self._faults: list[QueryFault] = []

    def read(self) -> ParsedQuery:
        """Parse the whole text."""
        while self._skip_blanks():
            if self._is_full():
                self._fault(FaultKind.TOO_MANY, self._offset, len(self._text))
                break
            self._read_part()
        if not self._parts and not self._faults and self._original.strip():
            self._fault(FaultKind.NOTHING, 0, len(self._text))
        return ParsedQuery(self._original, SearchQuery(tuple(self._parts)), tuple(self._faults))

    def _is_full(self) -> bool:
        return len(self._parts) >= MOST_PARTS

    def _skip_blanks(self) -> bool:
        while self._offset < len(self._text) and self._text[self._offset].isspace():
            self._offset += 1
        return self._offset < len(self._text)

    def _read_part(self) -> None:
        start = self._offset
        following = self._text[start + 1 : start + 2]
        excluded = self._text[start] == "-" and bool(following) and not following.isspace()
        self._offset += excluded
        name = _NAME.match(self._text, self._offset)
        quoted = self._quoted()
        if quoted is not None:
            words = " ".join(quoted.split())
            if span_of_words(words) is not None:
                self._add(SearchTerm(words, phrase=True, excluded=excluded))
        elif name is not None:
            self._read_facet(name, excluded)
        else:
            self._read_words(excluded)

    def _read_words(self, excluded: bool) -> None:
        match = _WORD.match(self._text, self._offset)
        assert match is not None
        self._offset = match.end()
        span = span_of_words(match[0])
        # Without a bracket or dash in front the rest may look like a facet.
        pieces = [match[0]] if span is None or _NAME.match(match[0][span[0] :]) is None else match[0].split(":")
        start = match.start()
        for piece in pieces:
            if self._is_full():
                self._offset = start
                return
            span = span_of_words(piece)
            if span is not None:
                text = piece[span[0] : span[1]]
                self._add(SearchTerm(text, phrase=_NUMBER.fullmatch(text) is not None, excluded=excluded))
            start += len(piece) + 1

    def _read_facet(self, name: re.Match[str], excluded: bool) -> None:
        key = name[1].casefold().replace("_", "-")
        facet = FACETS.get(key)
        self._offset = name.end()
        if facet is None:
            self._refuse_facet(name, key, excluded)
            return
        has_value = False
        while True:
            begin = self._offset
            value = self._value(facet)
            if value.strip():
                has_value = True
                self._add_filter(facet, value, excluded, (begin, self._offset))
            if self._text[self._offset : self._offset + 1] != ",":
                break
            self._offset += 1
            if self._is_full():
                return
        if not has_value:
            self._fault(FaultKind.NO_VALUE, name.start(), self._offset, facet=facet)

    def _refuse_facet(self, name: re.Match[str], key: str, excluded: bool) -> None:
        near = nearest_name(key, FACETS)
        self._fault(FaultKind.UNKNOWN_FACET, name.start(), name.end() - 1, suggestion=near and str(FACETS[near]))
        if near is not None:  # the facet that was meant is known, so its value is not searched as a word
            self._value(Facet.REGION)
            while self._text[self._offset : self._offset + 1] == ",":
                self._offset += 1
                self._value(Facet.REGION)
            return
        self._offset = name.start()
        self._read_words(excluded)

    def _value(self, facet: Facet) -> str:
        quoted = self._quoted()
        if quoted is not None:
            return " ".join(quoted.split())
        pattern = _SUM if facet is Facet.GRANT else _VALUE
        match = pattern.match(self._text, self._offset)
        assert match is not None
        self._offset = match.end()
        return match[0]

    def _add_filter(self, facet: Facet, value: str, excluded: bool, span: tuple[int, int]) -> None:
        try:
            canonical = _canonical(facet, value)
        except ValueError:
            kind = _FAULTS.get(facet, FaultKind.UNKNOWN_VALUE)
            known = VALUES.get(facet, {})
            near = nearest_name(value.casefold(), known)
            self._fault(kind, *span, facet=facet, suggestion=near and str(known[near]))
            return
        self._add(SearchFilter(facet, canonical, excluded))

    def _quoted(self) -> str | None:
        """Return the phrase in quotation marks here, None without one; a missing mark at its end is a fault."""
        quoted = quoted_at(self._text, self._offset)
        if quoted is None:
            return None
        if not quoted.is_closed:
            self._fault(FaultKind.UNCLOSED, self._offset, self._offset + 1)
        self._offset = quoted.end
        return quoted.text

    def _add(self, part: SearchPart) -> None:
        self._parts[part] = None

    def _fault(
        self, kind: FaultKind, start: int, end: int, facet: Facet | None = None, suggestion: str | None = None
    ) -> None:
        found = self._text[start:end]
        self._faults.append(QueryFault(kind, start, max(end - start, 1), found, facet, suggestion))


def _canonical(facet: Facet, value: str) -> str:
    """Return a filter's value in its one spelling; raises ValueError if it is not valid."""
    return str(value_named(value, VALUES[facet])) if facet in VALUES else _CANONICAL.get(facet, _name)(value)


def _name(value: str) -> str:
    if span_of_words(value) is None:
        raise ValueError(f"no letter or digit: {value!r}")
    return value


def _tag(value: str) -> str:
    cleaned = clean_tag(value)
    if not cleaned:
        raise ValueError(f"no tag: {value!r}")
    return cleaned


def _currency(value: str) -> str:
    if not (len(value) == 3 and value.isascii() and value.isalpha()):
        raise ValueError(f"no code of a currency: {value!r}")
    return value.upper()


def _period(value: str) -> str:
    parse_period(value)
    return value.replace("/", "..")


def _years(value: str) -> str:
    parse_years(value)
    return value.replace("/", "..")


_CANONICAL: Mapping[Facet, Callable[[str], str]] = {
    **dict.fromkeys((Facet.ACTIVE, Facet.STARTS, Facet.ENDS), _period),
    Facet.GRANT: canonical_sums,
    Facet.PAID: _years,
    Facet.BUDGET: _years,
    Facet.TAG: _tag,
    Facet.CURRENCY: _currency,
}
