"""Mappings as TOML files, which ``import sheet --mapping`` reads, and as JSON values, which the reference keeps.

A mapping says what the columns of a table are.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from coopviewer.authoring.importing.files.documents import reading
from coopviewer.authoring.importing.iati.keys import short_hash
from coopviewer.authoring.importing.sheet.values.words import plain_words
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.imports.sheets import CHOICES, ColumnMapping, QuestionKind, SheetMapping, SheetSlot
from coopviewer.domain.reference.money import is_currency
from coopviewer.file_kinds import full_path

_FORM = 1  # the number of this form of mappings
_MOST_BYTES = 1 << 20
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,4}", re.ASCII | re.IGNORECASE)
_HEAD = """\
# What the columns of a table of projects are: used by `coopviewer import sheet --mapping`.
# slot: {slots}.
# decimal_sign: ",", "." or "neither"; day_order: "day-first" or "month-first"; century: the first of the hundred
# years that two digits mean, such as "2000"; currency: a code of ISO 4217; share_unit: "percent" or "fraction";
# sum_unit: "one", "thousand" or "million".
"""


def mapping_key(headings: Iterable[str]) -> str:
    """Return the key under which a mapping is kept, a short hash: the same for the same headings in any order.

    Case, accents and punctuation of headings do not count (``plain_words``).
    """
    return short_hash(*sorted(map(plain_words, headings)))


def mapping_text(mapping: SheetMapping) -> str:
    """Return a mapping as the text of a TOML file, which ``read_mapping`` reads.

    Each column has its heading and what it holds (its slot); other fields are left out if they have their default.
    """
    lines = [_HEAD.format(slots=", ".join(SheetSlot)), f"mapping = {_FORM}"]
    if mapping.group_by is not None:
        lines.append(f"group_by = {_quoted(mapping.group_by)}")
    for column in mapping.columns:
        lines += ["", "[[column]]", *(f"{name} = {_quoted(value)}" for name, value in _fields(column).items())]
    return "\n".join(lines) + "\n"


def mapping_values(mapping: SheetMapping) -> dict[str, Any]:
    """Return a mapping as values of JSON and TOML, which ``mapping_of`` reads.

    Each column has its heading and what it holds (its slot); other fields are left out if they have their default.
    """
    values: dict[str, Any] = {"mapping": _FORM, "column": [_fields(column) for column in mapping.columns]}
    if mapping.group_by is not None:
        values["group_by"] = mapping.group_by
    return values


def read_mapping(path: Path) -> SheetMapping:
    """Read a mapping from a TOML file. Raises EnvironmentFault if it cannot be read, is none, or is over 1 MiB."""
    try:
        with reading(full_path(path)) as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise EnvironmentFault("import.mapping-wrong", path=path, error="too large")
        return mapping_of(tomllib.loads(content.decode("utf-8-sig")))
    except (ValueError, LookupError, TypeError, ArithmeticError, RecursionError) as error:
        raise EnvironmentFault("import.mapping-wrong", path=path, error=" ".join(str(error).split())[:200]) from error


def mapping_of(values: Mapping[str, Any]) -> SheetMapping:
    """Return the mapping that values of TOML or JSON stand for, in the form in which ``mapping_values`` returns them.

    Raises ValueError, TypeError, LookupError or OverflowError if they are no mapping.
    """
    if values["mapping"] != _FORM:
        raise ValueError("another form of mapping")
    group_by = values.get("group_by")
    if not isinstance(group_by, str | None):
        raise TypeError("group_by")
    return SheetMapping(tuple(_column(each) for each in values["column"]), group_by)


def _column(values: Any) -> ColumnMapping:
    if not isinstance(values, Mapping):
        raise TypeError("a column has fields")
    unknown = set(values) - set(ColumnMapping._fields)
    if unknown:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    number = int(values.get("number", 1))
    texts = {name: value for name, value in values.items() if name not in ("number", "slot")}
    if not all(isinstance(value, str) for value in texts.values()) or "heading" not in texts:
        raise TypeError("a column has a heading, and texts")
    column = ColumnMapping(number=number, slot=SheetSlot(values.get("slot", "other")), **texts)
    for kind, choices in CHOICES.items():
        if kind is not QuestionKind.CENTURY and column.answer(kind) not in (None, *choices):
            raise ValueError(f"{kind.value}: {column.answer(kind)}")
    if column.currency is not None and not is_currency(column.currency):
        raise ValueError(f"currency: {column.currency}")
    if not _LANGUAGE.fullmatch(column.language):
        raise ValueError(f"language: {column.language[:20]}")
    if column.century is not None and not (
        column.century.isascii() and column.century.isdigit() and len(column.century) == 4
    ):
        raise ValueError(f"century: {column.century}")
    return column


def _fields(column: ColumnMapping) -> dict[str, Any]:
    """Return what a mapping says of a column, without what is the default."""
    found = {"heading": column.heading, "slot": column.slot.value}
    if column.number != 1:
        found["number"] = str(column.number)
    for kind in QuestionKind:
        if (answer := column.answer(kind)) is not None:
            found[kind.value] = answer
    if column.language != "und":
        found["language"] = column.language
    return found


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
