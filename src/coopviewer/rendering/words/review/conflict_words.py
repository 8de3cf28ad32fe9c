"""Texts of conflicts between versions of an annotation: whose each is, what differs, and what the user can decide."""

from collections.abc import Sequence
from datetime import tzinfo

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.annotations.versions.conflicts import Side
from coopviewer.domain.language import Translate
from coopviewer.domain.text.measures import shorten
from coopviewer.rendering.words.age_words import moment_words
from coopviewer.rendering.words.annotation_words import colour_word, status_word

_LONGEST_NAME = 24  # code points of a name on a button
Sides = tuple[Side, Side]


def heading_words(tr: Translate) -> tuple[str, str]:
    """Return the two headings in the list of the review: over the conflicts, and over all else that waits there."""
    return tr("Conflicts: two versions of one annotation"), tr("Changed texts and versions of earlier imports")


def conflict_words(sides: Sides, tr: Translate) -> str:
    """Return a line on whose the two versions of a conflict are, such as *Your version and Ana’s*.

    ``sides`` are these versions; if one is the user's own, it is the first, and the author of the other is named if
    known. Of two versions by others the authors are named only if both are known.
    """
    first, second = sides
    names = _name(first), _name(second)
    if first.is_mine:
        return tr("Your version and {name}’s").format(name=names[1]) if names[1] else tr("Your version and another one")
    if not any(names):
        return tr("Two versions, of which neither has a known author")
    if not all(names):
        return tr("Two versions, one of them by an unknown author")
    if names[0] == names[1]:
        return tr("Two versions by {name}").format(name=names[0])
    return tr("{first}’s version and {second}’s").format(first=names[0], second=names[1])


def side_heading(side: Side, tr: Translate) -> str:
    """Return the heading of one version of a conflict: *Mine* or its author, and whether it is the one shown now.

    If the author is not known, the heading is *The version shown now* or *The other version*.
    """
    name = tr("Mine") if side.is_mine else _name(side)
    if not name:
        return tr("The version shown now") if side.is_shown else tr("The other version")
    return tr("{name} (shown now)").format(name=name) if side.is_shown else name


def side_line(side: Side, tr: Translate, zone: tzinfo | None = None) -> str:
    """Return a line on one version of a conflict: who made it, when, if it is deleted, status, colour, link and tags.

    If the version is no longer in the file, a sentence says so. The time is in the time zone ``zone``; None: that of
    this computer.
    """
    annotation = side.annotation
    if annotation is None:
        return tr("It is no longer in the file.")
    name = side.by.name if side.by is not None else ""
    parts = (name or tr("unknown author"), moment_words(annotation.modified, tr, zone), *state_words(annotation, tr))
    return " · ".join(part for part in parts if part)


def state_words(annotation: Annotation, tr: Translate) -> tuple[str, ...]:
    """Return five texts on an annotation, each empty if it does not apply.

    They are: *deleted*, its status, its colour, the entry that it links to (by id), and its tags (``#visa #border``).
    """
    return (
        tr("deleted") if annotation.is_deleted else "",
        status_word(annotation.status, tr) if annotation.status else "",
        colour_word(annotation.colour, tr) if annotation.colour else "",
        tr("Link to {title}").format(title=annotation.target_entry_id) if annotation.target_entry_id else "",
        " ".join(f"#{tag}" for tag in annotation.tags),
    )


def in_button_order(conflicts: Sequence[Sides]) -> list[Sides]:
    """Return the conflicts with their two versions in the order of two buttons: keep the first, keep the second.

    The order within a conflict is unchanged if all first versions are the user's own, or if all first ones are by one
    author and all second ones by another. Otherwise the version that is shown now comes first.
    """
    if _are_mine(conflicts) or _authors(conflicts) is not None:
        return list(conflicts)
    return [(second, first) if second.is_shown else (first, second) for first, second in conflicts]


def choice_words(conflicts: Sequence[Sides], tr: Translate) -> tuple[str, str]:
    """Return the texts of the two buttons that keep the first, or the second, version of each conflict.

    The caller orders the two versions of each conflict before, with ``in_button_order``; it is not called here. ``&``
    is before the access key of a button.

    Each conflict has a version of the user: *Keep mine* and *Take Ana’s*, or *Take theirs* for several or unknown
    authors. Otherwise, if all first versions are by one author and all second ones by another: *Keep Ana’s* and *Take
    Ben’s*. In all other cases: *Keep what is shown now* and *Take the other version*.
    """
    if _are_mine(conflicts):
        names = {_name(second) for _, second in conflicts}
        (name,) = names if len(names) == 1 else ("",)
        taken = tr("T&ake {name}’s").format(name=_escaped(name)) if name else tr("T&ake theirs")
        return tr("&Keep mine"), taken
    if (authors := _authors(conflicts)) is not None:
        first, second = map(_escaped, authors)
        return tr("&Keep {name}’s").format(name=first), tr("T&ake {name}’s").format(name=second)
    return tr("&Keep what is shown now"), tr("T&ake the other version")


def choice_tips(conflicts: Sequence[Sides], tr: Translate) -> tuple[str, str, str]:
    """Return the tool tips of three buttons for conflicts: keep the first version, keep the second one, keep both.

    Which is first, ``in_button_order`` decides, which is called here: the user's own if each conflict has one. If the
    first version is shown now in some conflicts only, the first two tips do not say which version is shown.
    """
    are_first_shown = {first.is_shown for first, _ in in_button_order(conflicts)}
    stays = tr("It stays as it is shown; the other version is kept in its history only.")
    comes = tr("It replaces what is shown now, which is kept in the history of the annotation.")
    if len(are_first_shown) > 1:
        stays = comes = tr("The other version is kept in the history of the annotation.")
    both = tr("The annotation stays as it is shown; the other version becomes an annotation of its own beside it.")
    return (comes, stays, both) if are_first_shown == {False} else (stays, comes, both)


def keep_tip(*, are_versions: bool, are_mixed: bool, tr: Translate) -> str:
    """Return what the button *Keep* of the review does with the selected rows, of which not all are conflicts.

    ``are_versions``: all rows are versions from earlier imports. ``are_mixed``: some rows, not all, are conflicts. If
    neither is True, the tip is that for annotations whose passage was not found in this edition.
    """
    if are_versions:
        return tr("Keep both, without waiting for a review any more")
    if are_mixed:
        return tr("Keep each annotation as it is shown now, without waiting for a review any more")
    return tr("Keep the annotation on the entry, without a passage in this edition")


def _are_mine(conflicts: Sequence[Sides]) -> bool:
    return bool(conflicts) and all(first.is_mine for first, _ in conflicts)


def _authors(conflicts: Sequence[Sides]) -> tuple[str, str] | None:
    """Return by whom all first states are, and all second ones; None if that is not one author each, and another."""
    names = {(_name(first), _name(second)) for first, second in conflicts}
    (authors,) = names if len(names) == 1 else (("", ""),)
    return authors if all(authors) and authors[0] != authors[1] else None


def _name(side: Side) -> str:
    return shorten(side.by.name, _LONGEST_NAME) if side.by is not None else ""


def _escaped(name: str) -> str:
    return name.replace("&", "&&")
