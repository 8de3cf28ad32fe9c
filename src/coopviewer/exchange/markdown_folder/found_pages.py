"""The pages that earlier runs wrote into a folder, wherever the user has moved them since."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from coopviewer.domain.progress import Progress, no_progress
from coopviewer.exchange.markdown_folder.page_file import PageFile, read_page
from coopviewer.file_kinds import read_within

_MOST_HEAD, _MOST_PAGE = 16_384, 20_000_000  # bytes
_KEY = b"\ncoop:"


class FoundPage(NamedTuple):
    """A page in the folder: its path relative to the folder, with ``/``, its content, and its file's state when read.

    The state is what ``state_of`` returned, such as size and time; if it is another one later, the file was changed.
    """

    path: str
    page: PageFile
    state: tuple[int, ...]


def find_pages(folder: Path, dataset: str, progress: Progress = no_progress) -> Mapping[str, FoundPage]:
    """Return the pages of the reference ``dataset`` (its URN) in a folder and below, by the ids of their entries.

    Of several pages of one entry, as where the user copied one, the one with the shortest path (the first by name among
    those) is returned. Left out are hidden folders and files, symbolic links, and files that are not named ``.md``,
    cannot be read, are over 20 MB, or lack the key ``coop`` in the first 16 KiB, which each exported page has. A
    missing folder has no pages. ``progress`` is called with (0, 1) for each folder, since the end is not known,
    and may end the search by raising.
    """
    found: dict[str, FoundPage] = {}
    for path in sorted(_markdown_files(folder, progress), key=lambda path: (len(path), path)):
        page = _read(folder, path)
        if page is not None and page.page.dataset == dataset:
            found.setdefault(page.page.id, page)
    return found


def state_of(path: Path) -> tuple[int, ...]:
    """Return size, time of writing (ns), inode number and mode of a file: if one differs later, the file was changed.

    A symbolic link is not followed. Raises OSError if there is no such file.
    """
    status = path.lstat()
    return (status.st_size, status.st_mtime_ns, status.st_ino, status.st_mode)


def _markdown_files(folder: Path, progress: Progress) -> Iterator[str]:
    for base, folders, names in os.walk(folder):
        progress(0, 1)  # so that looking through a large folder can be cancelled
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.lower().endswith(".md") and not name.startswith("."):
                yield Path(base, name).relative_to(folder).as_posix()


def _read(folder: Path, path: str) -> FoundPage | None:
    file = folder / path
    try:
        state = state_of(file)
        if not S_ISREG(state[-1]) or state[0] > _MOST_PAGE:
            return None
        with file.open("rb") as head:
            if _KEY not in head.read(_MOST_HEAD):
                return None
        page = read_page(read_within(file, _MOST_PAGE).decode())
    except (OSError, UnicodeDecodeError):
        return None
    return None if page is None else FoundPage(path, page, state)
