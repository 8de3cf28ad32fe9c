"""Addresses: ``coop:country/NE``, ``coop:project/afic#goals``, ``coop:source/…``, ``coop:home``.

Lists, overviews and briefs have them too: ``coop:search?q=…``, ``coop:annotations?tag=…``, ``coop:timeline?year=2019``,
``coop:brief?entries=country/NE``, ``coop:changes?with=/data/old.db``.
"""

import re
from collections.abc import Iterable
from types import ModuleType
from typing import NamedTuple

from coopviewer.domain.reference.entries import is_entry_id

SCHEME = "coop:"
HOME = "home"
IMPORT = "import"
SEARCH = "search"
ANNOTATIONS = "annotations"
OVERVIEWS = ("coverage", "timeline", "map")
COMPARE = "compare"
BRIEF = "brief"
CHANGES = "changes"
LONGEST_QUERY = 20_000  # characters; an address with a longer one is invalid
_QUERY_KEY = "?q="
_FRAGMENT = re.compile(r"[A-Za-z0-9/_.-]*", re.ASCII)
_ENCODED = r"[A-Za-z0-9%&=+_.~:/,-]*"  # how a query is written
_UNQUOTED = "-_.~:/,"  # readable in a query; all other characters with a meaning in an address are written as %XX


class Address(NamedTuple):
    """The address of a page or list.

    ``target`` is an entry's or a source's id, ``home``, ``import``, ``compare``, ``search``, ``annotations``,
    ``brief``, ``changes``, or one of OVERVIEWS.

    ``fragment`` is the name of a position in a page, empty: its beginning. ``query`` is the query of a search, the text
    of an AnnotationQuery, OverviewQuery, BriefRequest or ChangesView, or the entries of a comparison
    (``a=country/NE&b=country/ML``); it is empty for every other page.
    """

    target: str
    fragment: str = ""
    query: str = ""

    @property
    def is_home(self) -> bool:
        """Whether this is the home page."""
        return self.target == HOME

    @property
    def is_import(self) -> bool:
        """Whether this is the page about how the reference was imported."""
        return self.target == IMPORT

    @property
    def is_source(self) -> bool:
        """Whether this is the page of a source rather than of an entry."""
        return self.target.startswith("source/")

    @property
    def is_search(self) -> bool:
        """Whether this is the results of a search rather than a page."""
        return self.target == SEARCH

    @property
    def is_annotations(self) -> bool:
        """Whether this is a list of annotations rather than a page."""
        return self.target == ANNOTATIONS

    @property
    def is_overview(self) -> bool:
        """Whether this is an overview, such as the timeline, rather than a page."""
        return self.target in OVERVIEWS

    @property
    def is_comparison(self) -> bool:
        """Whether this is the page that compares several entries, whose ids are in the query."""
        return self.target == COMPARE

    @property
    def is_brief(self) -> bool:
        """Whether this is a brief rather than a page."""
        return self.target == BRIEF

    @property
    def is_changes(self) -> bool:
        """Whether this is the list of changes between two editions rather than a page."""
        return self.target == CHANGES

    @property
    def is_page(self) -> bool:
        """Whether this is a page: of an entry or a source, home, how the reference was imported, or a comparison."""
        return not (self.is_search or self.is_annotations or self.is_overview or self.is_brief or self.is_changes)

    def __str__(self) -> str:
        if self.is_search:
            return f"{SCHEME}{SEARCH}{_QUERY_KEY}{_urls().quote(self.query, safe=_UNQUOTED, errors='replace')}"
        if self.is_annotations or self.is_overview or self.is_comparison or self.is_brief or self.is_changes:
            return f"{SCHEME}{self.target}" + (f"?{self.query}" if self.query else "")
        return f"{SCHEME}{self.target}" + (f"#{self.fragment}" if self.fragment else "")


def search_address(query: str) -> Address:
    """Return the address of the results of a search; ``query`` is its text: ``kind:project niger``."""
    return Address(SEARCH, query=query)


def annotations_address(query: str = "") -> Address:
    """Return the address of a list of annotations; ``query`` is ``str`` of an AnnotationQuery: ``tag=sea``."""
    return Address(ANNOTATIONS, query=query)


def overview_address(name: str, query: str = "") -> Address:
    """Return the address of the overview ``name``, one of OVERVIEWS; ``query`` is ``str`` of an OverviewQuery."""
    return Address(name, query=query)


def comparison_address(entry_ids: Iterable[str]) -> Address:
    """Return the address of a comparison of entries, by their ids in order; those after the fourth are left out."""
    query = "&".join(f"{key}={id}" for key, id in zip("abcd", entry_ids, strict=False))
    return Address(COMPARE, query=query)


def compared_ids(address: Address) -> tuple[str, ...]:
    """Return the ids of the entries that a comparison compares, in order; ``address`` must be that of a comparison."""
    return tuple(part.partition("=")[2] for part in address.query.split("&"))


def brief_address(query: str) -> Address:
    """Return the address of a brief; ``query`` is ``str`` of a BriefRequest, such as ``entries=country/NE``."""
    return Address(BRIEF, query=query)


def changes_address(query: str) -> Address:
    """Return the address of a list of changes between two editions; ``query`` is ``str`` of a ChangesView."""
    return Address(CHANGES, query=query)


def parse_address(text: str) -> Address:
    """Parse an address, with or without ``coop:`` in front.

    Queries are brought into a canonical form, so that addresses that mean the same are equal; but the query of a search
    is only decoded (``%20`` becomes a space), and that of a brief is kept as it is. Raises ValueError if the text is
    not an address, or if its query has more than 20,000 characters (LONGEST_QUERY). An entry that it names need not
    exist in any database.
    """
    rest = text.removeprefix(SCHEME)
    if rest.startswith(SEARCH + _QUERY_KEY):
        query = _urls().unquote(rest.removeprefix(SEARCH + _QUERY_KEY))
        if len(query) > LONGEST_QUERY:
            raise ValueError("a query of this length is no address")
        return search_address(query)
    if rest == ANNOTATIONS or rest.startswith(f"{ANNOTATIONS}?"):
        return annotations_address(_canonical(ANNOTATIONS, rest.removeprefix(ANNOTATIONS).removeprefix("?")))
    name, _, query = rest.partition("?")
    if name == BRIEF:
        if len(query) > LONGEST_QUERY or re.fullmatch(_ENCODED, query) is None:
            raise ValueError("a query of this length, or with these characters, is no address")
        return brief_address(query)
    if name == CHANGES:
        return changes_address(_canonical(CHANGES, query))
    if name in OVERVIEWS or name == COMPARE:
        return overview_address(name, _canonical(name, query))
    target, _, fragment = rest.partition("#")
    if not (target in (HOME, IMPORT) or is_entry_id(target)) or _FRAGMENT.fullmatch(fragment) is None:
        raise ValueError(f"not an address: {text!r}")
    return Address(target, fragment)


def _canonical(name: str, query: str) -> str:
    """Return the query of an address in its one form. Raises ValueError if it is no valid query."""
    from coopviewer.domain.browsing.address_queries import canonical_query

    if len(query) > LONGEST_QUERY:
        raise ValueError("a query of this length is no address")
    return canonical_query(name, query)


HOME_ADDRESS = Address(HOME)
IMPORT_ADDRESS = Address(IMPORT)


def _urls() -> ModuleType:
    """Return the module that encodes queries; the addresses of pages have none, and it takes two milliseconds."""
    from urllib import parse

    return parse
