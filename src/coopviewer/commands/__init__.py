"""The verbs of the command line, one module each, without Qt.

Each module has ``main(arguments) -> int``: exit status 0, 1 where faults were found, 2 where the program's
surroundings or the arguments are not as needed.
"""

from collections.abc import Mapping
from types import MappingProxyType

# verb: its module, and what it does in one line; the modules are imported only when their verb is used
VERBS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "show": ("coopviewer.commands.show", "print a page with its sources, as text, Markdown, HTML or JSON"),
        "list": ("coopviewer.commands.list", "print all entries of a kind"),
        "search": ("coopviewer.commands.search", "find entries by words, phrases and filters"),
        "annotations": (
            "coopviewer.commands.annotations",
            "export your annotations to a file, or import some",
        ),
        "build": ("coopviewer.commands.build", "build a reference from a folder of curated files"),
        "check": ("coopviewer.commands.check", "check a built reference as a whole"),
        "passages": ("coopviewer.commands.passages", "cut a document into passages, for a start"),
    }
)
