"""A file of the program's own with a wrong value anywhere counts as absent, or is read; it is reported once."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coopviewer.app.launch.defects import InvalidFiles
from coopviewer.domain.browsing.addresses import Address
from coopviewer.domain.browsing.history import History, Visit
from coopviewer.domain.browsing.known_references import KnownReference
from coopviewer.domain.browsing.session import Session
from coopviewer.domain.reference.attachments import Pointer
from coopviewer.domain.reference.outline import Grouping
from coopviewer.domain.search.saved_searches import Searches
from coopviewer.exchange.source_documents import read_pointers, write_pointers
from coopviewer.exchange.state.compared_file import change_compared, read_compared
from coopviewer.exchange.state.references_file import change_references, read_references
from coopviewer.exchange.state.searches_file import read_searches, write_searches
from coopviewer.exchange.state.session_file import read_session, write_session
from coopviewer.settings import Settings, SettingsFile

VISIT = Visit(Address("country/NE"), "Niger", 5, (1, 2), frozenset({"a"}))
SESSION = Session("urn:x", (History([VISIT], 0),), 0, ("country/NE",), {Grouping.REGIONS: (("a", "b"),)})
WRONG = (
    "null",
    "true",
    "1e999",
    "-1e999",
    "NaN",
    "-1",
    "1.5",
    "9" * 5000,
    '"x"',
    '"\\ud800"',
    '""',
    "[]",
    "[[]]",
    "{}",
)
WRONG_SETTINGS = (
    "a, b",
    "@Invalid()",
    "@ByteArray(x)",
    "@Size(1 2)",
    "@Variant(\\0\\0\\0\\x1)",
    '"',
    "9" * 5000,
    "1e999",
    "",
)


def write_all_searches(path: Path) -> None:
    write_searches(path, Searches().with_search("niger").with_saved("name", "mali"))


def write_references(path: Path) -> None:
    known = KnownReference(
        "/a.db", "A", "P", "2026", ("2026-01-01", "2026-01-31"), "2026-01-01T00:00:00+00:00", "urn:a"
    )
    change_references(path, lambda all_of_them: all_of_them.with_opened(known))


def write_compared(path: Path) -> None:
    change_compared(path, lambda known: known.with_comparison("/a.db", "/b.db", True).with_declined("/a.db", "/c.db"))


FILES: tuple[tuple[Callable[[Path], None], Callable[[Path, Any], object]], ...] = (
    (lambda path: write_session(path, SESSION), read_session),
    (write_all_searches, read_searches),
    (lambda path: write_pointers(path, {"one": Pointer(Path("/a.txt"), "a", 1)}), read_pointers),
    (write_references, lambda path, report: read_references(path, report).references),
    (write_compared, lambda path, report: any(read_compared(path, report))),
)


class Log:
    """Collects what is reported, and writes it to the log as the window does."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reported: list[Path] = []
        self._files = InvalidFiles(path)
        path.unlink(missing_ok=True)

    def report(self, path: Path, error: Exception) -> None:
        self.reported.append(path)
        self._files.report(path, error)

    @property
    def lines(self) -> int:
        return self.path.read_text().count(" is invalid, so it counts as absent") if self.path.exists() else 0


def places(record: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield place
    for key in record if isinstance(record, dict) else range(len(record)) if isinstance(record, list) else ():
        yield from places(record[key], (*place, key))


def with_value(record: Any, place: tuple[Any, ...], value: Any) -> Any:
    if not place:
        return value
    changed = copy.deepcopy(record)
    inner = changed
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    return changed


@pytest.mark.parametrize(("write", "read"), FILES)
def test_a_wrong_value_anywhere_raises_nothing(
    tmp_path: Path, write: Callable[[Path], None], read: Callable[[Path, Any], object]
) -> None:
    path = tmp_path / "file.json"
    write(path)
    record = json.loads(path.read_text())
    for place in places(record):
        for wrong in WRONG:
            mark = "MARK"
            path.write_text(json.dumps(with_value(record, place, mark)).replace(f'"{mark}"', wrong))
            log = Log(tmp_path / "log")
            for _ in range(2):
                read(path, log.report)
            assert log.lines == (1 if log.reported else 0)


@pytest.mark.parametrize(("write", "read"), FILES)
@pytest.mark.parametrize("content", [b"", b"\xff", b"{", b"[" * 100_000, b"{}" * 2, b" " * 10_000_001])
def test_what_is_no_record_is_absent_and_reported(
    tmp_path: Path, write: Callable[[Path], None], read: Callable[[Path, Any], object], content: bytes
) -> None:
    (tmp_path / "file.json").write_bytes(content)
    reported: list[Exception] = []
    found = read(tmp_path / "file.json", lambda _, error: reported.append(error))
    assert not found
    assert len(reported) == 1
    assert not read(tmp_path / "missing.json", lambda _, error: reported.append(error))
    assert len(reported) == 1


def test_a_wrong_setting_takes_its_default_and_is_reported_once(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    made = SettingsFile(path)
    assert made.change(
        appearance="dark",
        text_step=2,
        compact=True,
        geometry=b"\x01\x02",
        navigator_width=300,
        grouping=Grouping.PARTNERS,
        annotations_file="/a, b; c.db",
        annotations_shown=False,
        annotations_width=300,
    )
    assert SettingsFile(path).current == made.current
    lines = path.read_text().splitlines()
    for number, line in enumerate(lines):
        if "=" in line:
            for wrong in WRONG_SETTINGS:
                changed = [*lines[:number], f"{line.partition('=')[0]}={wrong}", *lines[number + 1 :]]
                other = tmp_path / "other.ini"
                other.write_text("\n".join(changed) + "\n")
                log = Log(tmp_path / "log")
                now = SettingsFile(other, log.report).current
                kinds = {name: type(getattr(now, name)) for name in Settings.__slots__}
                assert kinds == {name: type(getattr(made.current, name)) for name in Settings.__slots__}
                differing = [name for name in Settings.__slots__ if getattr(now, name) != getattr(made.current, name)]
                assert len(differing) <= 1 or wrong == '"'  # with which the file ends for Qt
                assert log.lines == (1 if log.reported else 0)


def test_a_change_of_settings_is_written_though_the_file_was_no_ini_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    broken = "]]]] nonsense = \x00 [[\nfoo\n[a\n"
    path.write_text(broken)
    log = Log(tmp_path / "log")
    settings = SettingsFile(path, log.report)
    assert settings.change(text_step=3)
    assert SettingsFile(path).current.text_step == 3
    path.write_text(broken)  # by another program, in between
    assert settings.change(compact=True)
    assert SettingsFile(path).current.compact
    assert settings.change(compact=True)  # nothing to write
    assert log.lines == 1


def test_once_settings_can_be_written_again_they_are(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "settings.ini"
    settings = SettingsFile(path)
    assert settings.change(text_step=1)
    content = path.read_bytes()
    for broken in (False, True):
        path.unlink()
        path.mkdir()
        (path / "in the way").touch()
        assert not settings.change(text_step=2 + broken)
        (path / "in the way").unlink()
        path.rmdir()
        path.write_bytes(b"]]]] nonsense" if broken else content)
        assert settings.change(compact=not broken)
        now = SettingsFile(path).current
        assert (now.text_step, now.compact) == (2 + broken, not broken)
