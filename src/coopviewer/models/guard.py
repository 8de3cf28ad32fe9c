"""The guard around methods that Qt calls: an exception in one of them never returns to Qt.

Where an exception leaves a method that Qt called, Qt continues with what was begun: a painter is still open, and a
message that is shown meanwhile ends the process. Every override of a method of Qt is therefore ``@guarded``;
``tests/journeys/test_guard.py`` finds those that are not.
"""

import sys
import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast, get_type_hints

_Method = TypeVar("_Method", bound=Callable[..., Any])
_ANSWERS = ("keyPress", "keyRelease", "mouse", "contextMenu", "close", "focus", "leave")
"""Beginnings of the names of methods for what the user did: to do a part of that twice is worse than not at all."""
_reported: set[tuple[object, ...]] = set()  # one defect is met at every repaint: it is reported once


def guarded(method: _Method) -> _Method:
    """Guard a method that overrides one of Qt, so that no exception in it reaches Qt.

    If the method raises, the defect is reported to the excepthook, once for each line that raises. Then the method of
    the base class, in the end Qt's own, is called instead: a delegate, for instance, draws the plain text of its row.
    Nothing is called in methods that answer the user (mouse, keys, focus, closing) and where the base class has no such
    method: these return an empty value of their type.
    """

    @wraps(method)
    def guarding(self: object, *values: Any, **named: Any) -> Any:
        try:
            return guarding.__wrapped__(self, *values, **named)
        except Exception as error:  # noqa: BLE001 - reported to the excepthook, which logs it
            _report(method, error)
            return _instead(method, self, values, named)

    return cast("_Method", guarding)


def _report(method: Callable[..., Any], error: Exception) -> None:
    trace = error.__traceback__
    last = traceback.extract_tb(trace)[-1]
    kind = (method, type(error), last.filename, last.lineno)
    if kind not in _reported:
        _reported.add(kind)
        sys.excepthook(type(error), error, trace)
    # a painter in a frame that the error keeps alive would stay open, and Qt crashes when the widget is painted next
    each: BaseException | None = error
    while each is not None:
        trace, each.__traceback__ = each.__traceback__, None
        if trace is not None:
            traceback.clear_frames(trace)
        each = each.__context__


def _instead(method: Callable[..., Any], self: object, values: tuple[Any, ...], named: dict[str, Any]) -> Any:
    """Return what Qt's own implementation of a method returns, or an empty value of its type."""
    name = method.__name__
    own = getattr(sys.modules[method.__module__], method.__qualname__.split(".")[0], None)
    if isinstance(own, type) and isinstance(self, own) and not name.startswith(_ANSWERS):
        inherited = getattr(super(own, self), name, None)
        try:
            if inherited is not None:
                return inherited(*values, **named)
        except (NotImplementedError, TypeError):  # a pure virtual method
            pass
    return _empty(method)


def _empty(method: Callable[..., Any]) -> Any:
    """Return an empty value of the type that a method returns; None if it may return anything."""
    kind = get_type_hints(method).get("return")
    if not isinstance(kind, type) or kind in (Any, type(None)):
        return None
    return kind()
