"""The options of ``coopviewer import`` for tables: which sheet, what its columns are, and answers to questions."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from coopviewer.authoring.importing.sheet.files.reading import check_table, is_table
from coopviewer.authoring.importing.sheet.files.text_tables import is_separator
from coopviewer.authoring.importing.sheet.kept_steps import SHEET_FORMAT
from coopviewer.authoring.importing.sheet.mappings import mapping_text, read_mapping
from coopviewer.authoring.importing.sheet.preview import preview_sheet
from coopviewer.authoring.importing.sheet.template import LANGUAGES
from coopviewer.authoring.importing.standards import StandardFolders
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.requests import ImportRequest
from coopviewer.domain.imports.sheets import MONEY, ColumnMapping, QuestionKind, SheetChoice, SheetMapping, SheetSlot
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.money import is_currency
from coopviewer.exchange.files import save_parts
from coopviewer.file_kinds import FileKind, descriptor_of, full_path, kind_of

_ANSWERS = {
    "currency": QuestionKind.CURRENCY,
    "decimal_sign": QuestionKind.DECIMAL_SIGN,
    "day_order": QuestionKind.DAY_ORDER,
    "century": QuestionKind.CENTURY,
    "share_unit": QuestionKind.SHARE_UNIT,
    "sum_unit": QuestionKind.SUM_UNIT,
}
_CHOICES = {
    "decimal_sign": ("comma", "point", "neither"),
    "day_order": ("day-first", "month-first"),
    "century": None,
    "share_unit": ("percent", "fraction"),
    "sum_unit": ("one", "thousand", "million"),
}
_SIGNS = {"comma": ",", "point": "."}


def add_sheet_options(parser: ArgumentParser, tr: Translate) -> None:
    """Add the options for tables, such as ``--sheet``, to the parser of the verb ``import``.

    ``with_sheet_options`` reads what the user chose; the verb itself reads ``--template`` and ``--language``.
    """
    group = parser.add_argument_group(tr("for tables"))
    add = group.add_argument
    template = tr("write a table to fill in, as CSV or XLSX, instead of importing one")
    add("--template", metavar="FILE", type=Path, help=template)
    language = tr("language of the template: en, fr, de, es or pt (default: that of the interface)")
    add("--language", metavar="LANGUAGE", choices=LANGUAGES, help=language)
    add("--sheet", metavar="SHEET", help=tr("name or number of the sheet (default: the first with data)"))
    add("--heading-row", metavar="ROW", type=partial(_rows, tr), help=tr("row of the headings, or two as in 3-4"))
    add("--encoding", metavar="NAME", help=tr("encoding of a text file, such as utf-8 or windows-1252"))
    add("--separator", metavar="SIGN", type=partial(_sign, tr), help=tr("what parts the cells of a text file"))
    add("--mapping", metavar="FILE", type=Path, help=tr("what each column is, from a file that --save-mapping wrote"))
    add("--save-mapping", metavar="FILE", type=Path, help=tr("write what each column is to this file (TOML)"))
    column = tr("what a column is, such as funder or start; may be repeated")
    add("--column", metavar="HEADING=SLOT", action="append", default=[], help=column)
    grouped = tr("rows with the same text in the column of this heading are one project")
    add("--group-by", metavar="HEADING", help=grouped)
    currency = tr("currency of sums that name none, such as EUR; or HEADING=EUR for one column")
    add("--currency", metavar="CODE", action="append", default=[], help=currency)
    decimal = tr("decimal sign of sums such as 500.000: comma, point or neither; or HEADING=comma")
    add("--decimal-sign", metavar="SIGN", action="append", default=[], help=decimal)
    order = tr("order of dates such as 01/02/2020: day-first or month-first; or HEADING=day-first")
    add("--day-order", metavar="ORDER", action="append", default=[], help=order)
    century = tr("first of the hundred years that two digits mean, such as 2000; or HEADING=2000")
    add("--century", metavar="YEAR", action="append", default=[], help=century)
    unit = tr("whether 0.6 is a percentage of 60 (fraction) or of 0.6 (percent); or HEADING=fraction")
    add("--share-unit", metavar="UNIT", action="append", default=[], help=unit)
    size = tr("unit of sums where a table speaks of thousands: one, thousand or million; or HEADING=thousand")
    add("--sum-unit", metavar="UNIT", action="append", default=[], help=size)


def check_format(format: str | None, files: Sequence[Path]) -> None:  # noqa: A002 - what the user calls it
    """Raise EnvironmentFault unless all files are of the format that the user named; None: the user named none.

    If it is SHEET_FORMAT each file must be a table, if it is IATI none may be one; whether a file is otherwise right is
    not looked at.
    """
    for path in files if format is not None else ():
        if format == SHEET_FORMAT:
            check_table(path)
        elif is_table(path):
            raise EnvironmentFault("import.is-sheet", path=path)


def with_sheet_options(request: ImportRequest, chosen: Namespace, folders: StandardFolders) -> ImportRequest:
    """Return an import request with the user's options for tables; they replace what the request has already.

    ``chosen`` are the parsed arguments. If they say what a column is, group rows by a column, answer a question about
    columns, or ask to save the mapping, the first file is read to know its columns, with the standards in ``folders``.
    The mapping is saved if asked for. Raises EnvironmentFault for an option that names an unknown column, or is no
    possible answer to its question, and for a file that cannot be read or written, or is no mapping.
    """
    choice = SheetChoice(
        chosen.sheet or request.choice.sheet,
        chosen.heading_row or request.choice.heading_rows,
        chosen.encoding or request.choice.encoding,
        chosen.separator or request.choice.separator,
    )
    mapping = read_mapping(chosen.mapping) if chosen.mapping is not None else request.mapping
    if not _names_columns(chosen):  # nothing to look up in the table before it is imported
        return request._replace(choice=choice, mapping=mapping)
    preview = preview_sheet(request.files[0], folders, lambda: False, mapping=mapping, choice=choice)
    mapping = _answered(preview.mapping if mapping is None else _completed(mapping, preview.mapping), chosen)
    if chosen.save_mapping is not None:
        _save_mapping(chosen.save_mapping, mapping)
    return request._replace(choice=choice, mapping=mapping)


def is_filled(path: Path) -> bool:
    """Return whether there is a file at a path with something in it.

    False for a folder, a device, and the name of an open descriptor, such as /dev/stdout.
    """
    target = full_path(path)
    return kind_of(target) is FileKind.FILE and descriptor_of(path) is None and target.stat().st_size > 0


def _save_mapping(path: Path, mapping: SheetMapping) -> None:
    """Save a mapping as a file. Raises EnvironmentFault if there is a file of that name that is no mapping."""
    if is_filled(path):
        try:
            read_mapping(path)
        except EnvironmentFault as fault:
            raise EnvironmentFault("import.mapping-not-replaced", path=path) from fault
    save_parts(path, [mapping_text(mapping).encode()])


def _names_columns(chosen: Namespace) -> bool:
    """Return whether an option is about columns, one or all, or saves the mapping, so that they must be read first."""
    given = (chosen.column, chosen.group_by, chosen.save_mapping, *(getattr(chosen, option) for option in _ANSWERS))
    return any(given)


def _completed(mapping: SheetMapping, found: SheetMapping) -> SheetMapping:
    """Return a mapping with the columns added that only ``found`` has, so that the user can say what these are."""
    known = {(each.heading, each.number) for each in mapping.columns}
    new = (each for each in found.columns if (each.heading, each.number) not in known)
    return mapping._replace(columns=(*mapping.columns, *new))


def _answered(mapping: SheetMapping, chosen: Namespace) -> SheetMapping:
    """Return a mapping with what the command line says of columns. Raises EnvironmentFault for what is wrong in it."""
    headings = {column.heading for column in mapping.columns}
    for text in chosen.column:
        heading, slot = _parted(text, headings)
        if heading is None or slot not in list(SheetSlot):
            raise EnvironmentFault("import.wrong-column", text=text, slots=", ".join(SheetSlot))
        mapping = _changed(mapping, heading, partial(_slotted, slot=SheetSlot(slot)))
    if chosen.group_by is not None:
        if chosen.group_by not in headings:
            raise EnvironmentFault("import.wrong-heading", heading=chosen.group_by, known=", ".join(sorted(headings)))
        mapping = mapping._replace(group_by=chosen.group_by)
    for option, kind in _ANSWERS.items():
        for text in getattr(chosen, option):
            heading, answer = _parted(text, headings)
            answer = _valid(option, kind, answer)
            mapping = _changed(mapping, heading, partial(_answer, kind=kind, answer=answer))
    return mapping


def _parted(text: str, headings: set[str]) -> tuple[str | None, str]:
    """Return the heading before the last equals sign (None without one: all columns), and what follows it.

    Raises EnvironmentFault if no column has that heading.
    """
    heading, sign, value = text.rpartition("=")
    if not sign:
        return None, text
    if heading not in headings:
        raise EnvironmentFault("import.wrong-heading", heading=heading, known=", ".join(sorted(headings)))
    return heading, value


def _valid(option: str, kind: QuestionKind, answer: str) -> str:
    choices = _CHOICES.get(option)
    answer = answer.upper() if kind is QuestionKind.CURRENCY else answer
    is_right = (
        is_currency(answer)
        if kind is QuestionKind.CURRENCY
        else answer in choices
        if choices is not None
        else answer.isascii() and answer.isdigit() and len(answer) == 4
    )
    if not is_right:
        raise EnvironmentFault("import.wrong-answer", option=f"--{option.replace('_', '-')}", answer=answer)
    return _SIGNS.get(answer, answer)


def _slotted(column: ColumnMapping, slot: SheetSlot) -> ColumnMapping:
    return column._replace(slot=slot)


def _answer(column: ColumnMapping, kind: QuestionKind, answer: str) -> ColumnMapping:
    is_money = column.slot in MONEY
    if kind in (QuestionKind.CURRENCY, QuestionKind.DECIMAL_SIGN, QuestionKind.SUM_UNIT) and not is_money:
        return column
    return column.answered(kind, answer)


def _changed(
    mapping: SheetMapping, heading: str | None, change: Callable[[ColumnMapping], ColumnMapping]
) -> SheetMapping:
    return mapping._replace(
        columns=tuple(change(each) if heading in (None, each.heading) else each for each in mapping.columns)
    )


def _rows(tr: Translate, text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    if not (
        first.isascii() and first.isdigit() and int(first) and (last or first).isascii() and (last or first).isdigit()
    ):
        raise ArgumentTypeError(tr("{text} is no row; one looks like {example}").format(text=text, example="3, 3-4"))
    return int(first), int(last or first)


def _sign(tr: Translate, text: str) -> str:
    sign = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}.get(text, text)
    if not is_separator(sign):
        raise ArgumentTypeError(tr("{text} is no separator; one is {example}").format(text=text, example="; , tab"))
    return sign
