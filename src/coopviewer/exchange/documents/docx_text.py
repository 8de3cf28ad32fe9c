"""Writes text in WordprocessingML, the XML of DOCX files, as runs: pieces of text with one look and one direction."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import bidirectional

from coopviewer.rendering.document.clean_text import clean, is_right_to_left

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BREAKS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


class RunLook(NamedTuple):
    """How a run, a piece of text in a paragraph, looks.

    ``style`` is the id of a character style, empty: none. ``is_raised``: it is smaller and above the line, like a
    source mark.
    """

    style: str = ""
    is_raised: bool = False


PLAIN = RunLook()
_TURNED = "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_LETTER = rf"(?:(?!{_TURNED})[^\W\d_])"
_BETWEEN = r"[\W\d_]"  # no letter
_AGAINST_LEFT_TO_RIGHT = re.compile(rf"{_TURNED}(?:(?:(?!{_TURNED}){_BETWEEN})*{_TURNED})*")
_AGAINST_RIGHT_TO_LEFT = re.compile(rf"{_LETTER}(?:(?:(?!{_TURNED}){_BETWEEN})*{_LETTER})*")


def escaped(text: str) -> str:
    """Return a text escaped for XML, for attributes too, without what ``clean`` removes, such as control characters."""
    return clean(text).translate(_XML)


def run(text: str, look: RunLook = PLAIN, *, right_to_left: bool = False) -> str:
    """Return a text as the XML of runs (pieces of text with one look and direction); empty for an empty text.

    All runs have the same look. Line ends become line breaks, tabs become blanks, and other control characters are left
    out. A text with letters of both directions is split, so that each run has one direction. ``right_to_left``: the
    text as a whole runs from right to left, and so do signs at its edges, such as a full stop.
    """
    safe = clean(text.replace("\r\n", "\n").translate(_BREAKS))
    if not safe:
        return ""
    return "".join(
        _run(part, look, right_to_left=turned) for part, turned in _directions(safe, right_to_left=right_to_left)
    )


def bare_run(content: str, look: RunLook = PLAIN, *, right_to_left: bool = False) -> str:
    """Return the XML of one run, a piece of a paragraph with one look, around ``content``.

    ``content`` is XML, such as a reference to a footnote. ``right_to_left`` is the direction of the run.
    """
    style = f'<w:rStyle w:val="{look.style}"/>' if look.style else ""
    raised = '<w:vertAlign w:val="superscript"/>' if look.is_raised else ""
    turned = "<w:rtl/>" if right_to_left else ""
    properties = style + raised + turned
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{content}</w:r>"


def field(instruction: str, result: str, look: RunLook = PLAIN) -> str:
    """Return the XML of a field, a place whose text a word processor computes by ``instruction``, such as ``PAGE``.

    ``result`` is the text that is shown until the word processor has computed it.
    """
    return (
        bare_run('<w:fldChar w:fldCharType="begin"/>', look)
        + bare_run(f'<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText>', look)
        + bare_run('<w:fldChar w:fldCharType="separate"/>', look)
        + run(result, look)
        + bare_run('<w:fldChar w:fldCharType="end"/>', look)
    )


def begins_right_to_left(text: str) -> bool:
    """Return whether the first letter (or mark of direction) of a text runs from right to left; False without any."""
    first = next((kind for sign in text if (kind := bidirectional(sign)) in ("L", "R", "AL")), "L")
    return first != "L"


def _run(text: str, look: RunLook, *, right_to_left: bool) -> str:
    lines = text.split("\n")
    content = "<w:br/>".join(f'<w:t xml:space="preserve">{escaped(line)}</w:t>' if line else "" for line in lines)
    return bare_run(content.replace("\t", " "), look, right_to_left=right_to_left)


def _directions(text: str, *, right_to_left: bool) -> Iterator[tuple[str, bool]]:
    """Yield a text in parts, each with whether its letters run from right to left.

    Signs between two letters of one direction belong to them; all others have the direction of the text as a whole.
    """
    if not right_to_left and not is_right_to_left(text):
        yield text, False
        return
    at = 0
    for found in (_AGAINST_RIGHT_TO_LEFT if right_to_left else _AGAINST_LEFT_TO_RIGHT).finditer(text):
        if found.start() > at:
            yield text[at : found.start()], right_to_left
        yield found[0], not right_to_left
        at = found.end()
    if at < len(text):
        yield text[at:], right_to_left
