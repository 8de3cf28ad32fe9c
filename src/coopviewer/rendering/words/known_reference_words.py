"""Texts on the known references: in their list, and in the menu of recent ones."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from coopviewer.domain.browsing.known_references import KnownReference, ListedReference
from coopviewer.domain.language import Translate
from coopviewer.rendering.words.age_words import moment_words

_LONGEST_TITLE = 60  # characters in a menu


def listed_cells(listed: ListedReference, tr: Translate, *, is_open: bool, home: Path | None) -> tuple[str, ...]:
    """Return the cells of a reference's row in the list of known references.

    They are title, file name, as-of day, state, publisher, edition and folder. The state says that the file is gone,
    that it is open now, or when it was opened last. In place of its folder, the bundled reference has *bundled with
    coopviewer*. ``home`` is the user's home folder, written as ``~``; None: it is not known.
    """
    reference = listed.reference
    file, folder = file_cells(listed, tr, home)
    return (
        title_words(reference, tr),
        file,
        as_of_cell(reference, tr),
        _state(listed, tr, is_open=is_open),
        reference.publisher,
        edition_cell(reference, tr),
        folder,
    )


def file_cells(listed: ListedReference, tr: Translate, home: Path | None) -> tuple[str, str]:
    """Return the name of a reference's file, and its folder, or *bundled with coopviewer* in place of the folder.

    ``home`` is the user's home folder, written as ``~``; None: it is not known.
    """
    place = Path(listed.place)
    folder = tr("bundled with coopviewer") if listed.reference.is_bundled else place_words(str(place.parent), home)
    return place.name, folder


def spoken_reference(listed: ListedReference, tr: Translate, *, is_open: bool, home: Path | None) -> str:
    """Return a row of the list of known references as a text for screen readers.

    It has all that tells a reference from others of the same title: file name, as-of day, state and folder. ``home`` is
    the user's home folder, written as ``~``; None: it is not known.
    """
    title, file, as_of, state, _, _, folder = listed_cells(listed, tr, is_open=is_open, home=home)
    dated = tr("as of: {day}").format(day=as_of) if as_of else ""
    return ", ".join(filter(None, (title, file, dated, state, folder)))


def title_words(reference: KnownReference, tr: Translate) -> str:
    """Return the title of a reference, or that it has none."""
    return reference.title.strip() or tr("without a title")


def edition_cell(reference: KnownReference, tr: Translate) -> str:
    """Return the id of the edition; if it is a day (ISO 8601), that day in words."""
    try:
        return tr.day(date.fromisoformat(reference.edition))
    except ValueError:
        return reference.edition


def as_of_cell(reference: KnownReference, tr: Translate) -> str:
    """Return the as-of day of a reference, or the first and last day if it is a range; empty if it is not known."""
    if reference.as_of_days is None:
        return ""
    earliest, latest = reference.as_of_days
    if earliest == latest:
        return tr.day(earliest)
    return tr("{earliest} – {latest}").format(earliest=tr.day(earliest), latest=tr.day(latest))


def place_words(place: str, home: Path | None) -> str:
    """Return the path ``place`` of a file or folder for display: with ``~`` for the home folder if it is within that.

    ``home`` is the home folder; None: it is not known, and the path is returned unchanged.
    """
    if home is None or not Path(place).is_relative_to(home):
        return place
    return str(Path("~") / Path(place).relative_to(home))


def recent_menu_words(recent: Sequence[ListedReference], tr: Translate, home: Path | None) -> list[str]:
    """Return the items of the menu of recent references, in the order of ``recent``: ``Title · file.db``.

    The bundled reference has *bundled with coopviewer* in place of the file. A file that is gone is marked so. A title
    is cut to 60 characters. To items that would be the same the folder is added, with ``~`` for the user's home folder,
    ``home``; None: it is not known.
    """
    words = [_recent_words(each, tr) for each in recent]
    folders = [file_cells(each, tr, home)[1] for each in recent]
    return [
        tr("{reference} · in {folder}").format(reference=said, folder=folder) if words.count(said) > 1 else said
        for said, folder in zip(words, folders, strict=True)
    ]


def _recent_words(listed: ListedReference, tr: Translate) -> str:
    title = title_words(listed.reference, tr)
    if len(title) > _LONGEST_TITLE:
        title = f"{title[: _LONGEST_TITLE - 1]}…"
    if listed.reference.is_bundled:
        return tr("{title} · bundled with coopviewer").format(title=title)
    words = tr("{title} · {file}") if listed.exists else tr("{title} · {file} (gone)")
    return words.format(title=title, file=Path(listed.place).name)


def opened_words(reference: KnownReference, tr: Translate) -> str:
    """Return when a reference was opened last, in words; *never* if it was not."""
    try:
        return moment_words(datetime.fromisoformat(reference.opened), tr)
    except ValueError:
        return tr("never")


def _state(listed: ListedReference, tr: Translate, *, is_open: bool) -> str:
    if not listed.exists:
        return tr("file is gone")
    return tr("open now") if is_open else opened_words(listed.reference, tr)
