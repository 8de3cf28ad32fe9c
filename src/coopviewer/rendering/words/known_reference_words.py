"""Texts on the known references: in their list, and in the menu of recent ones."""

from datetime import date, datetime
from pathlib import Path

from coopviewer.domain.browsing.known_references import KnownReference, ListedReference
from coopviewer.domain.language import Translate
from coopviewer.rendering.words.age_words import moment_words

_LONGEST_TITLE = 60  # characters in a menu


def listed_cells(listed: ListedReference, tr: Translate, *, is_open: bool, home: Path | None) -> tuple[str, ...]:
    """Return the cells of a reference's row in the list: title, publisher, edition, as-of day, state and place.

    The state is that the file is gone, that it is open, or when it was opened; the place is the file's path, or that it
    is bundled. ``home`` is the user's home folder, written as ``~`` in places; None: it is not known.
    """
    reference = listed.reference
    return (
        title_words(reference, tr),
        reference.publisher,
        edition_cell(reference, tr),
        as_of_cell(reference, tr),
        _state(listed, tr, is_open=is_open),
        tr("bundled with coopviewer") if reference.is_bundled else place_words(listed.place, home),
    )


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
    """Return the as-of day, or the first and last day that it covers or may be; empty if nothing is known of it."""
    if reference.as_of_days is None:
        return ""
    earliest, latest = reference.as_of_days
    if earliest == latest:
        return tr.day(earliest)
    return tr("{earliest} – {latest}").format(earliest=tr.day(earliest), latest=tr.day(latest))


def place_words(place: str, home: Path | None) -> str:
    """Return a file's path, ``place``, with ``~`` for the home folder if it is within ``home``; None: unchanged."""
    if home is None or not Path(place).is_relative_to(home):
        return place
    return str(Path("~") / Path(place).relative_to(home))


def recent_words(listed: ListedReference, tr: Translate) -> str:
    """Return a reference as the menu of recent ones names it: title, and file name or that it is bundled.

    A file that is gone is named as such, and a title is cut to 60 characters.
    """
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
