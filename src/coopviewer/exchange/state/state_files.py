"""Reading the program's own JSON files: one that is invalid counts as absent, and is reported for the log."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.exchange.files import read_bounded

Report = Callable[[Path, Exception], object]
"""Receives a file of the program's own that is invalid, and why; for the log, since it is not worth a message."""

_MOST_BYTES = 10_000_000
# what a wrong value of any type raises where it is converted: int(1e999) an OverflowError, deep brackets a
# RecursionError, and so on
_INVALID = (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
_Parsed = TypeVar("_Parsed")


def read_state(path: Path, parse: Callable[[Any], _Parsed], report: Report | None = None) -> _Parsed | None:
    """Return what ``parse`` makes of a file's JSON; None if there is no file, or it is invalid.

    A file is also invalid if it cannot be read, has more than 10 MB, or if ``parse`` raises an error such as
    ValueError, TypeError or KeyError for JSON of another form. ``report``, if given, receives the path and the error of
    an invalid file, but does not learn of a missing one.
    """
    try:
        if not path.exists():
            return None
        content = read_bounded(path, _MOST_BYTES, "choose-document")
        if len(content) > _MOST_BYTES:
            raise ValueError(f"longer than {_MOST_BYTES} bytes")
        return parse(json.loads(content.decode("utf-8")))
    except (*_INVALID, EnvironmentFault) as error:
        if report is not None:
            report(path, error)
        return None
