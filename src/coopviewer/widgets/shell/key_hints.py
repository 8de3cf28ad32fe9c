"""Hints on keys and mouse input that no menu action has; the list of keys shows them after the actions."""

from collections.abc import Callable
from typing import NamedTuple


class KeyHint(NamedTuple):
    """One hint: where the input works, what it is called, its keys or mouse buttons, and what it does."""

    context: str
    name: str
    keys: str
    effect: str


def key_hints(tr: Callable[[str], str]) -> tuple[KeyHint, ...]:
    """Return the hints for navigator, page, search, tabs and lists."""
    navigator, page, tabs, lists = tr("In the navigator"), tr("In the page"), tr("In the tabs"), tr("In a list")
    search, card = tr("In the search field"), tr("In the card of a fact")
    annotations = tr("In the list of annotations")
    return (
        KeyHint(navigator, tr("Walk the tree"), tr("Arrow keys"), tr("Go up and down; open and close a row")),
        KeyHint(navigator, tr("Open the entry"), tr("Enter"), tr("Show the page of the row, or open a heading")),
        KeyHint(navigator, tr("Jump to a row"), tr("Letters"), tr("Go to the next row that begins with them")),
        KeyHint(navigator, tr("Leave the filter"), tr("Down, Esc"), tr("Go to the rows; Esc first clears the filter")),
        KeyHint(page, tr("Walk the links"), tr("Tab, Shift+Tab"), tr("Go to the next link, or the one before")),
        KeyHint(page, tr("Follow the link"), tr("Enter"), tr("Open where the link leads, or unfold what it names")),
        KeyHint(page, tr("Open in a new tab"), tr("Ctrl+click, middle button"), tr("Open a link in a tab of its own")),
        KeyHint(page, tr("Read on"), tr("Arrow keys, Page Down"), tr("Scroll the page")),
        KeyHint(page, tr("See where a fact is written"), tr("Rest the mouse on it"), tr("Show the card of the fact")),
        KeyHint(card, tr("Walk the facts"), tr("Alt+Down, Alt+Up"), tr("Go to the next fact of the page, or back")),
        KeyHint(search, tr("Walk the results"), tr("Up, Down"), tr("Mark the result that Enter opens")),
        KeyHint(search, tr("Open the result"), tr("Enter, Ctrl+Enter"), tr("Open its page; with Ctrl in a new tab")),
        KeyHint(search, tr("Leave the search"), tr("Esc"), tr("Return to the page where you were")),
        KeyHint(page, tr("Go back to the tree"), tr("Esc"), tr("Move the keyboard to the navigator")),
        KeyHint(tabs, tr("Walk the tabs"), tr("Left, Right"), tr("Go to the tab beside this one")),
        KeyHint(tabs, tr("Close a tab"), tr("Middle button"), tr("Close the tab under the pointer")),
        KeyHint(annotations, tr("Open the entry"), tr("Enter, Ctrl+Enter"), tr("Show its page; with Ctrl in a tab")),
        KeyHint(annotations, tr("Edit in place"), tr("F2"), tr("Change the note, tags, colour or status of the row")),
        KeyHint(annotations, tr("End the editing"), tr("Enter, Esc"), tr("Save what was typed, or take it back")),
        KeyHint(annotations, tr("Begin a new line"), tr("Shift+Enter"), tr("Write a note of several lines")),
        KeyHint(annotations, tr("Choose several"), tr("Shift+Arrow keys, Ctrl+A"), tr("Change them all in one step")),
        KeyHint(annotations, tr("Move to the bin"), tr("Del"), tr("Delete what is chosen; it can be restored")),
        KeyHint(lists, tr("Choose"), tr("Enter"), tr("Do or open what the row names")),
        KeyHint(lists, tr("Choose into a new tab"), tr("Ctrl+Enter"), tr("Open it in a tab of its own")),
        KeyHint(lists, tr("Go back"), tr("Esc"), tr("Clear the line, then close the list and return to the page")),
    )
