"""Adds columns to a table of entries: sums of money by kind and type, and fields under their publishers' own labels."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.listing import ListColumn
from coopviewer.domain.overviews.stated_columns import MoneyColumn, StatedColumns
from coopviewer.domain.reference.published_facts import FlowKind
from coopviewer.exchange.tables.table import DataTable, FieldKind, TableField
from coopviewer.rendering.pages.imported.activity_words import flow_kind_word, flow_type_words

_TOTAL = re.compile(r"(?P<kind>[a-z-]+)(?: (?P<type>[^\s(:]+))?(?=[ :])")
_AT_ONCE = 200  # rows of which the further cells are read together


def with_stated(table: DataTable, stated: StatedColumns, tr: Translate) -> DataTable:
    """Return a table of entries with columns added: amount and currency by kind and type of sum, and published fields.

    Published fields are what an import kept under the publisher's own labels. The table is returned unchanged if there
    are no such columns, or if it has no column of ids. Columns of money follow the column of currencies, or else all
    other columns; published fields come last. A column whose heading or name is taken gets another one, such as
    ``Status, as published``. A text in ``about`` says how many published fields have no column. Cells are read for 200
    rows at a time, while the rows are taken.
    """
    names = [field.name for field in table.fields]
    if not (stated.money or stated.fields) or ListColumn.ID not in names:
        return table
    money = [field for each in stated.money for field in _of_money(each, tr)]
    fields = _renamed([*table.fields, *money, *(_of_field(each.label, tr) for each in stated.fields)], tr)
    usual, last = len(names), len(names) + len(money)
    place = names.index(ListColumn.CURRENCIES) + 1 if ListColumn.CURRENCIES in names else usual
    ordered = (*fields[:place], *fields[usual:last], *fields[place:usual], *fields[last:])

    def joined() -> Iterator[Sequence[str]]:
        waiting = iter(table.rows)
        while several := list(islice(waiting, _AT_ONCE)):
            cells = stated.cells([row[names.index(ListColumn.ID)] for row in several])
            for row, more in zip(several, cells, strict=True):
                yield (*row[:place], *more[: len(money)], *row[place:], *more[len(money) :])

    return table._replace(fields=ordered, rows=joined(), about=(*table.about, *_left_out(stated.left_out, tr)))


def _left_out(number: int, tr: Translate) -> Iterator[tuple[str, str]]:
    if number:
        words = tr.plural("{n} more has no column here.", "{n} more have no column here.", number)
        yield tr("Other published fields"), words


def _of_money(column: MoneyColumn, tr: Translate) -> tuple[TableField, TableField]:
    word = _money_word(column, tr)
    amount = tr("{kind}, amount of all years") if column.has_years else tr("{kind}, amount")
    name = "-".join(filter(None, (column.kind, column.type)))
    meaning = tr(
        "The sum of this kind that the entry states, in main units of the currency beside it. Nothing is converted, "
        "and sums in other currencies are not added: several amounts are in the order of their currencies."
    )
    if column.has_years:
        all_years = tr(
            "It is of all years, also in a list of one year: a list with a row for each sum of money has the years."
        )
        meaning = f"{meaning} {all_years}"
    return (
        TableField(f"{name}-amount", amount.format(kind=word), meaning, FieldKind.NUMBER),
        TableField(
            f"{name}-currency",
            tr("{kind}, currency").format(kind=word),
            tr("The currency of the amount beside it, ISO 4217."),
        ),
    )


def _money_word(column: MoneyColumn, tr: Translate) -> str:
    kind = FlowKind(column.kind)
    name = flow_kind_word(kind, tr)
    if not column.type:
        return name
    of_type = column.label or flow_type_words(None, kind, column.type, tr)
    if kind is FlowKind.TRANSACTION and column.label:
        return of_type
    return tr("{kind}: {type}").format(kind=name, type=of_type)


def total_words(total: str, tr: Translate) -> str:
    """Return a text of the column of totals with its kind in words: ``budget: 5.00 EUR`` → ``Budget: 5.00 EUR``.

    The key of a loan's sum becomes words too: ``loan interest-received: 5.00 EUR`` → ``Loan (Interest received): 5.00
    EUR``. A code of a type gets brackets: ``budget 1:`` → ``Budget (1):``. Names in brackets stay. A text of another
    form is returned unchanged.
    """
    found = _TOTAL.match(total)
    if found is None or found["kind"] not in set(FlowKind):
        return total
    kind, type_ = FlowKind(found["kind"]), found["type"]
    name = flow_kind_word(kind, tr)
    if type_:
        name = tr("{kind} ({type})").format(kind=name, type=flow_type_words(None, kind, type_, tr))
    return name + total[found.end() :]


def _of_field(label: str, tr: Translate) -> TableField:
    meaning = tr("What the source states under “{label}”, as it is written there.").format(label=label)
    name = "-".join("".join(each if each.isalnum() else " " for each in label.casefold()).split())
    return TableField(f"published-{name}", label, meaning)


def _renamed(fields: Iterable[TableField], tr: Translate) -> list[TableField]:
    """Return fields of which no two have the same name or heading; the first of several keeps both."""
    names: set[str] = set()
    titles: set[str] = set()
    found = []
    for field in fields:
        name, title, number = field.name, field.title, 1
        while name in names or title in titles:
            number += 1
            name = f"{field.name}-{number}" if name in names else name
            if title in titles:
                title = tr("{column}, as published").format(column=field.title)
                title = title if number == 2 else f"{title} {number}"
        names.add(name)
        titles.add(title)
        found.append(field._replace(name=name, title=title))
    return found
