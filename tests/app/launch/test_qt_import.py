"""How PySide6 is imported for the window: with bytecode that was kept, and nothing of it lost."""

import marshal
import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import builtins, sys
from pathlib import Path
compiled = builtins.compile
made = []
def counting(source, filename, *others, **more):
    made.append(filename)
    return compiled(source, filename, *others, **more)
builtins.compile = counting
from coopviewer.app.launch.qt_import import import_qt
import_qt(Path(sys.argv[1]))
import re._compiler
patterns = []
compile_pattern = re._compiler.compile
def noting(pattern, flags=0):
    patterns.append(pattern)
    return compile_pattern(pattern, flags)
re._compiler.compile = noting
import linecache
before = len(linecache.cache)
import json.scanner
print("sources read:", len(linecache.cache) - before, "plain compile:", builtins.compile is counting)
print("compiled:", sum(name.startswith("shibokensupport/") for name in made))
from PySide6.QtCore import QObject, QSize
try:
    QObject().setObjectName(1)
except TypeError as error:
    print("wrong call:", str(error).splitlines()[0])
try:
    QSize("wide")
except TypeError as error:
    print("wrong call:", *str(error).splitlines())
print("patterns of braces compiled then:", sum(len(pattern) > 1000 for pattern in patterns))
from PySide6.support.signature import get_signature
print("signature:", get_signature(QSize.scaled))
"""


def run(cache: Path, *options: str) -> str:
    command = [sys.executable, *options, "-c", CODE, str(cache)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


@pytest.fixture(autouse=True)
def bytecode_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Where the bytecode is kept; it was written by one start."""
    path = tmp_path / "kept" / "support.bin"
    run(path)
    return path


def test_pyside_s_own_modules_are_compiled_once_for_all_starts(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "support.bin"
    first = run(path)
    assert "compiled: 0" not in first
    second = run(path)
    assert "compiled: 0" in second
    assert [path] == list(path.parent.iterdir())


def test_a_wrong_call_is_told_with_what_would_be_right(cache: Path) -> None:
    told = run(cache)
    assert "wrong call: 'PySide6.QtCore.QObject.setObjectName' called with wrong argument types:" in told
    assert "Supported signatures:   PySide6.QtCore.QSize.__init__()" in told
    assert "signature: [" in told


def test_the_pattern_that_only_a_wrong_call_needs_is_compiled_by_the_first_one(cache: Path) -> None:
    assert "patterns of braces compiled then: 1\n" in run(cache)


def test_what_is_imported_later_is_not_read_as_source(cache: Path) -> None:
    assert "sources read: 0 plain compile: True" in run(cache)


@pytest.mark.parametrize("bytes_of_it", [b"", b"\0", b"not a cache", marshal.dumps((b"magic", {})), marshal.dumps(3)])
def test_a_spoilt_cache_is_made_anew(cache: Path, bytes_of_it: bytes) -> None:
    whole = cache.read_bytes()
    cache.write_bytes(bytes_of_it)
    assert "compiled: 0" not in run(cache)
    assert len(cache.read_bytes()) == len(whole)


def test_bytecode_of_another_source_is_not_used(cache: Path) -> None:
    magic, kept = marshal.loads(cache.read_bytes())
    name = "shibokensupport/signature/parser.py"
    kept[name] = (b"another.", compile("raise SystemExit('the wrong code')", name, "exec"))
    cache.write_bytes(marshal.dumps((magic, kept)))
    assert "compiled: 1" in run(cache)
    assert "compiled: 0" in run(cache)


def test_where_nothing_may_be_written_it_starts_all_the_same(tmp_path: Path) -> None:
    told = run(tmp_path / "file" / "in" / "no" / "folder.bin")
    assert "signature: [" in told
    assert not list(tmp_path.iterdir())
    assert "signature: [" in run(tmp_path / "kept" / "support.bin", "-B")
    assert not list(tmp_path.iterdir())
