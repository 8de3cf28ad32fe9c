"""Set-up of every test: no screen, no network, none of the user's own files."""

import gc
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from pytestqt.qtbot import QtBot

from tests.hostile.summary import summary_lines

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before any test imports Qt

settings.register_profile("coopviewer", deadline=None, max_examples=50)  # a test may be slow on a busy machine
settings.register_profile("slow", deadline=None, max_examples=200)
settings.register_profile("quick-to-fail", deadline=None, phases=(Phase.explicit, Phase.generate))
settings.load_profile("coopviewer")

_FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home/roaming",
    "LOCALAPPDATA": "home/local",
    "XDG_CACHE_HOME": "home/cache",
    "XDG_CONFIG_HOME": "home/config",
    "XDG_DATA_HOME": "home/data",
    "XDG_STATE_HOME": "home/state",
    "XDG_RUNTIME_DIR": "runtime",
}
_TREE_TEST = "accessibility/test_at_spi.py"
_WAITS = (QtBot.waitSignal, QtBot.waitSignals, QtBot.waitUntil, QtBot.waitCallback, QtBot.waitExposed, QtBot.waitActive)
_PATIENCE = 120_000  # milliseconds; a test waits for a fact, which comes at once unless other work shares the machine
_REFUSED = {socket.AF_INET, socket.AF_INET6}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the slow tests too")


def pytest_configure(config: pytest.Config) -> None:
    """Create a home folder for the tests before any of them is imported."""
    if config.getoption("--slow") and not config.getoption("--hypothesis-profile"):
        settings.load_profile("slow")
    gc.disable()
    for wait in _WAITS:
        assert wait.__kwdefaults__ is not None
        wait.__kwdefaults__["timeout"] = _PATIENCE
    folder = Path(tempfile.mkdtemp(prefix="coopviewer-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    for variable, name in _FOLDERS.items():
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ[variable] = str(folder / name)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Collect garbage only between tests; app/launch/garbage.py explains why no other thread may do it."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [generation for generation in (0, 1, 2) if counts[generation] > limits[generation]]
    if due:
        gc.collect(due[-1])


def pytest_collection_finish() -> None:
    """Leave what all tests share out of later collections: they take a tenth of a second each otherwise."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    skip = pytest.mark.skip(reason="slow: run it with --slow")
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(skip)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report whether the real accessibility tree was read, which not every machine can, and count hostile inputs."""
    properties: list[tuple[str, object]] = []
    for outcome in ("passed", "failed", "skipped"):
        for report in terminalreporter.stats.get(outcome, ()):
            properties += getattr(report, "user_properties", ())
            if _TREE_TEST in report.nodeid:
                terminalreporter.line(f"accessibility over AT-SPI: {_tree_words(outcome, report)}")
    for line in summary_lines(properties):
        terminalreporter.line(line)


def _tree_words(outcome: str, report: pytest.TestReport) -> str:
    if outcome != "skipped":
        return f"ran, {outcome}"
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
    return f"did not run: {reason.removeprefix('Skipped: ')}"


def _is_here(address: object) -> bool:
    return isinstance(address, tuple) and str(address[0]).startswith("127.")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse connections that may leave the machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in _REFUSED and not _is_here(address):
            raise RuntimeError(f"a test tried to reach the network: {address!r}")
        connect(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        patch.setattr(socket.socket, "connect_ex", guarded)
        yield


@pytest.fixture(scope="session", autouse=True)
def patient_counting() -> Iterator[None]:
    """Let facets be counted to their end, however slow the machine is; tests of the limit have a clock of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coopviewer.storage.search.store.BUDGET", 60.0)
        yield
