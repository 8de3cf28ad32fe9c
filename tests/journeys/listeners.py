"""Signals that call their listeners in the reverse order: what must not depend on that order is tried with them."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

import coopviewer


class LastFirst:
    """A signal of one object; each listener is put in front of those that were there before."""

    def __init__(self, name: str, plain: Any) -> None:
        self.signal = name
        """What pytest-qt calls it."""
        self.plain = plain
        self._listeners: list[Any] = []

    def connect(self, listener: Any, *kind: Qt.ConnectionType) -> None:
        self._listeners = [each for each in self._listeners if _is_alive(each)]
        for each in self._listeners:
            self.plain.disconnect(each)
        self.plain.connect(_plain(listener), *kind)
        for each in self._listeners:
            self.plain.connect(each)
        if kind != (Qt.ConnectionType.SingleShotConnection,):
            self._listeners.insert(0, _plain(listener))

    def disconnect(self, listener: Any) -> None:
        self._listeners.remove(_plain(listener))
        self.plain.disconnect(_plain(listener))

    def emit(self, *facts: object) -> None:
        self.plain.emit(*facts)

    def __call__(self, *facts: object) -> None:
        """Tell on what another signal, which is connected to this one, tells."""
        self.plain.emit(*facts)


class _Reversed:
    """Stands in a class in the place of a signal."""

    def __init__(self, name: str, signal: Signal) -> None:
        self._name, self._signal = f"{name} reversed", signal

    def __get__(self, owner: QObject | None, kind: type) -> Any:
        if owner is None:
            return self._signal
        made = vars(owner)
        if self._name not in made:
            made[self._name] = LastFirst(self._name, self._signal.__get__(owner, kind))  # type: ignore[attr-defined]
        return made[self._name]

    def __set__(self, owner: QObject, value: object) -> None:
        """Do not let PySide keep the plain signal."""


def reverse_listeners(patch: pytest.MonkeyPatch) -> int:
    """Let every signal of the program call first the listener that was connected last; return how many there are."""
    found = [(kind, name) for kind in _classes() for name, value in vars(kind).items() if isinstance(value, Signal)]
    for kind, name in found:
        patch.setattr(kind, name, _Reversed(name, vars(kind)[name]))
    return len(found)


def _classes() -> Iterator[type]:
    for module in _modules():
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, QObject) and value.__module__ == module.__name__:
                yield value


def _modules() -> Iterator[ModuleType]:
    for found in walk_packages(coopviewer.__path__, "coopviewer."):
        if not found.name.endswith("__main__"):
            yield import_module(found.name)


def _plain(listener: Any) -> Any:
    return listener.plain if isinstance(listener, LastFirst) else listener


def _is_alive(listener: Any) -> bool:
    owner = getattr(listener, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
