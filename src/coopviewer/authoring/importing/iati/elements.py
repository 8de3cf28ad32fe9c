"""Elements of an XML file, with the lines they begin on, and functions that read and remove what is in them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from coopviewer.authoring.importing.iati.standard import is_foreign, unknown_name

LANGUAGE = "xml:lang"
NARRATIVE = "narrative"
_BLANK_LINES = re.compile(r"\r?\n[ \t\r]*\n")
_ON_ONE_LINE = {ord(sign): " " for sign in "\t\n\r"}  # as XML reads them, unless they are written as references
_INLINE = frozenset(("a", "b", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"))
"""Markup that may be within a word; other elements part words."""


class Element:
    """One element: its name with prefix, attributes, children, and the line on which it begins, from 1.

    ``text`` precedes the first child; ``tail`` follows the element within its parent. ``place`` names the element in
    citations, such as ``sector 2``. What becomes part of a fact is removed from the element, so that what is left at
    the end is what no fact has. ``is_markup``: the element was markup, such as ``<b>``, in a text that became a fact.
    """

    __slots__ = ("attributes", "children", "is_markup", "line", "name", "place", "tail", "text")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element] = []
        self.line = line
        self.place = name
        self.text = ""
        self.tail = ""
        self.is_markup = False

    @property
    def is_bare(self) -> bool:
        """Whether it is empty, without attributes, of a name that the IATI standard lacks, and no markup of a text."""
        has_more = self.attributes or self.children or self.is_markup or self.text.strip()
        return not has_more and unknown_name(self.name) is not None

    def get(self, name: str) -> str | None:
        """Return an attribute on one line and without white space at its ends; None if it is missing or blank.

        Within it each tab, line feed and carriage return becomes a blank; several blanks stay several.
        """
        value = self.attributes.get(name)
        if not value:
            return None
        return (value if value.isprintable() else value.translate(_ON_ONE_LINE)).strip() or None

    def words(self) -> str:
        """Return the text before the first child, with white space collapsed; empty without any."""
        return " ".join(self.text.split()) if self.text else ""

    def paragraphs(self) -> str:
        """Return the text before the first child, with white space collapsed, and one blank line between paragraphs.

        Empty if there is no text there.
        """
        parts = (" ".join(part.split()) for part in _BLANK_LINES.split(self.text))
        return "\n\n".join(filter(None, parts))

    def child(self, name: str) -> "Element | None":
        """Return the first child with a name; None if there is none."""
        for each in self.children:
            if each.name == name:
                return each
        return None

    def all(self, name: str) -> "list[Element]":
        """Return the children with a name, in order."""
        return [each for each in self.children if each.name == name]

    def used(self, *names: str) -> None:
        """Remove the attributes with these names, as they became part of a fact; a missing one is ignored."""
        for name in names:
            self.attributes.pop(name, None)


def first_text(element: Element | None) -> str:
    """Return the text of an element, or else of its first child that has a text (``narrative`` in version 2.0x).

    Empty if there is no such text, and for None.
    """
    if element is None:
        return ""
    return element.words() or next((text for child in element.children if (text := child.words())), "")


def language_attribute(element: Element) -> tuple[str, str] | None:
    """Return name and value of the attribute that states the language of an element; None if there is none.

    It is ``xml:lang``, or, where the element has none, ``lang`` without a prefix or with another one.
    """
    if given := element.get(LANGUAGE):
        return LANGUAGE, given
    for name in element.attributes:
        if (name == "lang" or name.endswith(":lang")) and (given := element.get(name)):
            return name, given
    return None


def mixed_words(element: Element) -> str:
    """Return the text of an element together with the text inside markup such as ``<b>``; white space is collapsed.

    Children called ``narrative`` are texts of their own: they are left out, and so is text that follows one. Empty if
    the element has only text inside its children, and none between them.
    """
    markup = [child for child in element.children if child.name != NARRATIVE]
    if not element.text and not any(child.tail for child in markup):
        return ""
    return " ".join("".join([element.text, *(part for child in markup for part in _pieces(child))]).split())


def _pieces(element: Element) -> Iterator[str]:
    between = "" if element.name.lower() in _INLINE else " "
    yield between + element.text
    for child in element.children:
        yield from _pieces(child)
    yield between + element.tail


def clear_mixed(element: Element) -> None:
    """Remove the text of an element, and the text inside and behind its children, such as ``<b>``.

    These children stay, with their attributes, and are marked by ``is_markup``. A child called ``narrative`` is left as
    it is, with the text behind it. The attributes of ``element`` stay too.
    """
    element.text = ""
    for child in element.children:
        if child.name != NARRATIVE:
            clear_mixed(child)
            child.tail, child.is_markup = "", True


def is_used_up(element: Element) -> bool:
    """Return whether an element and all elements below it have neither attributes nor texts any more.

    An empty element whose name the standard lacks (``Element.is_bare``) is not used up. The element's ``tail``, the
    text that follows it, does not count.
    """
    if element.attributes or element.text or element.is_bare:
        return False
    return all(not child.tail and is_used_up(child) for child in element.children)


class Leaf(NamedTuple):
    """An attribute or a text of an element that became part of no fact, with its line.

    ``path`` leads to it from the activity's child: ``budget/value/@currency``. ``value`` is empty for an empty element
    whose name the standard lacks.
    """

    path: str
    value: str
    line: int


def leaves(element: Element, path: str) -> Iterator[Leaf]:
    """Yield the attributes and texts that an element and all elements below it have, in the order of the file.

    ``path`` is the path of ``element``, with which each path that is yielded begins. Of several children with one name,
    those after the first have their number, as ``period[2]``. Texts and attributes of white space alone are left out,
    except foreign attributes (``is_foreign``). An empty element is yielded, with an empty text, only if the standard
    lacks its name (``Element.is_bare``). The ``tail`` of ``element``, the text that follows it, is left out too.
    """
    for name, value in element.attributes.items():
        if value.strip() or is_foreign(name):
            yield Leaf(f"{path}/@{name}", value.strip(), element.line)
    if (text := element.words()) or element.is_bare:
        yield Leaf(path, text, element.line)
    numbers: dict[str, int] = {}
    for child in element.children:
        number = numbers[child.name] = numbers.get(child.name, 0) + 1
        below = f"{path}/{child.name}" if number == 1 else f"{path}/{child.name}[{number}]"
        yield from leaves(child, below)
        if text := " ".join(child.tail.split()):
            yield Leaf(path, text, child.line)
