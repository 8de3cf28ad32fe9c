"""A faster import of PySide6, which saves a fifth of the start of a bare window.

PySide6 keeps the Python modules that it needs as source inside a library, and compiles them at every start. Here
they are compiled once, and the bytecode is cached and used only for the same source. If anything is not as expected,
PySide6 is imported as usual.
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

_FOLDER = "shibokensupport/"
_UNUSED = ("pyi_generator.py", "enum_sig.py")  # write stubs for editors; the first takes longer than all the others
# a pattern that only the message of a wrong call needs takes 3.5 ms to compile: ``re`` does it at the first one
_EAGER = b"""\
        rec = re.compile(regex, flags=re.VERBOSE)
        self._finditer = rec.finditer
"""
_LAZY = b"""\
        self._finditer = lambda text: re.compile(regex, flags=re.VERBOSE).finditer(text)
"""
Compiled = dict[str, tuple[bytes, CodeType]]
"""The hash of each source file and its bytecode, by the name of the file."""


def import_qt(cache: Path) -> None:
    """Import Qt's widgets and what they need with cached bytecode.

    ``cache`` is the file of the cache, which may be missing. The cache is written again if it lacks something. After
    this, PySide6 no longer reads the source of every module that is imported, so that imports are faster. Raises
    ImportError if PySide6 cannot be imported.
    """
    with _compiled_once(cache):
        import PySide6.QtWidgets  # noqa: F401
    stop_reading_sources()


def stop_reading_sources() -> None:
    """Undo PySide6's replacement of the import function that reads the source of every imported module.

    PySide6 looks in the source for ``from __feature__``, which nothing here uses. The import function that is put back
    is PySide6's too, an earlier one: it creates Qt's classes on first use.
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
        source = b"" if filename.endswith(_UNUSED) else source.replace(_EAGER, _LAZY)
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
    """Read the cache; empty if it was written by another version of Python, or cannot be read."""
    with suppress(OSError, ValueError, EOFError, TypeError):
        magic, compiled = marshal.loads(cache.read_bytes())
        if magic == MAGIC_NUMBER and isinstance(compiled, dict):
            return compiled
    return {}


def _write(cache: Path, compiled: Compiled) -> None:
    """Write the cache for the next start; if that fails, the next start compiles again."""
    if sys.dont_write_bytecode:
        return
    half = cache.with_name(f"{cache.name}.{os.getpid()}")
    with suppress(OSError):
        cache.parent.mkdir(exist_ok=True)
        half.write_bytes(marshal.dumps((MAGIC_NUMBER, compiled)))
        half.replace(cache)
