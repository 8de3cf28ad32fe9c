"""The parts of the coverage's grid: columns, and three sorts of rows: headings of regions, countries, and notes."""

from collections.abc import Mapping
from typing import NamedTuple

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.coverage import (
    NETWORKS,
    CellState,
    ColumnKind,
    Coverage,
    CoverageColumn,
    folded_networks,
)
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.rendering.words.overview_words import cell_word, column_tip, column_title

PROJECTS = "projects"
"""The key of a filter that looks at all columns of projects at once."""


class GridColumn(NamedTuple):
    """A column of the coverage's grid.

    ``key``: its name in addresses.
    ``title``, ``detail``: its heading, which may be abbreviated, and a softer second line under it.
    ``whole``: the full title, for a project with its years; empty for the column of all networks.
    ``columns``: what its cells come from. It is one list of countries, or one count of projects or annotations; several
    lists only if all networks share this column.
    ``is_project``: the column is under the common heading of projects.
    ``filtered``: the state, such as *listed*, that the user filters this column by; None: no filter.
    """

    key: str
    title: str
    detail: str
    columns: tuple[CoverageColumn, ...]
    is_project: bool
    filtered: CellState | None
    whole: str = ""

    @property
    def kind(self) -> ColumnKind:
        """What the column is about, such as a network or a project."""
        return self.columns[0].kind

    @property
    def has_counts(self) -> bool:
        """Whether its cells are numbers, of projects or annotations, rather than states such as *listed*."""
        return self.columns[0].counts is not None

    def state(self, country_id: str) -> CellState:
        """Return what the list behind the column says of a country, such as *listed*.

        For the column of all networks, it is what the first of its lists says. In a column of numbers, which has no
        list, the answer means nothing.
        """
        return self.columns[0].state(country_id)

    @property
    def is_stated(self) -> bool:
        """Whether one of the lists behind the column names any country, or is said to be complete."""
        return any(each.is_stated for each in self.columns)

    @property
    def is_unread(self) -> bool:
        """Whether the source names beneficiaries of the project, but none could be read as a country or region."""
        return self.columns[0].is_unread

    def count(self, *country_ids: str) -> int:
        """Return how many projects (or annotations) these countries have together, each counted once.

        0 in a column whose cells are states instead of numbers, and without countries.
        """
        counts = self.columns[0].counts
        return counts.of(country_ids) if counts is not None else 0


GroupCell = str | CellState
"""A cell in the heading of a region: a number in words, or a state, which is shown as a sign; or an empty text."""


class GridGroup(NamedTuple):
    """The heading of a region in the grid; ``rows`` is the number of its countries under it.

    ``ref`` is None for the countries of no region. ``cells`` has for each column a number as text (of the countries
    under the heading that the list names, or of their projects or annotations), a state such as *not stated*, or an
    empty text.
    """

    ref: EntryRef | None
    title: str
    rows: int
    cells: tuple[GroupCell, ...]


class GridRow(NamedTuple):
    """A country in the grid; ``legal_note`` explains the asterisk after its name (``Kosovo*``), empty for most."""

    ref: EntryRef
    legal_note: str = ""


class GridNote(NamedTuple):
    """A line that says why a region has no rows."""

    text: str


GridLine = GridGroup | GridRow | GridNote


def grid_columns(coverage: Coverage, filters: Mapping[str, CellState], tr: Translate) -> tuple[GridColumn, ...]:
    """Return the columns of the grid, in the order of the coverage.

    ``filters`` has, by the key of a column, the state that the user filters it by. If no network states its members,
    all networks are one column, in the place of the first. The column for the number of all projects
    (``coverage.projects``) is not returned, since the caller decides where it goes.
    """
    found: list[GridColumn] = []
    folded = None
    if networks := folded_networks(coverage.columns):
        state = networks[0].absent
        folded = GridColumn(
            NETWORKS,
            tr.plural("{n} network", "Networks {n}", len(networks)),
            tr("members not stated") if state is CellState.NOT_STATED else cell_word(state, tr),
            networks,
            is_project=False,
            filtered=filters.get(NETWORKS),
        )
    for each in coverage.columns:
        if each.kind is ColumnKind.NETWORK and folded is not None:
            if folded not in found:
                found.append(folded)
            continue
        found.append(grid_column(each, filters, tr))
    return tuple(found)


def grid_column(column: CoverageColumn, filters: Mapping[str, CellState], tr: Translate) -> GridColumn:
    """Return the column of the grid for one list of countries, or for one count of projects or annotations.

    ``filters`` has, by the key of a column, the state that the user filters it by.
    """
    title, detail = column_title(column, tr)
    is_project = column.kind in (ColumnKind.PROJECT, ColumnKind.COUNT)
    whole = column_tip(column, tr)
    return GridColumn(column.key, title, detail, (column,), is_project, filters.get(column.key), whole)
