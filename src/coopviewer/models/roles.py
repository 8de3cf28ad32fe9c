"""Data roles: ours in one enumeration, so that no number has two meanings in two models, and Qt's own as numbers.

Qt's roles, and a key, are copied as numbers because the first access to the ``Qt`` namespace creates all its
enumerations, which takes a tenth of the launch (docs/pitfalls.md). A test compares them with Qt's.
"""

from enum import IntEnum

from coopviewer.domain.text.markup import escape


class QtRole(IntEnum):
    """The roles of Qt.ItemDataRole that models of the first window need, as plain numbers, which load faster."""

    DISPLAY = 0
    DECORATION = 1
    TOOL_TIP = 3
    FONT = 6
    ACCESSIBLE_TEXT = 11


class QtKey(IntEnum):
    """The keys of Qt.Key that the first window needs, as plain numbers, which load faster."""

    ESCAPE = 0x01000000


class Role(IntEnum):
    """The program's own data roles; the first is ``Qt.ItemDataRole.UserRole + 1``."""

    REF = 0x0101
    """The row's EntryRef; None for a heading."""
    NODE_KEY = 0x0102
    """The key of the row's node in the outline, a text."""
    MATCHES = 0x0103
    """Whether a row of a filtered outline itself matches the filter; None if the outline is not filtered."""
    VALUE = 0x0104
    """The value that a row represents, of any type."""
    BADGE = 0x0105
    """The number of annotations of the row's entry, 0 for none."""
    HINT = 0x0106
    """What tells the row's entry apart from others with its title, such as an identifier; None: its title is enough."""


LONGEST_TIP = 1_500
"""Code points of a tool tip; no more fit on a screen, and Qt would lay out a longer one for seconds."""


def plain_tip(text: str) -> str:
    """Return a tool tip that shows a text unchanged, including its line breaks.

    Only a text with ``<`` or ``&lt;`` is escaped, since Qt shows any other as plain text.
    """
    is_plain = "<" not in text and "&lt;" not in text
    return text if is_plain else f'<p style="white-space:pre-wrap">{escape(text)}</p>'
