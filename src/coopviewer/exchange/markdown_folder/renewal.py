"""What a run did in a folder of Markdown pages, and the report of it."""

from dataclasses import dataclass, field
from pathlib import Path

from coopviewer.domain.language import Translate


@dataclass(slots=True)
class Renewal:
    """What a run did: how many pages it wrote, how many were unchanged, and the paths of two kinds of pages.

    ``left`` are pages that were not renewed, because the user changed what coopviewer writes in them, or because they
    changed during the run. ``gone`` are pages of entries that the edition does not have. The run that marks such a page
    as gone counts it in ``written`` too; later runs count it neither there nor in ``unchanged``. Paths are relative to
    the folder.
    """

    written: int = 0
    unchanged: int = 0
    left: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def renewal_report(done: Renewal, folder: Path, tr: Translate) -> tuple[str, str]:
    """Return one or two sentences on what was done, and lines with the pages in ``left`` and in ``gone``.

    The second text is empty if there are no such pages.
    """
    parts = []
    if done.left:
        parts.append("\n".join((_left_words(len(done.left), tr), *(f"  {path}" for path in done.left))))
    if done.gone:
        parts.append("\n".join((_gone_words(len(done.gone), tr), *(f"  {path}" for path in done.gone))))
    return _renewal_words(folder, done.written, done.unchanged, tr), "\n".join(parts)


def _renewal_words(folder: Path, written: int, unchanged: int, tr: Translate) -> str:
    """Return how many pages were written, and how many needed no change."""
    words = tr.plural(
        "{n} page was written into {folder}.", "{n} pages were written into {folder}.", written, folder=folder
    )
    if not unchanged:
        return words
    same = tr.plural("{n} page is unchanged.", "{n} pages are unchanged.", unchanged)
    return tr("{first} {second}").format(first=words, second=same)


def _left_words(count: int, tr: Translate) -> str:
    """Return that some pages were not renewed, and what to do; their names follow."""
    return tr.plural(
        "{n} page was left as it is, since its marked part or what coopviewer wrote above it was changed. To have the "
        "page renewed again, move your own text to another place and delete the file:",
        "{n} pages were left as they are, since their marked parts or what coopviewer wrote above them were changed. "
        "To have a page renewed again, move your own text to another place and delete the file:",
        count,
    )


def _gone_words(count: int, tr: Translate) -> str:
    """Return that some pages are of entries that this edition does not have; their names follow."""
    return tr.plural(
        "{n} page is of an entry that this edition does not have; it is marked, and stays:",
        "{n} pages are of entries that this edition does not have; they are marked, and stay:",
        count,
    )
