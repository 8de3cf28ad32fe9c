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
    """Return the headings over conflicts, and over everything else that waits for a review."""
    return tr("Conflicts: two versions of one annotation"), tr("Changed texts and versions of earlier imports")


def conflict_words(sides: Sides, tr: Translate) -> str:
    """Return whose the two states of a conflict are, in a line, in the order of ``sides`` (``sides_of``).

    Authors other than the user are named if they are all known.
    """
    first, second = sides
    names = _name(first), _name(second)
    if first.is_mine:
        return tr("Your version and {name}’s").format(name=names[1]) if names[1] else tr("Your version and another one")
    if not all(names):
        return tr("Two versions, one of them by an unknown author")
    if names[0] == names[1]:
        return tr("Two versions by {name}").format(name=names[0])
    return tr("{first}’s version and {second}’s").format(first=names[0], second=names[1])


def side_heading(side: Side, tr: Translate) -> str:
    """Return whose a state is, and whether it is the one that is shown; of an unknown author only the latter."""
    name = tr("Mine") if side.is_mine else _name(side)
    if not name:
        return tr("The version shown now") if side.is_shown else tr("The other version")
    return tr("{name} (shown now)").format(name=name) if side.is_shown else name


def side_line(side: Side, tr: Translate, zone: tzinfo | None = None) -> str:
    """Return who made a state, when, and what else it says than its note; a sentence if it is no longer in the file.

    ``zone`` None: that of this computer.
    """
    annotation = side.annotation
    if annotation is None:
        return tr("It is no longer in the file.")
    name = side.by.name if side.by is not None else ""
    parts = (name or tr("unknown author"), moment_words(annotation.modified, tr, zone), *state_words(annotation, tr))
    return " · ".join(part for part in parts if part)


def state_words(annotation: Annotation, tr: Translate) -> tuple[str, ...]:
    """Return whether a state is deleted, then its status, colour, link and tags, in words; each empty without one."""
    return (
        tr("deleted") if annotation.is_deleted else "",
        status_word(annotation.status, tr) if annotation.status else "",
        colour_word(annotation.colour, tr) if annotation.colour else "",
        tr("Link to {title}").format(title=annotation.target_entry_id) if annotation.target_entry_id else "",
        " ".join(f"#{tag}" for tag in annotation.tags),
    )


def in_button_order(conflicts: Sequence[Sides]) -> list[Sides]:
    """Return for each conflict the state that the first button keeps, and then the one that the second keeps.

    These are the states in their order if that says whose each is: all first ones are the user's own, or all are by one
    author and the second ones by another. Else the one that is shown now is the first of each.
    """
    if _are_mine(conflicts) or _authors(conflicts) is not None:
        return list(conflicts)
    return [(second, first) if second.is_shown else (first, second) for first, second in conflicts]


def choice_words(conflicts: Sequence[Sides], tr: Translate) -> tuple[str, str]:
    """Return the texts of the two buttons that keep one state of each conflict, as of ``in_button_order``.

    They name whose the states are, so that nobody takes the wrong one: *mine* and the other author's, or *theirs* for
    several or an unknown one, else both authors'; where these cannot be named or told apart, which state is shown now.
    ``&`` is before the key of a button.
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
    """Return what the three buttons do: each of the two of ``in_button_order``, and the one that keeps both states.

    Where not all conflicts show the same side now, the first two do not say which is shown.
    """
    are_first_shown = {first.is_shown for first, _ in in_button_order(conflicts)}
    stays = tr("It stays as it is shown; the other version is kept in its history only.")
    comes = tr("It replaces what is shown now, which is kept in the history of the annotation.")
    if len(are_first_shown) > 1:
        stays = comes = tr("The other version is kept in the history of the annotation.")
    both = tr("The annotation stays as it is shown; the other version becomes an annotation of its own beside it.")
    return (comes, stays, both) if are_first_shown == {False} else (stays, comes, both)


def keep_tip(*, are_versions: bool, are_mixed: bool, tr: Translate) -> str:
    """Return what the button *Keep* does with the selected rows.

    ``are_versions``: all are versions from imports. ``are_mixed``: some of them, not all, are conflicts. With neither,
    the place of the annotations is under review.
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
