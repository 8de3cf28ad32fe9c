"""The parts of the grid of the coverage: columns, and the lines from top to bottom."""

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
"""The key of the filter on all columns of projects together."""


class GridColumn(NamedTuple):
    """A column of the grid.

    ``key`` names it in addresses. ``detail`` is a second, softer line under ``title``; ``whole`` is the title without
    abbreviation, of a project with its years, and empty for all networks together. ``columns`` is the list or the count
    behind it, several lists if networks are shown as one. ``is_project``: it is under the heading of all projects.
    ``filtered`` is the state that its filter asks for, None: it has no filter.
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
        """Whether its cells are numbers."""
        return self.columns[0].counts is not None

    def state(self, country_id: str) -> CellState:
        """Return what the list behind a column of states says of a country; of several lists, what the first says."""
        return self.columns[0].state(country_id)

    @property
    def is_stated(self) -> bool:
        """Whether any list behind it names a country, or is complete without one."""
        return any(each.is_stated for each in self.columns)

    @property
    def is_unread(self) -> bool:
        """Whether what the source names could not be read as a country or region."""
        return self.columns[0].is_unread

    def count(self, *country_ids: str) -> int:
        """Return the number for these countries together; what several of them share counts once.

        0 if cells are states, and without countries.
        """
        counts = self.columns[0].counts
        return counts.of(country_ids) if counts is not None else 0


GroupCell = str | CellState
"""A number in words, or the state whose sign is shown; empty text for neither."""


class GridGroup(NamedTuple):
    """The heading of a region: its title, the number of its countries in the grid, a text or state for each column.

    ``ref`` is None for the countries of no region.
    """

    ref: EntryRef | None
    title: str
    rows: int
    cells: tuple[GroupCell, ...]


class GridRow(NamedTuple):
    """A country in the grid; ``legal_note`` is the note of a marked country (``Kosovo*``), empty for nearly all."""

    ref: EntryRef
    legal_note: str = ""


class GridNote(NamedTuple):
    """A line that says why a region has no rows."""

    text: str


GridLine = GridGroup | GridRow | GridNote


def grid_columns(coverage: Coverage, filters: Mapping[str, CellState], tr: Translate) -> tuple[GridColumn, ...]:
    """Return the columns as they are shown, in the order of the coverage.

    ``filters`` has the states asked for, by the keys of columns. If ``folded_networks`` has the networks, these are one
    column, in the place of the first. ``coverage.projects`` is not among them; the caller places it.
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
    """Return the column of one list or count; ``filters`` is as for ``grid_columns``."""
    title, detail = column_title(column, tr)
    is_project = column.kind in (ColumnKind.PROJECT, ColumnKind.COUNT)
    whole = column_tip(column, tr)
    return GridColumn(column.key, title, detail, (column,), is_project, filters.get(column.key), whole)
