"""Names of operations on annotations, for *Undo* and *Redo*, and reports of a deletion and of an undone step."""

from typing import NamedTuple

from coopviewer.domain.annotations.edits import EditKind
from coopviewer.domain.annotations.lists import Change
from coopviewer.domain.annotations.operations import read_operation
from coopviewer.domain.language import Translate
from coopviewer.domain.text.measures import shorten
from coopviewer.rendering.words.annotation_words import motivation_word


class StepPlace(NamedTuple):
    """What an undo step is about, in words.

    ``entry`` is the title of an entry, such as *Niger*, or *3 entries*; empty if the step is about no entry.
    ``reference`` is the title of the step's reference, or several titles; empty if the step is about the open one.
    """

    entry: str = ""
    reference: str = ""


_LONGEST_NAME = 25  # characters
_LONGEST = 60  # characters of a deleted text
_LONGEST_TITLE = 120  # characters of the title of an entry or a reference


def operation_words(label: str, tr: Translate) -> str:
    """Return the name of an undo step by its stored label; a label that is not understood is returned as it is.

    *Highlight* for ``{"kind": "highlight"}``, *Add the tag “visa” to 3 annotations* for
    ``{"kind": "add-tag", "tag": "visa", "count": 3}``. Names of tags are shortened to 60 characters, those of
    colleagues to 25.
    """
    read = read_operation(label)
    if read is None:
        return label
    kind, values = read
    count = values.get("count")
    number = count if isinstance(count, int) else 1
    tag, to = (shorten(str(values.get(name, "")), _LONGEST) for name in ("tag", "to"))  # or they widen the menu
    if kind == "receive" and values.get("names"):
        return _received(number, str(values["names"]), tr)
    several = _edit(kind, number, tag, tr) or _only_mine(kind, number, tr) or _retagging(kind, number, tag, to, tr)
    return several or _single(kind, tr) or label


def deleted_words(change: Change, tr: Translate) -> str:
    """Return the report that annotations were moved to the bin: the first words of a single one, or their number.

    A single annotation is named by at most 60 characters of its note, or else its quotation, or else its tags; if it
    has none of these, by its kind.
    """
    if len(change.uuids) != 1 or not change.now:
        return tr.plural("Moved {n} annotation to the bin.", "Moved {n} annotations to the bin.", len(change.uuids))
    only = change.now[0]
    text = " ".join((only.body.strip() or only.quotation or ", ".join(only.tags)).split())
    if not text:
        return tr("Moved to the bin: {kind}.").format(kind=motivation_word(only.motivation, tr))
    return tr("Moved to the bin: “{words}”.").format(words=shorten(text, _LONGEST))


def step_words(operation: str, where: StepPlace, tr: Translate, *, is_redone: bool) -> str:
    """Return the report of a step that was undone, or done again: *Undone: Highlight (Niger)*.

    ``operation`` is the step's stored label, ``where`` what it is about. If that is in another reference than the open
    one, that reference's title is in the report too, since the window shows nothing of the change. Titles are
    shortened. ``is_redone``: the step was done again.
    """
    name = operation_words(operation, tr)
    if where.reference and where.entry:
        words = tr("Undone in another reference, {reference}: {operation} ({entry}). Redo brings it back.")
        if is_redone:
            words = tr("Done again in another reference, {reference}: {operation} ({entry}). Undo takes it back.")
    elif where.reference:
        words = tr("Undone in another reference, {reference}: {operation}. Redo brings it back.")
        if is_redone:
            words = tr("Done again in another reference, {reference}: {operation}. Undo takes it back.")
    elif where.entry:
        words = tr("Done again: {operation} ({entry})") if is_redone else tr("Undone: {operation} ({entry})")
    else:
        words = tr("Done again: {operation}") if is_redone else tr("Undone: {operation}")
    entry, reference = (shorten(each, _LONGEST_TITLE) for each in where)
    return words.format(operation=name, entry=entry, reference=reference)


def _received(count: int, names: str, tr: Translate) -> str:
    listed = tr.listed(shorten(" ".join(name.split()), _LONGEST_NAME) for name in names.split("\n"))
    return tr.plural("Receive {n} change from {names}", "Receive {n} changes from {names}", count, names=listed)


def _single(kind: str, tr: Translate) -> str:
    return {
        "write-note": tr("Write a note"),
        "edit-note": tr("Edit a note"),
        "give-status": tr("Set a status"),
        "give-colour": tr("Set a colour"),
        "tag": tr("Tag"),
        "link": tr("Link to an entry"),
        "highlight": tr("Highlight"),
        "bookmark": tr("Bookmark"),
        "remove-bookmark": tr("Take a bookmark away"),
        "accept-place": tr("Accept where an annotation stands"),
        "keep-version": tr("Keep another version of an annotation"),
        "decide": tr("Decide between versions of annotations"),
        "take-back": tr("Take a former version of an annotation back"),
        "receive": tr("Receive annotations"),
        "keep-orphan": tr("Keep an annotation without a place"),
        "reattach": tr("Re-attach an annotation"),
        "restore-backup": tr("Restore a backup"),
        "import": tr("Import annotations"),
    }.get(kind, "")


def _edit(kind: str, count: int, tag: str, tr: Translate) -> str:
    match kind:
        case EditKind.SET_STATUS:
            return tr.plural("Set the status of an annotation", "Set the status of {n} annotations", count)
        case "remove-status":
            return tr.plural("Take the status off an annotation", "Take the status off {n} annotations", count)
        case EditKind.SET_COLOUR:
            return tr.plural("Set the colour of an annotation", "Set the colour of {n} annotations", count)
        case "remove-colour":
            return tr.plural("Take the colour off an annotation", "Take the colour off {n} annotations", count)
        case EditKind.SET_TAGS:
            return tr.plural("Edit the tags of an annotation", "Edit the tags of {n} annotations", count)
        case EditKind.ADD_TAG:
            return tr.plural(
                "Add the tag “{tag}” to an annotation", "Add the tag “{tag}” to {n} annotations", count, tag=tag
            )
        case EditKind.REMOVE_TAG:
            return tr.plural(
                "Take the tag “{tag}” off an annotation", "Take the tag “{tag}” off {n} annotations", count, tag=tag
            )
        case EditKind.MOVE_TO_BIN:
            return tr.plural("Move an annotation to the bin", "Move {n} annotations to the bin", count)
        case EditKind.RESTORE:
            return tr.plural("Restore an annotation from the bin", "Restore {n} annotations from the bin", count)
    return ""


def _only_mine(kind: str, count: int, tr: Translate) -> str:
    if kind == EditKind.SET_ONLY_MINE:
        return tr.plural("Keep an annotation to yourself", "Keep {n} annotations to yourself", count)
    if kind == "remove-only-mine":
        return tr.plural("Let an annotation go to a team again", "Let {n} annotations go to a team again", count)
    return ""


def _retagging(kind: str, count: int, tag: str, to: str, tr: Translate) -> str:
    match kind:
        case "delete-tags":
            return tr.plural("Delete the tag “{tag}”", "Delete {n} tags", count, tag=tag)
        case "rename-tag":
            return tr("Rename the tag “{tag}”").format(tag=tag)
        case "merge-tags":
            return tr.plural("Merge {n} tag into “{to}”", "Merge {n} tags into “{to}”", count, to=to)
        case "unite-tags":
            return tr.plural(
                "Make one tag of spellings of the same tag", "Make {n} tags of spellings of the same tags", count
            )
    return ""
