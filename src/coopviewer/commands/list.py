"""``coopviewer list``: entries, relations or sums, one a line, or as a table with columns of facts."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from functools import partial

from coopviewer.commands.list_output import RELATIONS, write_list
from coopviewer.commands.parsing import add_reference, chosen_format, make_parser, path_argument
from coopviewer.commands.reporting import run_verb
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.domain.overviews.listing import LIST_COLUMNS, ListColumn, RowsOf, columns_of
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.exchange.tables.entry_table import table_name
from coopviewer.file_kinds import full_path

_KINDS = {table_name(kind): (kind,) for kind in EntryKind}
_ALL = "all"
_USUAL = (ListColumn.ID, ListColumn.TITLE)
_FORMATS = ("text", "csv", "json", "xlsx", "package")
_ENDINGS = {"csv": "csv", "json": "json", "xlsx": "xlsx"}
_OF_PROGRAMS = ("csv", "package")  # formats that --for-programs changes
_WHOLE = ("xlsx", "package")  # formats that have every column unless others are asked for


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """List entries, relations or sums and return the exit status; 0 for an empty list, 1 if the query is invalid.

    The status is 1 too if the list cannot be printed, 2 for any other fault.
    """
    parser = _parser(tr)
    chosen = parser.parse_args(arguments)
    chosen.format = chosen_format(chosen, _ENDINGS, "text")
    chosen.kinds = _KINDS.get(chosen.kind, tuple(EntryKind))
    chosen.relations = chosen.kind == RELATIONS or chosen.rows == RowsOf.RELATIONS
    chosen.sums = chosen.rows == RowsOf.SUMS and not chosen.relations
    known = columns_of(chosen.kinds) if len(chosen.kinds) > 1 else LIST_COLUMNS[chosen.kinds[0]]
    if chosen.relations and chosen.columns is not None:
        parser.error(tr("A list of relations always has all of its columns. Leave out --columns."))
    if chosen.sums and chosen.columns is not None:
        parser.error(tr("A list of sums always has all of its columns. Leave out --columns."))
    if chosen.format in _WHOLE and chosen.output is None:
        parser.error(tr("The format {format} needs a file or folder to write to: -o OUT.").format(format=chosen.format))
    if chosen.for_programs and chosen.format not in _OF_PROGRAMS:
        parser.error(tr("--for-programs is for CSV. Add --format csv or --format package, or leave it out."))
    _check_dictionary(parser, chosen, tr)
    chosen.are_named = bool(chosen.columns)
    # a whole list, or one that asks for all columns, has what its entries state as well
    chosen.stated = chosen.columns == () or _is_whole(chosen)
    chosen.columns = known if chosen.columns == () or _is_whole(chosen) else chosen.columns or _USUAL
    unknown = [column for column in chosen.columns if column not in known]
    if unknown:
        words = tr("A list of {kind} has no column {column}. There are: {columns}.")
        parser.error(words.format(kind=chosen.kind, column=unknown[0], columns=tr.listed(known)))
    return run_verb(lambda: write_list(chosen, tr), tr)


def _check_dictionary(parser: ArgumentParser, chosen: Namespace, tr: Translate) -> None:
    """Exit with a usage error if the file of the data dictionary is that of the list, or a package has one anyway."""
    if chosen.dictionary is None:
        return
    if chosen.format == "package":
        parser.error(tr("A package has a data dictionary of its own. Leave out --dictionary."))
    if chosen.output is not None and full_path(chosen.output) == full_path(chosen.dictionary):
        parser.error(tr("The list and its data dictionary need two files. Give --dictionary another name."))


def _is_whole(chosen: Namespace) -> bool:
    return chosen.columns is None and chosen.format in _WHOLE


def _parser(tr: Translate) -> ArgumentParser:
    parser = make_parser("list", _description(tr), tr)
    kinds = tr("what to list: the entries of a kind, all of them, or relations")
    parser.add_argument("kind", choices=(*_KINDS, _ALL, RELATIONS), help=kinds)
    rows = tr(
        "a row for each entry (the default), for each relation from or to one of them, or for each sum of money of them"
    )
    parser.add_argument("--rows", choices=tuple(RowsOf), default=RowsOf.ENTRIES, help=rows)
    columns = tr(
        "the columns, separated by commas (all: every one that there is; default: id,title, and all of them for xlsx "
        "and package)"
    )
    parser.add_argument("--columns", metavar="COLUMNS", type=partial(_columns, tr), help=columns)
    query = tr("only the entries that this search finds, as one argument")
    parser.add_argument("--query", metavar="QUERY", default="", help=query)
    _add_output(parser, tr)
    add_reference(parser, tr)
    return parser


def _add_output(parser: ArgumentParser, tr: Translate) -> None:
    formats = tr(
        "by default that of the extension of OUT, else text; xlsx: a spreadsheet with a data dictionary as second "
        "sheet; package: a folder of CSV files with a data dictionary and datapackage.json; both need -o"
    )
    parser.add_argument("--format", choices=_FORMATS, help=formats)
    for_programs = tr(
        "CSV for programs: names of columns as typed, and no apostrophe before = + - @ in front of a text"
    )
    parser.add_argument("--for-programs", action="store_true", help=for_programs)
    output = tr("write to this file instead of printing; for a package, to this folder")
    parser.add_argument("-o", "--output", metavar="OUT", type=path_argument(tr), help=output)
    dictionary = tr("also write a data dictionary, as CSV, to this file")
    parser.add_argument("--dictionary", metavar="FILE", type=path_argument(tr), help=dictionary)


def _description(tr: Translate) -> str:
    return tr(
        "Print all entries of a kind, sorted by title: id, a tab, title, or other columns. A cell says listed, not "
        "listed (the list is complete), not stated, not read (a file states it in a way that could not be read) or not "
        "looked at. As CSV, JSON or a spreadsheet it is a table with "
        "labels and codes, dates with their precision and as given, amounts, and where each is stated."
    )


def _columns(tr: Translate, text: str) -> tuple[ListColumn, ...]:
    """Return the columns of a list parted by commas; empty for ``all``.

    Raises ArgumentTypeError for an unknown name.
    """
    if text.strip() == "all":
        return ()
    names = [name.strip().casefold().replace("_", "-") for name in text.split(",") if name.strip()]
    wrong = [name for name in names if name not in set(ListColumn)]
    if wrong or not names:
        words = tr("{name} is not a column. There are: {columns}.")
        raise ArgumentTypeError(words.format(name=repr(wrong[0] if wrong else text), columns=tr.listed(ListColumn)))
    return tuple(dict.fromkeys(map(ListColumn, names)))
