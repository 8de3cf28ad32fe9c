"""The query of an overview, as its address has it: ``coop:timeline?group=region&year=2019``."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, quote

from coopviewer.domain.overviews.coverage import parse_column_filters, write_column_filters
from coopviewer.domain.reference.entries import is_entry_id

LONGEST_FILTER = 1000  # characters of the search query that limits an overview
MOST_COMPARED = 4
_COMPARED = ("a", "b", "c", "d")
_FIRST_YEAR, _LAST_YEAR = 1, 9999
_KEY = re.compile(r"-?\w[\w./:-]{0,200}")
_UNQUOTED = "-_.~:/,"


class OverviewKind(StrEnum):
    """An overview, or the comparison of entries; the value is its name in addresses."""

    COVERAGE = "coverage"
    TIMELINE = "timeline"
    MAP = "map"
    COMPARE = "compare"


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewQuery:
    """What an overview shows; ``str(query)`` is its text in an address, such as ``group=region&year=2019``.

    ``parse_overview_query`` reads that text. Fields that an overview has no use for are ignored.

    ``filter`` is a search query that limits the entries; empty: all. ``group`` is the key by which rows are grouped,
    ``sort`` the key of the column by which they are sorted, with ``-`` in front for descending order; for both, empty
    means the overview's own default. ``as_table``: a table is shown instead of the picture. Of the timeline, ``year``
    is the year in which projects were active, surely or possibly, None: any; all others, and those that ``filter``
    excludes, are dimmed in the picture and left out of the table.

    Of the coverage, ``where`` limits the rows to those with certain cells (``parse_column_filters``), and ``columns``
    says how projects are made into columns (a value of ColumnChoice; empty: the default). Of the map, ``colour`` is the
    key of what countries are coloured by, and ``region`` the id of the region that is shown, empty: the world. Of a
    comparison, ``entries`` are the ids of the compared entries, in their order.
    """

    kind: OverviewKind
    filter: str = ""
    group: str = ""
    sort: str = ""
    colour: str = ""
    where: str = ""
    columns: str = ""
    year: int | None = None
    region: str = ""
    entries: tuple[str, ...] = ()
    as_table: bool = False

    def __str__(self) -> str:
        pairs = [
            ("q", self.filter),
            *zip(_COMPARED, self.entries, strict=False),
            ("group", self.group),
            ("sort", self.sort),
            ("colour", self.colour),
            ("where", self.where),
            ("columns", self.columns),
            ("year", "" if self.year is None else str(self.year)),
            ("region", self.region),
            ("view", "table" if self.as_table else ""),
        ]
        return "&".join(f"{key}={quote(value, safe=_UNQUOTED, errors='replace')}" for key, value in pairs if value)

    def having(self, **changes: Any) -> "OverviewQuery":
        """Return a copy of the query in which the fields named in ``changes`` have other values."""
        return replace(self, **changes)


def parse_overview_query(name: str, text: str) -> OverviewQuery:
    """Parse the query of the overview ``name``, such as ``timeline``; unknown fields and malformed values are left out.

    A key, such as that in ``group``, stays even if the overview does not know it. ``filter`` and ``where`` are cut at
    1,000 characters. Raises ValueError if there is no such overview, or if there are more than 50 fields.
    """
    given = dict(parse_qsl(text, keep_blank_values=False, max_num_fields=50))
    year = given.get("year", "")
    return OverviewQuery(
        kind=OverviewKind(name),
        filter=given.get("q", "")[:LONGEST_FILTER].strip(),
        group=_key(given.get("group", "")),
        sort=_key(given.get("sort", "")),
        colour=_key(given.get("colour", "")),
        where=_cells(given.get("where", "")),
        columns=_key(given.get("columns", "")),
        year=_year(year),
        region=region if is_entry_id(region := given.get("region", "")) else "",
        entries=tuple(dict.fromkeys(id for key in _COMPARED if is_entry_id(id := given.get(key, "")))),
        as_table=given.get("view") == "table",
    )


def _key(text: str) -> str:
    """Return a key of a group or column: an id, or a word; empty for anything else."""
    return text if _KEY.fullmatch(text) else ""


def _cells(text: str) -> str:
    from_text = parse_column_filters(text[:LONGEST_FILTER])
    return write_column_filters({key: state for key, state in from_text.items() if _key(key)})


def _year(text: str) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        return None
    year = int(text)
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None
