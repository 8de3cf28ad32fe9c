"""The one door to working on coopviewer: ``python3 dev.py VERB``; without a verb it lists them.

Needs Python 3.11 or newer and nothing else: each verb first sets up what is missing, which is one virtual environment
``.venv`` with the project and its tools (one set-up for all verbs: what only ``test`` needs is small beside Qt), and,
for the verbs that draw, the system's libraries for Qt. A verb that finds everything in place starts at once.
"""

import os
import subprocess
import sys

if sys.version_info < (3, 11):  # noqa: UP036  (whoever runs this may well have an older one)
    sys.exit(
        f"coopviewer needs Python 3.11 or newer, and this is Python {sys.version_info[0]}.{sys.version_info[1]}. "
        "Run dev.py with a newer one, such as: python3.12 dev.py"
    )

import tempfile
from pathlib import Path

from devtools.accessibility import ensure_reader
from devtools.environment import Environment
from devtools.reference import compare
from devtools.screen import find_screen
from devtools.system import DRAWING, X11, Halt, ensure_libraries

ROOT = Path(__file__).resolve().parent
SOURCES = "data/source"
REFERENCE = Path("data/coop.db")
PICTURE = ROOT / "build" / "window.png"
ENVIRONMENT = Environment(ROOT)
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
# what the others measure against, and with
NOT_BENCHMARKS = ("bare.py", "outside.py", "shell.py", "synthetic.py", "xvfb.py")


def run(words: list[str]) -> int:
    """Open the window, or do what ARGS say; without a screen, draw the window into build/window.png."""
    ENVIRONMENT.ensure()
    if not opens_window(words):
        return replace("-m", "coopviewer", *words)
    screen = find_screen(os.environ)
    ensure_libraries(screen.libraries)
    if screen.fault is None:
        return replace("-m", "coopviewer", *words)
    print(f"{screen.fault}, so the window is drawn instead of being opened.", flush=True)
    PICTURE.parent.mkdir(exist_ok=True)
    return call("-m", "coopviewer", "--draw", str(PICTURE), *words, **OFFSCREEN)


def test(words: list[str]) -> int:
    """Run the tests; --slow runs the slow ones too, other ARGS go to pytest (without any: on two cores)."""
    ENVIRONMENT.ensure()
    ensure_libraries(DRAWING)
    if "--slow" in words:
        ensure_reader()
    spread = [] if set(words) - {"--slow"} else ["--numprocesses=2"]
    return call("-m", "pytest", *spread, *words, **OFFSCREEN)


def check(_words: list[str]) -> int:
    """Look the code over: ruff, its formatting, mypy --strict, and who may import whom."""
    ENVIRONMENT.ensure()
    lint_imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    steps = {
        "ruff check": ("-m", "ruff", "check", "--quiet"),
        "ruff format": ("-m", "ruff", "format", "--check", "--quiet"),
        "mypy --strict": ("-m", "mypy", "--strict", "--no-error-summary"),
        "lint-imports": ("-c", lint_imports, "--no-logo"),
    }
    failed = [name for name, step in steps.items() if call(*step) != 0]
    print(f"Not clean: {', '.join(failed)}; see above." if failed else f"Clean: {', '.join(steps)}.")
    return 1 if failed else 0


def data(words: list[str]) -> int:
    """Build data/coop.db from data/source; --compare builds beside it and says whether both agree."""
    ENVIRONMENT.ensure()
    if words not in ([], ["--compare"]):
        raise Halt(f"data takes --compare or nothing, not: {' '.join(words)}")
    if not words:
        return build_reference(REFERENCE)
    with tempfile.TemporaryDirectory() as folder:
        rebuilt = Path(folder, REFERENCE.name)
        status = build_reference(rebuilt)
        if status == 0:
            print(compare(REFERENCE, rebuilt))
    return status


def names(words: list[str]) -> int:
    """Generate the names and codes of countries (CLDR, ISO 3166) that data/source keeps."""
    ENVIRONMENT.ensure()
    return call("tools/generate_names.py", *words)


def shots(words: list[str]) -> int:
    """Draw the window for one entry of each kind, light and dark, into build/shots, or into the folder ARGS."""
    if len(words) > 1 or any(word.startswith("-") for word in words):
        raise Halt(f"shots takes a folder or nothing, not: {' '.join(words)}")
    ENVIRONMENT.ensure()
    ensure_libraries(DRAWING)
    return call("tools/shots.py", *(words or ["build/shots"]), **OFFSCREEN)


def bench(words: list[str]) -> int:
    """Measure: each of benchmarks/, the launch first; with a NAME that one alone, ARGS go to it."""
    found = sorted(path.stem for path in Path("benchmarks").glob("*.py") if path.name not in NOT_BENCHMARKS)
    found.sort(key=lambda name: name != "launch")
    if words and not words[0].startswith("-"):
        if words[0] not in found:
            raise Halt(f"There is no benchmark {words[0]}, but: {', '.join(found)}")
        found, words = words[:1], words[1:]
    ENVIRONMENT.ensure()
    ensure_libraries(DRAWING | X11)
    return max([call(f"benchmarks/{name}.py", *words) for name in found], default=0)


def package(words: list[str]) -> int:
    """Pack the program into dist/: as one folder, or as the kinds that ARGS name (docs/packaging.md)."""
    ENVIRONMENT.ensure_extra("package")
    ensure_libraries(DRAWING)
    return call("-m", "devtools.packing", *words)


VERBS = {verb.__name__: verb for verb in (run, test, check, data, names, shots, bench, package)}


def opens_window(words: list[str]) -> bool:
    """Tell whether coopviewer, given these words, shows a window: else it does a verb, answers or draws by itself."""
    verbs = {path.stem for path in (ROOT / "src" / "coopviewer" / "commands").glob("[a-z]*.py")}
    return not ({"-h", "--help", "-V", "--version", "--draw"} & set(words) or set(words[:1]) & verbs)


def build_reference(target: Path) -> int:
    """Build the reference into a file; gives the exit status of ``coopviewer build``."""
    return call("-m", "coopviewer", "build", SOURCES, "-o", str(target))


def call(*command: str, **environment: str) -> int:
    """Run the environment's Python on a command, with more in its environment; gives the exit status."""
    return subprocess.call([ENVIRONMENT.python, *command], env={**os.environ, **environment})


def replace(*command: str) -> int:
    """Become the environment's Python on a command, where the system can; else run it and give its exit status."""
    if os.name != "nt":  # where the new process would run on beside the shell
        sys.stdout.flush()
        os.execv(ENVIRONMENT.python, [str(ENVIRONMENT.python), *command])
    return call(*command)


def usage() -> str:
    """Say which verbs there are."""
    rows = [f"  {name:7}  {(verb.__doc__ or '').strip()}" for name, verb in VERBS.items()]
    return "usage: python3 dev.py VERB [ARGS]\n\n" + "\n".join(rows)


def main(words: list[str]) -> int:
    """Do a verb; gives the exit status, 2 with a sentence where something around the project is not as needed."""
    if not words or words[0] in ("-h", "--help", "help"):
        print(usage())
        return 0
    if words[0] not in VERBS:
        print(f"There is no verb {words[0]}.\n\n{usage()}", file=sys.stderr)
        return 2
    if words[0] != "run":  # whose ARGS may name files from where one stands
        os.chdir(ROOT)
    try:
        return VERBS[words[0]](words[1:])
    except Halt as halt:
        print(halt, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped. The next run takes up what was begun.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
