"""Escapes that make Markdown show a text as it is: inside a line, and where a line begins.

Escaped is the syntax of CommonMark and its usual additions: tables, footnotes, deleted text, definition lists and
formulas. In all of them a punctuation mark after a backslash is shown as it is, and the backslash is not shown.
"""

import re

_INLINE = re.compile(r"([\\`*_\[\]<>|#&~$])")
# a list, a rule or an underline, a definition; a numbered list
_AT_START = re.compile(r"\A(?:(?P<sign>[-+=:])|(?P<number>\d+)(?P<end>[.)]))")


def escape_inline(text: str) -> str:
    """Return a text of one line with Markdown's signs escaped.

    Signs that count only where a line begins, such as those of a list, are escaped by ``escape_start``.
    """
    return _INLINE.sub(r"\\\1", text)


def escape_start(line: str) -> str:
    """Return a line of Markdown so changed that its first characters begin no list, rule or the like.

    ``line`` must be escaped by ``escape_inline`` before. Blanks in front of it are removed.
    """
    return _AT_START.sub(_escape_start, line.lstrip())


def _escape_start(found: re.Match[str]) -> str:
    return f"\\{found['sign']}" if found["sign"] else f"{found['number']}\\{found['end']}"
