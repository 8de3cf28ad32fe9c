"""The verbs of the command line, one module each, without Qt.

Each module has ``main(arguments) -> int``. The exit status is 0, or 1 for faults in data or an empty result, or 2 if
something outside the program, or an argument, is not as needed.
"""

from collections.abc import Mapping
from types import MappingProxyType

# verb: its module and its summary; a module is imported only when its verb is used
VERBS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "show": ("coopviewer.commands.show", "print a page with its sources, as text, Markdown, HTML or JSON"),
        "list": ("coopviewer.commands.list", "print all entries of a kind"),
        "search": ("coopviewer.commands.search", "find entries by words, phrases and filters"),
        "annotations": (
            "coopviewer.commands.annotations",
            "export your annotations to a file, or import annotations",
        ),
        "build": ("coopviewer.commands.build", "build a reference from a folder of curated files"),
        "check": ("coopviewer.commands.check", "check a built reference as a whole"),
        "passages": ("coopviewer.commands.passages", "cut a document into passages, as a first draft"),
    }
)
