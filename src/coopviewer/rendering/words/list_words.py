"""Texts of lists: the headings of columns, and what a cell says."""

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.listing import ListCell, ListColumn
from coopviewer.rendering.words.overview_words import cell_word
from coopviewer.rendering.words.reference_words import status_word

_BETWEEN = "; "


def column_word(column: ListColumn, tr: Translate) -> str:
    """Return the heading of a column."""
    return {
        ListColumn.ID: tr("Id"),
        ListColumn.TITLE: tr("Title"),
        ListColumn.ALPHA2: tr("Alpha-2 code"),
        ListColumn.ALPHA3: tr("Alpha-3 code"),
        ListColumn.M49: tr("M49 code"),
        ListColumn.REGIONS: tr("Regions"),
        ListColumn.ARRANGEMENT: tr("Working arrangement"),
        ListColumn.NETWORKS: tr("Networks"),
        ListColumn.PROJECTS: tr("Projects"),
        ListColumn.PROJECT_COUNT: tr("Number of projects"),
        ListColumn.CELL: tr("Risk analysis cell"),
        ListColumn.COUNTRIES: tr("Countries"),
        ListColumn.COUNTRY_COUNT: tr("Number of countries"),
        ListColumn.PARTNERS: tr("Project partners"),
        ListColumn.FUNDERS: tr("Funders"),
        ListColumn.INSTRUMENTS: tr("Funding instruments"),
        ListColumn.TIMEFRAME: tr("Timeframe"),
        ListColumn.STATUS: tr("Status"),
        ListColumn.GRANT: tr("Grant"),
    }[column]


def list_cell_words(column: ListColumn, cell: ListCell, tr: Translate) -> str:
    """Return what a cell of a column says, in words; empty if there is nothing to be said."""
    if cell.state is not None:
        return cell_word(cell.state, tr)
    if cell.status is not None:
        return status_word(cell.status, tr)
    if cell.number is not None:
        return str(cell.number)
    return _BETWEEN.join(cell.texts) or (tr("none listed") if column is ListColumn.PROJECTS else "")


def list_cell_value(cell: ListCell) -> str | int | list[str]:
    """Return what a cell says, for programs: the key of a state or status, a number, or the texts."""
    if cell.state is not None:
        return str(cell.state)
    if cell.status is not None:
        return str(cell.status)
    return list(cell.texts) if cell.number is None else cell.number
