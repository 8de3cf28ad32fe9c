"""Data roles: ours in one enumeration, so that no two models give one number two meanings, and Qt's own as numbers.

Qt's are spelt out because the first touch of the ``Qt`` namespace makes all its enumerations, which takes a tenth of
the time in which the first window stands (docs/performance.md). A test compares them with Qt's.
"""

from enum import IntEnum
from html import escape


class QtRole(IntEnum):
    """The members of Qt.ItemDataRole that our models answer."""

    DISPLAY = 0
    DECORATION = 1
    TOOL_TIP = 3
    FONT = 6
    ACCESSIBLE_TEXT = 11


class Role(IntEnum):
    """What can be asked of a row besides Qt's own roles; numbered from Qt.ItemDataRole.UserRole on."""

    REF = 0x0101
    """The row's EntryRef; None for a heading."""
    PLACE = 0x0102
    """The row's place in the outline, a text."""
    MATCHES = 0x0103
    """Whether a row of a filtered outline matches itself; None where nothing is filtered."""
    VALUE = 0x0104
    """What a row of a table stands for, any value."""
    BADGE = 0x0105
    """How many annotations the row's entry has, 0 for none."""


def plain_tip(text: str) -> str:
    """Write a text as a tool tip that shows it as it stands, lines included; without ``<`` it is shown so anyway."""
    return f'<p style="white-space:pre-wrap">{escape(text)}</p>' if "<" in text else text
