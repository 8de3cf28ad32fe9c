"""Imports PySide6 in less time than it takes by itself: a fifth of a bare window's start.

PySide6 keeps the Python modules that it needs as source inside a library, and compiles them at every start. They are
compiled once here, and kept as Python keeps its own bytecode: beside the modules, and used only for the same source.
Whatever does not go as expected leaves PySide6 as it is.
"""

import builtins
import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import MAGIC_NUMBER, source_hash
from pathlib import Path
from types import CodeType
from typing import Any

_UNUSED = "pyi_generator.py"  # writes stubs for editors; it takes longer to be loaded than all the others
_FOLDER = "shibokensupport/"
Compiled = dict[str, tuple[bytes, CodeType]]
"""Code by the name of its file, with the hash of the source that it was compiled from."""


def import_qt(cache: Path) -> None:
    """Import Qt's widgets and what they need, with bytecode from a file, which is written where it lacks something.

    Raises ImportError as the import of PySide6 does.
    """
    with _compiled_once(cache):
        import PySide6.QtWidgets  # noqa: F401
    stop_reading_sources()


def stop_reading_sources() -> None:
    """Take back PySide6's import that reads the source of every further module.

    It looks there for ``from __feature__``, which nothing here uses. What PySide6 had in place before stays: it knows
    the classes that are made when they are first asked for.
    """
    before = getattr(builtins, "__orig_import__", None)
    if before is not None:
        builtins.__import__ = before


@contextmanager
def _compiled_once(cache: Path) -> Iterator[None]:
    known = _read(cache)
    found: Compiled = {}
    plain = builtins.compile

    def compiled(source: Any, filename: Any, mode: str, *others: Any, **more: Any) -> Any:
        if not (isinstance(source, bytes) and isinstance(filename, str) and filename.startswith(_FOLDER)):
            return plain(source, filename, mode, *others, **more)
        if filename.endswith(_UNUSED):
            source = b""
        signature = source_hash(source)
        kept = known.get(filename)
        code = kept[1] if kept and kept[0] == signature else plain(source, filename, mode, *others, **more)
        found[filename] = signature, code
        return code

    builtins.compile = compiled
    try:
        yield
    finally:
        builtins.compile = plain
    if any(known.get(name) != code for name, code in found.items()):
        _write(cache, found)


def _read(cache: Path) -> Compiled:
    """Read what was compiled; empty where that was by another Python, or cannot be read."""
    with suppress(OSError, ValueError, EOFError, TypeError):
        magic, compiled = marshal.loads(cache.read_bytes())
        if magic == MAGIC_NUMBER and isinstance(compiled, dict):
            return compiled
    return {}


def _write(cache: Path, compiled: Compiled) -> None:
    """Keep what was compiled for the next start; where that cannot be, it is compiled again then."""
    if sys.dont_write_bytecode:
        return
    half = cache.with_name(f"{cache.name}.{os.getpid()}")
    with suppress(OSError):
        cache.parent.mkdir(exist_ok=True)
        half.write_bytes(marshal.dumps((MAGIC_NUMBER, compiled)))
        half.replace(cache)
