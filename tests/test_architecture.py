"""Rules of the code that no tool checks, read from the syntax of every module and from what an import loads."""

import ast
import re
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import QPyTextObject
from PySide6.QtWidgets import QLayout, QMainWindow, QProxyStyle, QStyledItemDelegate, QTextBrowser, QTreeView

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "coopviewer"
QT_ROOMS = {"app", "models", "widgets", "workspace"}
WITHOUT_QT = ("domain", "storage", "authoring", "rendering", "exchange", "commands")
QT_MODULES = {  # room -> the modules of PySide6 that it may import; app may import all
    "models": {"PySide6.QtCore", "PySide6.QtGui"},
    "workspace": {"PySide6.QtCore"},
    "settings": {"PySide6.QtCore"},
}
QT_CLASSES = (
    *(QAbstractItemModel, QLayout, QMainWindow, QProxyStyle, QPyTextObject, QStyledItemDelegate, QTextBrowser),
    QTreeView,
)
BANNED_NAMES = {"QTreeWidget", "QTableWidget", "processEvents", "blockSignals"}
QT_NAMES = {name for kind in QT_CLASSES for name in dir(kind)}
MODULE_LINES = 300
DEFERRED_IMPORTS = 40
MOST_ARGUMENTS = 5
FUNCTION_LINES = 40
FOLDER_MODULES = 20


@dataclass(frozen=True)
class Module:
    """One parsed source file; ``room`` is its top package, empty for modules outside of the packages."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def room(self):
        parts = self.path.relative_to(PACKAGE).parts
        if parts == ("settings.py",):
            return "settings"
        return parts[0] if len(parts) > 1 else ""

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All nodes of the tree, in the order of ``ast.walk``."""
        return tuple(ast.walk(self.tree))

    def at(self, node):
        return f"{self.path.relative_to(ROOT)}:{node.lineno}"


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    """All modules of the program, parsed once for all tests of this module."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
    return [Module(path, text, ast.parse(text)) for path, text in texts.items()]


def imports(module: Module) -> Iterator[tuple[ast.stmt, str, str | None]]:
    """Yield (node, module, name or None) for every import, wherever it is in the module."""
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from ((node, alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, node.module or "", alias.name) for alias in node.names)


def qt_imports(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """Yield (node, submodule of PySide6), also for ``from PySide6 import QtWidgets``."""
    for node, name, item in imports(module):
        if name == "PySide6" or name.startswith("PySide6."):
            yield node, f"PySide6.{item}" if name == "PySide6" and item else name


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in module.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the number of lines of a function's body, without its docstring."""
    described = ast.get_docstring(function, clean=False) is not None and len(function.body) > 1
    return (function.end_lineno or 0) - function.body[described].lineno + 1


def test_all_packages_are_parsed(modules):
    assert {module.room for module in modules} >= {"", "domain", "storage"}


def test_only_widgets_and_app_import_qt_widgets(modules):
    found = [
        f"{module.at(node)} imports {name}"
        for module in modules
        if module.room not in {"app", "widgets"}
        for node, name in qt_imports(module)
        if name not in QT_MODULES.get(module.room, set())
    ]
    assert found == []


def test_no_star_imports(modules):
    assert [module.at(node) for module in modules for node, _, item in imports(module) if item == "*"] == []


def test_only_storage_imports_sqlite(modules):
    found = [
        f"{module.at(node)} imports {name}"
        for module in modules
        if module.room != "storage"
        for node, name, _ in imports(module)
        if name.partition(".")[0] in {"sqlite3", "sqlite_utils"}
    ]
    assert found == []


def test_no_banned_name_is_used(modules):
    found = [
        f"{module.at(node)} {name}"
        for module in modules
        for node in module.nodes
        for name in [getattr(node, "attr", None) or getattr(node, "id", None)]
        if name in BANNED_NAMES
    ]
    assert found == []


def test_no_query_has_numbered_parameters(modules):
    # sqlite3 takes ?1 for the name of a parameter: bound by position, it warns from Python 3.12 on, and fails in 3.14
    texts = ((each, node) for each in modules for node in each.nodes if isinstance(node, ast.Constant))
    numbered = re.compile(r"[(=<>,] ?\?\d|(SELECT|BETWEEN|AND|LIMIT) \?\d")
    found = [each.at(node) for each, node in texts if numbered.search(str(node.value))]
    assert not found, found


def test_one_module_alone_writes_to_the_standard_streams(modules):
    streams = {"sys.stdout.write", "sys.stdout.buffer", "sys.stderr", "sys.__stdout__"}
    found = [
        module.at(node)
        for module in modules
        if module.path.name != "standard_output.py"
        for node in module.nodes
        if (isinstance(node, ast.Call) and ast.unparse(node.func) == "print")
        or (isinstance(node, ast.Attribute) and ast.unparse(node) in streams)
    ]
    assert found == []


def test_no_module_sleeps(modules):
    calls = [(m, node) for m in modules for node in m.nodes if isinstance(node, ast.Attribute)]
    asleep = [m.at(node) for m, node in calls if node.attr == "sleep"]
    imported = [m.at(node) for m in modules for node, name, item in imports(m) if (name, item) == ("time", "sleep")]
    assert asleep + imported == []


def test_a_signal_is_emitted_by_its_owner_alone(modules):
    emits = [
        (module, node.value)
        for module in modules
        for node in module.nodes
        if isinstance(node, ast.Attribute) and node.attr == "emit" and isinstance(node.value, ast.Attribute)
    ]
    assert len(emits) > 100
    of_others = [(module, signal) for module, signal in emits if getattr(signal.value, "id", "") != "self"]
    assert [f"{module.at(signal)} {ast.unparse(signal)}" for module, signal in of_others] == []


def test_threads_are_started_in_one_way(modules):
    makes = {("threading", "Thread"), ("threading", "Timer"), ("threading", None), ("PySide6.QtCore", "QThread")}
    makes |= {("PySide6.QtCore", "QThreadPool"), ("PySide6.QtCore", "QRunnable")}
    found = [str(m.path.relative_to(PACKAGE)) for m in modules for _, name, item in imports(m) if (name, item) in makes]
    # the first plays a second program; the second checks a file so that SQLite can be interrupted meanwhile
    others = ["app/smoke/steps.py", "storage/building/reference_file.py"]
    assert sorted(set(found)) == [*others, "workspace/background.py"]


def test_no_override_of_a_slot_is_connected(modules):
    """PySide6 then connects without a receiver, and calls the method of an object that is gone: docs/pitfalls.md."""
    classes = {each.name: each for m in modules for each in m.nodes if isinstance(each, ast.ClassDef)}
    assert len(classes) > 300

    def ancestors(name: str) -> Iterator[str]:
        for base in classes[name].bases if name in classes else ():
            of = ast.unparse(base).split("[")[0].rpartition(".")[2]
            yield from (of, *ancestors(of))

    def slots_of(name: str) -> set[str]:
        """Return the slots of a class: those of Qt's, or those that are declared or connected by one of ours."""
        if name not in classes:
            kinds = [vars(module)[name] for module in (QtCore, QtGui, QtWidgets) if name in vars(module)]
            metas = [kind.staticMetaObject for kind in kinds if hasattr(kind, "staticMetaObject")]
            return {bytes(m.method(at).name()).decode() for m in metas for at in range(m.methodCount())}
        parts = list(ast.walk(classes[name]))
        declared = {each.name for each in parts if isinstance(each, ast.FunctionDef) and is_slot(each)}
        return declared | connected_by(parts)

    overridden = [
        f"{name}.{method.name}"
        for name, kind in classes.items()
        for base in set(ancestors(name))
        for method in kind.body
        if isinstance(method, ast.FunctionDef)
        and method.name in slots_of(base)
        and (base in classes or is_slot(method) or method.name in connected_by(ast.walk(kind)))
    ]
    assert overridden == []


def is_slot(method: ast.FunctionDef) -> bool:
    return any(ast.unparse(each).startswith("Slot(") for each in method.decorator_list)


def connected_by(nodes: Iterable[ast.AST]) -> set[str]:
    """Return the names of the methods that a class connects to a signal."""
    calls = [each for each in nodes if isinstance(each, ast.Call) and ast.unparse(each.func).endswith(".connect")]
    targets = [target for call in calls for target in call.args if isinstance(target, ast.Attribute)]
    return {target.attr for target in targets if ast.unparse(target.value) == "self"}


def test_modules_stay_under_300_lines(modules):
    lengths = {str(module.path.relative_to(ROOT)): len(module.text.splitlines()) for module in modules}
    assert {path: lines for path, lines in lengths.items() if lines >= MODULE_LINES} == {}


def test_folders_have_at_most_20_modules(modules):
    modules = Counter(module.path.parent for module in modules if module.path.name != "__init__.py")
    assert {str(folder.relative_to(ROOT)): n for folder, n in modules.items() if n > FOLDER_MODULES} == {}


def test_few_imports_are_inside_functions(modules):
    """The two tables of what is loaded on use are no exception to the rule, but where it is kept."""
    tables = (PACKAGE / "app" / "on_demand.py", PACKAGE / "commands" / "__init__.py")
    found = {
        module.at(statement)
        for module in modules
        if module.path not in tables
        for function in functions(module)
        for statement in ast.walk(function)
        if isinstance(statement, ast.Import | ast.ImportFrom)
    }
    assert len(found) <= DEFERRED_IMPORTS, "\n".join(sorted(found))


def test_public_classes_have_names_of_their_own(modules):
    names = Counter(
        node.name
        for module in modules
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_objects_are_made_from_at_most_five_values(modules):
    counts = {
        module.at(node): len(node.args.args) + len(node.args.kwonlyargs) - 1
        for module in modules
        for node in functions(module)
        if node.name == "__init__"
    }
    assert {place: count for place, count in counts.items() if count > MOST_ARGUMENTS} == {}


def test_functions_stay_within_40_lines(modules):
    lengths = {f"{m.at(node)} {node.name}": body_lines(node) for m in modules for node in functions(m)}
    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES} == {}


def test_public_methods_in_the_qt_packages_have_docstrings(modules):
    undocumented = [
        f"{module.at(node)} {node.name}"
        for module in modules
        if module.room in QT_ROOMS
        for node in public_methods(module)
        if node.name not in QT_NAMES and ast.get_docstring(node) is None
    ]
    assert undocumented == []


def test_docstrings_say_return_for_what_is_returned(modules):
    given = [
        f"{module.at(node)} {node.name}"
        for module in modules
        for node in functions(module)
        if node.returns is not None
        and ast.unparse(node.returns) != "None"
        and re.search(r"(^|; |, )(Give|give|gives)\b", ast.get_docstring(node) or "")
    ]
    assert given == []


def public_methods(module: Module) -> list[ast.FunctionDef]:
    """Return the public methods of the module's public classes."""
    members = [
        member
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        for member in node.body
    ]
    return [node for node in members if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def test_packages_without_qt_do_not_load_it(modules):
    names = [f"coopviewer.{room}" for room in WITHOUT_QT if (PACKAGE / room / "__init__.py").is_file()]
    names += [
        ".".join(m.path.relative_to(PACKAGE.parent).with_suffix("").parts) for m in modules if m.room in WITHOUT_QT
    ]
    code = (
        "import importlib, sys\n"
        f"for name in {[name for name in names if not name.endswith('__init__')]!r}: importlib.import_module(name)\n"
        "print(*sorted(name for name in sys.modules if name.split('.')[0] in ('PySide6', 'shiboken6')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_tests_cannot_reach_the_network(family):
    with socket.socket(family) as probe, pytest.raises(RuntimeError, match="reach the network"):
        probe.connect(("localhost", 9))


def test_every_file_that_contributing_sends_to_exists() -> None:
    guide = (
        (ROOT / "CONTRIBUTING.md")
        .read_text(encoding="utf-8")
        .partition("## Where do I change")[2]
        .partition("\n## ")[0]
    )
    named = [re.findall(r"`([\w/.*]+(?:\.py|\.toml|\.md|/))`", row) for row in guide.splitlines()]
    missing = []
    for paths in filter(None, named):
        folder = ""  # a name without a folder is in the folder that was named before it
        for path in paths:
            places = (f"src/coopviewer/{path}", path, f"{folder}{path}")
            found = next((place for place in places if any(ROOT.glob(place))), None)
            if found is None:
                missing.append(path)
            elif "/" in path:
                folder = found[: found.rindex("/") + 1]
    assert missing == []
    assert len(named) > 20
