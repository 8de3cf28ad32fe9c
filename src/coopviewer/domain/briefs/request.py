"""The request for a brief, as its address has it: ``coop:brief?entries=country/NE,country/ML&notes=yes``."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, quote

from coopviewer.domain.annotations.annotation import clean_tag
from coopviewer.domain.overviews.coverage import parse_column_filters, write_column_filters
from coopviewer.domain.reference.entries import is_entry_id

LONGEST_FILTER = 1000
"""The most characters of the search query, and of the filters on columns."""
LONGEST_SIGNATURE = 200
MOST_ENTRIES = 300
"""The most entries of one brief; of a longer selection the first ones are taken."""
_UNQUOTED = "-_.~:/,"
_MOST_FIELDS = 50
_YES, _NONE = "yes", "none"


class BriefSection(StrEnum):
    """A part of a brief that can be left out; the value is its name in addresses.

    The order is that in addresses; in a brief the map is beside the facts.
    """

    COVER = "cover"
    FACTS = "facts"
    COVERAGE = "coverage"
    TIMELINE = "timeline"
    MAP = "map"
    GOALS = "goals"
    NOT_LISTED = "not-listed"
    DATA_NOTES = "data-notes"


class BriefOrder(StrEnum):
    """The order of a brief's entries: as they were chosen or found (GIVEN), or by their titles (TITLE).

    Entries that were chosen by a tag or as bookmarks are in the order of their titles in either case. Of a region and
    its countries GIVEN puts the region first, then the countries by title.
    """

    GIVEN = "given"
    TITLE = "title"


class BriefSources(StrEnum):
    """How sources are shown: as numbered notes, or as a list of documents alone."""

    NOTES = "notes"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefOptions:
    """What a brief shows of its entries, apart from which entries they are; the user's last options are remembered.

    ``sections`` are the parts of the brief that are shown. ``own_notes``: annotations of the entries in the user's file
    are shown too, those of others with their authors' names; if the request has a tag, only those with this tag.
    ``signature`` is the user's name, on the title page and beside the user's annotations. Empty: it is on neither; the
    name in the annotations file is not used instead, since it may be that of the user's account on the computer.
    """

    sections: frozenset[BriefSection] = frozenset(BriefSection)
    order: BriefOrder = BriefOrder.GIVEN
    sources: BriefSources = BriefSources.NOTES
    own_notes: bool = False
    signature: str = ""

    def having(self, **changes: Any) -> "BriefOptions":
        """Return a copy of the options in which the fields named in ``changes`` have other values."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefRequest:
    """Which entries a brief is about, and what it shows of them; ``parse_brief_request`` reads its text (``str``).

    The entries are those with the ids ``entries``; else those that the search ``query`` finds, and that meet the
    filters ``where`` on columns of the coverage (either may be empty); else those with the ``tag``; else those that are
    bookmarked; else the ``region`` and its countries. A request without any of these has no entry.
    """

    entries: tuple[str, ...] = ()
    query: str = ""
    where: str = ""
    tag: str = ""
    bookmarks: bool = False
    region: str = ""
    options: BriefOptions = BriefOptions()

    def __str__(self) -> str:
        options = self.options
        usual = BriefOptions()
        pairs = [
            ("entries", ",".join(self.entries)),
            ("q", self.query),
            ("where", self.where),
            ("tag", self.tag),
            ("bookmarks", _YES if self.bookmarks else ""),
            ("region", self.region),
            ("sections", "" if options.sections == usual.sections else write_sections(options.sections)),
            ("order", "" if options.order is usual.order else options.order),
            ("sources", "" if options.sources is usual.sources else options.sources),
            ("notes", _YES if options.own_notes else ""),
            ("signed", options.signature),
        ]
        return "&".join(f"{key}={quote(value, safe=_UNQUOTED, errors='replace')}" for key, value in pairs if value)

    @property
    def has_selection(self) -> bool:
        """Whether any field except ``options`` is given.

        If none is, the brief is about no entry. If one is, it may still be about none, as if ``query`` finds nothing.
        """
        return bool(self.entries or self.query or self.where or self.tag or self.bookmarks or self.region)

    @property
    def needs_annotations(self) -> bool:
        """Whether annotations are needed for the tag, the bookmarks or the user's notes.

        The annotations that a filter in ``query`` may need do not count.
        """
        return bool(self.tag or self.bookmarks or self.options.own_notes)

    def having(self, **changes: Any) -> "BriefRequest":
        """Return a copy of the request in which the fields named in ``changes`` have other values."""
        return replace(self, **changes)


def parse_brief_request(text: str) -> BriefRequest:
    """Parse the text after ``coop:brief?``; what is invalid or unknown is left out.

    Values are percent-encoded, as ``str`` of a BriefRequest writes them. The search query and the filters on columns
    are each cut at 1,000 characters (LONGEST_FILTER). Only the first 50 fields of the text are read.
    """
    given = dict(parse_qsl("&".join(text.split("&", _MOST_FIELDS)[:_MOST_FIELDS])))
    return BriefRequest(
        entries=distinct_entries(given.get("entries", "").split(",")),
        query=given.get("q", "")[:LONGEST_FILTER].strip(),
        where=write_column_filters(parse_column_filters(given.get("where", "")[:LONGEST_FILTER])),
        tag=clean_tag(given.get("tag", "")),
        bookmarks=given.get("bookmarks") == _YES,
        region=region if is_entry_id(region := given.get("region", "")) else "",
        options=BriefOptions(
            sections=parse_sections(given.get("sections", "")),
            order=BriefOrder.TITLE if given.get("order") == BriefOrder.TITLE else BriefOrder.GIVEN,
            sources=BriefSources.LIST if given.get("sources") == BriefSources.LIST else BriefSources.NOTES,
            own_notes=given.get("notes") == _YES,
            signature=clean_signature(given.get("signed", "")),
        ),
    )


def distinct_entries(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of entries in the order of ``ids``, each once; ``coop:country/NE`` becomes ``country/NE``.

    Sources, and texts without the form of such an id, are left out; an entry need not exist.
    """
    plain = (each.strip().removeprefix("coop:") for each in ids)
    return tuple(dict.fromkeys(id for id in plain if is_entry_id(id) and not id.startswith("source/")))


def parse_sections(text: str) -> frozenset[BriefSection]:
    """Parse names of sections, separated by commas; unknown names are left out.

    ``none`` means no section. A text that names no known section, such as an empty one, means all sections.
    """
    if text == _NONE:
        return frozenset()
    found = frozenset(BriefSection(each) for each in text.split(",") if each in set(BriefSection))
    return found or frozenset(BriefSection)


def write_sections(sections: frozenset[BriefSection]) -> str:
    """Return the names of sections in the order of BriefSection, such as ``cover,goals``; ``none`` for no section.

    ``parse_sections`` reads them.
    """
    return ",".join(section for section in BriefSection if section in sections) or _NONE


def clean_signature(text: str) -> str:
    """Return a signature as one line, cut at 200 characters (LONGEST_SIGNATURE).

    Line ends and other unprintable characters become blanks.
    """
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(printable.split())[:LONGEST_SIGNATURE].rstrip()
