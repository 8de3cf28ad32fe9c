"""The verbs of the command line, one module each, without Qt.

Each module has ``main(arguments, tr) -> int``; ``arguments`` are the words after the verb. The result is the exit
status:

- 0 in general;
- 1 usually for faults in data, if nothing was found (for ``diff``: if there are changes), or if the result could not be
  printed;
- 2 if an argument, or something outside the program such as a file, is not as needed; ``main`` has printed what.

Arguments that cannot be parsed raise SystemExit. Everything printed is translated by ``tr``, apart from JSON, paths and
facts.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import MappingProxyType

from coopviewer.domain.language import Translate, to_translate
from coopviewer.stopping import loading

# verb: its module and its summary; a module is imported only when its verb is used
VERBS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "show": (
            "coopviewer.commands.show",
            to_translate("print a page with its sources, as text, Markdown, HTML, JSON or DOCX"),
        ),
        "list": ("coopviewer.commands.list", to_translate("print all entries of a kind")),
        "brief": (
            "coopviewer.commands.brief",
            to_translate("write a brief on entries, as text, Markdown, web page, DOCX or PDF"),
        ),
        "search": ("coopviewer.commands.search", to_translate("find entries by words, phrases and filters")),
        "diff": (
            "coopviewer.commands.diff",
            to_translate(
                "print what changed between two editions of a reference, as text, Markdown, HTML, CSV or JSON"
            ),
        ),
        "cite": (
            "coopviewer.commands.cite",
            to_translate(
                "print the citation of an entry, a fact, a search or the edition, also as BibTeX, RIS or CSL-JSON"
            ),
        ),
        "export": (
            "coopviewer.commands.export",
            to_translate("write entries as a folder of Markdown pages, or projects as IATI activities"),
        ),
        "import": (
            "coopviewer.commands.import_data",
            to_translate("make a reference of IATI activities or a table of projects, or make it again of newer ones"),
        ),
        "annotations": (
            "coopviewer.commands.annotations",
            to_translate("export your annotations to a file, or import annotations"),
        ),
        "team": (
            "coopviewer.commands.sharing.team",
            to_translate("share annotations with colleagues through a folder that all of you can reach"),
        ),
        "references": (
            "coopviewer.commands.references",
            to_translate("list the references that were opened, and the bundled one"),
        ),
        "build": ("coopviewer.commands.build", to_translate("build a reference from a folder of curated files")),
        "check": ("coopviewer.commands.check", to_translate("check a built reference as a whole")),
        "passages": ("coopviewer.commands.passages", to_translate("cut a document into passages, as a first draft")),
    }
)
USAGE = """\
coopviewer [ADDRESS] [REFERENCE] [--annotations FILE] [--portable] [--fresh] [--draw PICTURE] [--language LANGUAGE]
coopviewer --smoke DIR
coopviewer VERB …
coopviewer --version | --help"""
_WIDTH = 119
_THRESHOLDS = (50_000, 20, 100)  # with Python's own, a tenth to a sixth of the time of `check` is spent on looking


class NeedsWindow(Exception):
    """A verb asks for something that only the window's part of the program can do, such as writing PDF.

    ``arguments`` are the words of the command line by which that part does it.
    """

    def __init__(self, arguments: list[str]) -> None:
        """Keep the words of the command line by which the window's part of the program does what was asked for."""
        super().__init__()
        self.arguments = arguments


def run_without_window(words: Sequence[str], tr: Translate) -> int | None:
    """Run a verb, ``--help`` or ``--version``, and return the exit status; None if ``words`` ask for the window.

    ``words`` are those after the program's name, at least one. Raises NeedsWindow for what only the window's part of
    the program can do, SystemExit for wrong arguments or the help of a verb, and EnvironmentFault if a help text or the
    version cannot be printed; a verb prints its other faults itself.
    """
    if words[0] in VERBS:
        from coopviewer.exchange.ending import ends_tidily

        module = import_module(VERBS[words[0]][0])
        loading.end()  # from here on a verb removes what it has begun
        with ends_tidily(), _few_collections():
            return int(module.main(words[1:], tr))
    if words[0] not in ("-h", "--help", "-V", "--version"):
        return None
    from coopviewer import __version__
    from coopviewer.standard_output import print_text

    print_text(f"{help_text(tr)}\n" if words[0] in ("-h", "--help") else f"coopviewer {__version__}\n")
    return 0


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for cycles of garbage less often inside: verbs make very many values, and hardly any cycle."""
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def help_text(tr: Translate) -> str:
    """Return what ``--help`` prints: the usage, a description of the program, and its verbs."""
    from textwrap import fill  # deferred: only for those who ask

    head = tr("usage:")
    usage = f"\n{' ' * (len(head) + 1)}".join(USAGE.splitlines())
    width = max(map(len, VERBS))
    verbs = "\n".join(f"  {verb:{width}}  {tr(words)}" for verb, (_, words) in VERBS.items())
    return f"{head} {usage}\n\n{fill(_description(tr), _WIDTH)}\n\n{tr('verbs:')}\n{verbs}"


def _description(tr: Translate) -> str:
    return tr(
        "Opens the window, at the page ADDRESS (such as coop:country/NE) and with another REFERENCE (a file such as "
        "coop.db) if they are given; a file of data, such as IATI XML, is offered for import. A window that is open "
        "already is used again. The tabs of the last session are restored, unless --fresh is given. Annotations are "
        "stored in the annotations FILE, by default your own. "
        "--portable stores them and all your other files beside the program; a file portable.txt beside the program "
        "does so at every start. --draw writes the window as a picture (PNG) instead of showing it, which needs no "
        "screen. --language shows everything in a LANGUAGE other than the system's. --smoke tests the program in a "
        "window of its own and writes pictures and report.json into DIR; your own files are not changed."
    )
