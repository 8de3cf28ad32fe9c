"""Where a long text is cut into parts: before a word if one is near, else between two characters."""

from coopviewer.domain.text.boundaries import is_inside_character_at

LONGEST_TEXT = 20_000
"""The most characters of one text that are shown at once."""
_WORD = 100  # characters within which a text is cut between words


def part_start(text: str, offset: int) -> int:
    """Return where the part of a long text begins that shows the character at ``offset``; both in code points.

    It is 5,000 code points before that character (a quarter of LONGEST_TEXT) or up to 100 more, where ``cut_at`` cuts;
    0 if ``offset`` is less than 10,000.
    """
    return 0 if offset < LONGEST_TEXT // 2 else cut_at(text, offset - LONGEST_TEXT // 4)


def part_boundary(text: str, offset: int) -> int:
    """Return where to cut a text at or before ``offset``: after the nearest white space, else between two characters.

    The cut is at most 100 code points before ``offset``. Without white space there it is ``offset``, or the beginning
    of a letter that ``offset`` would part from its accents. Any number may be passed: for one below 0 the answer is 0,
    for one beyond the text it is the text's length. Offsets and lengths are in code points.
    """
    return 0 if offset <= 0 else len(text) if offset >= len(text) else cut_at(text, offset)


def cut_at(text: str, offset: int) -> int:
    """Return where to cut a text at or before ``offset``: after the nearest white space, else between two characters.

    Offsets are in code points. ``offset`` must be less than the text's length. The cut is at most 100 characters before
    ``offset``. If all of these are combining marks, ``offset`` is returned.
    """
    for at in range(offset, max(offset - _WORD, 0), -1):
        if text[at - 1].isspace():
            return at
    candidates = range(offset, max(offset - _WORD, 0), -1)
    return next((at for at in candidates if not is_inside_character_at(text, at)), offset)
