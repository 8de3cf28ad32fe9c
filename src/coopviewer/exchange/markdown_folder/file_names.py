"""Names of pages in the folder: from titles, valid on every system, and different where case does not count."""

import os
import posixpath
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from coopviewer.exchange.file_names import file_name_for

_NOT_IN_LINKS = re.compile(r"[#^\[\]`{}%]+")  # of the links between notes that Obsidian and others read


class FileNames:
    """Chooses file names for new pages, each different from those of existing files and from those chosen before."""

    def __init__(self, folder: Path) -> None:
        """Choose names of pages in ``folder``, the folder of all pages, which need not exist yet."""
        self._folder = folder
        self._taken: dict[str, set[str]] = {}

    def folder(self, name: str) -> str:
        """Return the name for a subfolder of new pages: ``name``, or ``name 2`` and so on if a file or a link has it.

        If a folder ``name`` exists, new pages go into that folder. Nothing is created; a second call returns the same
        name.
        """
        chosen, number = name, 1
        while os.path.lexists(self._folder / chosen) and not _is_real_folder(self._folder / chosen):
            number += 1
            chosen = f"{name} {number}"
        return chosen

    def new(self, subfolder: str, title: str) -> str:
        """Return a path for a new page, such as ``Countries/Niger.md``, and do not choose it again.

        ``title`` is the page's title; ``subfolder`` the folder that the page is in, empty for none. If a file or an
        earlier new page has the name, a number from 2 follows the title; names that differ only in case count as the
        same. The path is relative to the folder of all pages, with ``/``. Nothing is created.
        """
        taken = self._names_in(subfolder)
        stem = file_name_for(_NOT_IN_LINKS.sub("-", title))
        name, number = f"{stem}.md", 1
        while _key(name) in taken:
            number += 1
            name = f"{stem} {number}.md"
        taken.add(_key(name))
        return posixpath.join(subfolder, name)

    def _names_in(self, subfolder: str) -> set[str]:
        if subfolder not in self._taken:
            self._taken[subfolder] = set(map(_key, _listed(self._folder / subfolder)))
        return self._taken[subfolder]


def _is_real_folder(path: Path) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)  # noqa: PTH112, PTH114 - they raise nothing


def _listed(folder: Path) -> Iterable[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names alone
    except OSError:
        return ()


def _key(name: str) -> str:
    """Return a form of a name that is equal for names that some system takes for the same file."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", name).casefold())


def link_between(source: str, target: str) -> str:
    """Return the address by which the page ``source`` links to the page ``target``; both are paths within the folder.

    The address is relative to the folder of ``source``, and percent-encoded.
    """
    return quote(posixpath.relpath(target, posixpath.dirname(source) or "."), safe="/")
