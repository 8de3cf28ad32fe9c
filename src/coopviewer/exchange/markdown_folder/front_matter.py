"""The front matter of a page: YAML between two lines ``---``, of which some keys are ours and all others the user's.

It is changed line by line and never parsed as YAML, so that what the user wrote in it stays as it was written.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from coopviewer.rendering.document.clean_text import clean

ID, DATASET, TITLE, KIND, CODES, EDTF, DATES, GRANT = (
    *("coop", "dataset", "title", "kind", "codes", "edtf", "dates", "grant"),
)
EDITION, AS_OF, GONE = "edition", "as-of", "gone"
RELATIONS: Mapping[str, tuple[str, bool]] = {
    "regions": ("in-region", True),
    "partners": ("project-partner", True),
    "funded-by": ("funded-by", True),
    "implemented-by": ("implemented-by", True),
    "beneficiaries": ("has-beneficiary", True),
    "working-arrangement-with": ("has-working-arrangement-with", False),
}
"""The keys that list related entries, such as ``partners``, each with the predicate (kind of relation).

The second value says whether the page's entry is the subject of these relations; False: it is the object.
"""
OWN_KEYS = frozenset((ID, DATASET, TITLE, KIND, CODES, EDTF, DATES, GRANT, *RELATIONS, EDITION, AS_OF, GONE))
_KEY = re.compile(r"""(?:"([^"\n]+)"|'([^'\n]+)'|([A-Za-z0-9_](?:[\w -]*[\w-])?))[ \t]*:(?=[ \t\r\n]|\Z)""")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")  # a line ends with a line feed, and with none of what Unicode has besides
_FORM = re.compile(r"""\n[ \t]*-[ \t]|[\s"'\[\],\\]|[>|][+-]?[ \t]*\n""")
"""Signs with which YAML may write one value in several ways: lines with dashes or a list in brackets, with or without
quotation marks, or a block of lines."""

Values = Mapping[str, str | tuple[str, ...]]
"""The values of front matter by their keys, in the order to be written; an empty value is not written."""


class _Item(NamedTuple):
    """A key with all of its lines; ``key`` is empty for lines before the first key."""

    key: str
    lines: str


def merged(front: str, values: Values, line_end: str, *, keeps_others: bool = False) -> str:
    """Return front matter in which coopviewer's own keys have new values; the lines of all other keys are unchanged.

    A key that is there already keeps its position; a new key is put after the last of coopviewer's own, or first of all
    if there is none. One of coopviewer's keys for which ``values`` has no value (or an empty one) is removed, or with
    ``keeps_others`` stays unchanged. Lines below a key that do not begin with a key themselves belong to that key.
    ``line_end`` ends each new line.
    """
    waiting = {key: value for key, value in values.items() if value}
    written: list[str] = []
    place = 0
    for item in _items(front):
        is_kept = item.key not in OWN_KEYS or (keeps_others and item.key not in waiting)
        if is_kept:
            written.append(item.lines if item.lines.endswith("\n") else item.lines + line_end)
        elif item.key in waiting:
            written.append(_line(item.key, waiting.pop(item.key), line_end))
        if item.key in OWN_KEYS:
            place = len(written)
    written[place:place] = [_line(key, value, line_end) for key, value in waiting.items()]
    return "".join(written)


def own_words(front: str) -> str:
    """Return coopviewer's own keys with their values, for a hash that shows whether the user changed them.

    There is one line for each key, sorted. White space, and the signs with which YAML writes one value in several ways,
    are left out: quotation marks, ``[a, b]`` or lines that begin with a dash. So a program that only writes the
    values anew changes nothing. Empty if none of the keys is there.
    """
    words = (
        f"{item.key} {' '.join(_FORM.sub(' ', _after_key(item)).split())}"
        for item in _items(front)
        if item.key in OWN_KEYS
    )
    return "\n".join(sorted(words))


def _after_key(item: _Item) -> str:
    return item.lines.partition(":")[2]


def text_of(front: str, key: str) -> str:
    """Return the value that follows a key on the key's own line, without quotation marks.

    Empty if the key is missing, or if its values are a list on the lines below it.
    """
    for item in _items(front):
        if item.key == key:
            return _after_key(item).split("\n")[0].strip().strip("\"'").strip()
    return ""


def _items(front: str) -> Iterator[_Item]:
    key, lines = "", ""
    for line in _LINE.findall(front):
        found = _KEY.match(line)
        if found is None:
            lines += line
            continue
        if lines:
            yield _Item(key, lines)
        key, lines = next(filter(None, found.groups())), line
    if lines:
        yield _Item(key, lines)


def _line(key: str, value: str | tuple[str, ...], line_end: str) -> str:
    if isinstance(value, str):
        return f"{key}: {_quoted(value)}{line_end}"
    return f"{key}:{line_end}" + "".join(f"  - {_quoted(each)}{line_end}" for each in value)


def _quoted(text: str) -> str:
    """Return a text as YAML: in double quotation marks, as JSON writes them."""
    return json.dumps(" ".join(clean(text).split()), ensure_ascii=False)
