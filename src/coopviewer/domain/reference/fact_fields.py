"""Facts as texts by the names of their fields, and back, for formats that carry facts of every kind in one way."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from coopviewer.domain.reference import facts, published_facts
from coopviewer.domain.reference.facts import Fact

KINDS: Mapping[str, type[Fact]] = {
    "name": facts.Name,
    "relation": facts.Relation,
    "statement": facts.Statement,
    "timeframe": facts.TimeframeFact,
    "amount": facts.Amount,
    "quantity": facts.Quantity,
    "document": facts.DocumentFact,
    "extent": facts.Extent,
    "identifier": published_facts.Identifier,
    "milestone": published_facts.Milestone,
    "classification": published_facts.Classification,
    "flow": published_facts.Flow,
    "place": published_facts.Place,
    "result": published_facts.Result,
    "indicator": published_facts.Indicator,
    "mention": published_facts.Mention,
    "published_field": published_facts.PublishedField,
}
"""The classes of facts by the names of their tables."""
_NAMES = {kind: name for name, kind in KINDS.items()}
_NOT_TEXT = ("citations",)


class FactFields(dict[str, str]):
    """The fields of a fact that are not None, as texts by name; an empty text stays.

    ``parts`` has the fields that hold several values, by name. For the periods of an indicator it is like
    ``{"periods": ({"period_start": "2019-01-01", "target": "5"},)}``, with ``()`` if there are none.
    """

    parts: dict[str, tuple[dict[str, str], ...]]

    def __init__(
        self, values: Mapping[str, str], parts: Mapping[str, Sequence[Mapping[str, str]]] | None = None
    ) -> None:
        """Hold ``values``, texts by the name of the field, and ``parts``, in the form of the attribute; None: none."""
        super().__init__(values)
        self.parts = {name: tuple(dict(each) for each in several) for name, several in (parts or {}).items()}


def kind_of(fact: Fact) -> str:
    """Return the name of the table of a fact's kind, such as ``milestone`` for a Milestone."""
    return _NAMES[type(fact)]


def fields_of(fact: Fact) -> FactFields:
    """Return the fields of a fact as texts by name, without its citations and without fields that are None."""
    values, parts = {}, {}
    for field in fields(fact):
        value = getattr(fact, field.name)
        if field.name in _NOT_TEXT or value is None:
            continue
        if isinstance(value, tuple):
            parts[field.name] = tuple(_texts_of(part) for part in value)
        else:
            values[field.name] = _as_text(value)
    return FactFields(values, parts)


def fact_of(kind: str, given: FactFields) -> Fact:
    """Return the fact of a kind with the given fields, without citations.

    Raises ValueError for an unknown kind, an unknown or missing field or part of one, or a value that is not of the
    field's type.
    """
    if kind not in KINDS:
        raise ValueError(f"an unknown kind of fact: {kind!r}")
    hints = get_type_hints(KINDS[kind])
    unknown = sorted((given.keys() | given.parts.keys()) - (hints.keys() - set(_NOT_TEXT)))
    if unknown:
        raise ValueError(f"an unknown field: {unknown[0]!r}")
    values: dict[str, Any] = {name: _value(hints[name], text) for name, text in given.items()}
    for name, several in given.parts.items():
        if get_origin(hints[name]) is not tuple:
            raise ValueError(f"a field with one value: {name!r}")
        values[name] = tuple(_part(get_args(hints[name])[0], part) for part in several)
    try:
        return KINDS[kind](**values)
    except TypeError as error:
        raise ValueError(str(error)) from error


def _texts_of(part: Any) -> dict[str, str]:
    return {name: _as_text(value) for name, value in part._asdict().items() if value is not None}


def _part(kind: Any, given: Mapping[str, str]) -> Any:
    hints = get_type_hints(kind)
    if not given.keys() <= hints.keys():
        raise ValueError(f"an unknown part: {sorted(given.keys() - hints.keys())[0]!r}")
    lacking = [name for name, hint in hints.items() if name not in given and NoneType not in get_args(hint)]
    if lacking:
        raise ValueError(f"a missing part: {lacking[0]!r}")
    return kind(**{name: _value(hint, given[name]) if name in given else None for name, hint in hints.items()})


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _value(hint: Any, text: str) -> object:
    if get_origin(hint) is tuple:
        raise ValueError(f"a field with several values: {text!r}")
    kind = next(each for each in get_args(hint) if each is not NoneType) if get_origin(hint) is UnionType else hint
    if kind is bool:
        if text not in ("true", "false"):
            raise ValueError(f"neither true nor false: {text!r}")
        return text == "true"
    if kind in (int, float) or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return kind(text)
    return text
