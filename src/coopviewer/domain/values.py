"""Frozen values with slots, as the standard library's dataclasses are, but defined in a fraction of the time.

``dataclass`` compiles six methods of each class, which takes 0.7 ms; here the constructor alone is compiled, when the
first value is created, and all other methods are shared. It is for classes that every start of the window defines.
``fields``, ``replace`` and ``asdict`` of :mod:`dataclasses` accept these values too.
"""

import dataclasses
from inspect import get_annotations  # loaded with dataclasses
from operator import attrgetter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar

__all__ = ["value"]

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:

    def value(*, frozen: bool, slots: bool, kw_only: bool = False) -> Any:
        """Decorate a class as ``dataclass`` does; ``frozen`` and ``slots`` must be True, since nothing else is made.

        Raises TypeError if they are not, and for a default that is given by ``dataclasses.field``.
        """
        if not (frozen and slots):
            raise TypeError("a value is frozen and has slots")
        return lambda described: _define(described, kw_only=kw_only)


def _define(described: type, *, kw_only: bool) -> type:
    annotations = get_annotations(described)
    annotated = {name: kind for name, kind in annotations.items() if getattr(kind, "__origin__", None) is not ClassVar}
    own = {name: _field(described, name, kind, kw_only=kw_only) for name, kind in annotated.items()}
    fields = {**getattr(described, "__dataclass_fields__", {}), **own}
    kept = {name: each for name, each in vars(described).items() if name not in (*own, "__dict__", "__weakref__")}
    made = type(described)(
        described.__name__,
        described.__bases__,
        {
            **_SHARED,
            **kept,
            "__slots__": tuple(own),
            "__dataclass_fields__": fields,
            "_get": _getter(*fields),
            "__match_args__": tuple(name for name, each in fields.items() if not each.kw_only),
        },
    )
    made.__qualname__ = described.__qualname__
    return made


def _field(described: type, name: str, kind: object, *, kw_only: bool) -> "dataclasses.Field[Any]":
    default = described.__dict__.get(name, dataclasses.MISSING)
    if isinstance(default, dataclasses.Field):
        raise TypeError(f"{name} has a default that a value cannot have")
    made: dataclasses.Field[Any] = dataclasses.field(default=default, kw_only=kw_only)
    made.name, made.type = name, kind
    made._field_type = dataclasses._FIELD  # type: ignore[attr-defined]  # without it, ``fields`` leaves it out
    return made


def _init(self: Any, *arguments: Any, **given: Any) -> None:
    """Compile the constructor of this class, which takes the place of this one, and call it."""
    fields = type(self).__dataclass_fields__
    parameters = ["self", *(_parameter(each) for each in fields.values() if not each.kw_only)]
    keywords = [_parameter(each) for each in fields.values() if each.kw_only]
    lines = "".join(f" _assign(self, {name!r}, {name})\n" for name in fields)
    names = {f"_default_{name}": each.default for name, each in fields.items()} | {"_assign": object.__setattr__}
    exec(f"def __init__({', '.join([*parameters, *(['*'] if keywords else []), *keywords])}):\n{lines}", names)
    type(self).__init__ = names["__init__"]
    names["__init__"](self, *arguments, **given)


def _parameter(of: "dataclasses.Field[Any]") -> str:
    return of.name if of.default is dataclasses.MISSING else f"{of.name}=_default_{of.name}"


def _getter(*names: str) -> Any:
    """Return a function that returns the values of these fields of a value as a tuple."""
    return attrgetter(*names) if len(names) > 1 else lambda self: tuple(getattr(self, name) for name in names)


def _values(self: Any) -> Any:
    return type(self)._get(self)


def _eq(self: Any, other: object) -> Any:
    return _values(self) == _values(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values(self))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{self.__class__.__qualname__}({shown})"


def _set(_self: Any, name: str, _new: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(_self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _restore(self: Any, state: tuple[Any, ...]) -> None:
    for name, one in zip(self.__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, one)


_SHARED = {
    "__init__": _init,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _set,
    "__delattr__": _delete,
    "__getstate__": _values,  # of pickle and copy
    "__setstate__": _restore,
    "__dataclass_params__": SimpleNamespace(repr=False),  # which pprint looks at
}
