"""A page of the folder as a file: our front matter, our marked part, and the user's text above and below it.

The marked part is between two comments. The second has hashes of that part and of our front matter, by which the next
run sees whether the user wrote into them; such a file is left as it is. Hashes in the file itself need no list beside
it, which could be lost, or disagree with the files after a crash or in a shared folder.
"""

import re
from hashlib import sha256
from typing import NamedTuple

from coopviewer.exchange.markdown_folder.front_matter import DATASET, ID, Values, merged, own_words, text_of

_WINDOWS = "\r\n"
_MARK = "\ufeff"
_FRONT = re.compile(r"---[ \t]*\r?\n(?P<front>(?:.*\n)*?)---[ \t]*(?:\r?\n|\Z)")
_BEGIN = re.compile(r"^<!-- coopviewer: begin\b[^\n]*-->[ \t]*\r?\n", re.MULTILINE)
_END = re.compile(
    r"^<!-- coopviewer: end (?P<body>[0-9a-f]{32}) (?P<front>[0-9a-f]{32}) -->[ \t]*\r?(?:\n|\Z)", re.MULTILINE
)


class PageFile(NamedTuple):
    """A file that an earlier run wrote, in its parts.

    ``front`` is the front matter. ``body`` is the marked part: the text that coopviewer writes, between two comments.
    The user's own text is ``before`` and ``after`` it. ``line_end`` is LF or CR LF. ``is_intact``: both comments are
    there, and the user changed neither the marked part (apart from white space) nor the values of coopviewer's keys in
    the front matter (apart from how YAML writes them). ``has_mark``: the file begins with a byte order mark.
    """

    front: str
    before: str
    body: str
    after: str
    line_end: str
    is_intact: bool
    has_mark: bool = False

    @property
    def id(self) -> str:
        """The id of the entry that the page is about; ``home`` for the page that lists all entries."""
        return text_of(self.front, ID)

    @property
    def dataset(self) -> str:
        """The URN of the reference that the page is from; empty if it is missing."""
        return text_of(self.front, DATASET)


def read_page(text: str) -> PageFile | None:
    """Return the text of a file as a page; None if it has no front matter with an id, so that no export wrote it.

    If the user changed what coopviewer wrote, ``is_intact`` is False. So it is if a comment around the marked part is
    missing; then all text after the front matter is in ``before``, and ``body`` is empty.
    """
    has_mark = text.startswith(_MARK)
    head = _FRONT.match(text, len(_MARK) if has_mark else 0)
    if head is None or not text_of(head["front"], ID):
        return None
    line_end = _WINDOWS if _WINDOWS in head[0] else "\n"
    begin = _BEGIN.search(text, head.end())
    end = _END.search(text, begin.end()) if begin is not None else None
    if begin is None or end is None:
        return PageFile(head["front"], text[head.end() :], "", "", line_end, is_intact=False, has_mark=has_mark)
    body = text[begin.end() : end.start()]
    is_intact = (end["body"], end["front"]) == (_hash(body), _hash(own_words(head["front"])))
    before, after = text[head.end() : begin.start()], text[end.end() :]
    return PageFile(head["front"], before, body, after, line_end, is_intact, has_mark)


def write_page(old: PageFile | None, values: Values, body: str, notice: str, *, keeps_others: bool = False) -> str:
    """Return the text of a page with new values in its front matter and a new marked part; ``old`` None: a new page.

    ``values`` are for coopviewer's own keys, ``body`` is the text of the marked part, between two comments; ``notice``,
    in the first comment, tells the user what the comments are for. The user's own text and keys stay; the old marked
    part is dropped even if the user changed it. One of coopviewer's keys for which ``values`` has no value (or an empty
    one) is removed, or with ``keeps_others`` keeps its value.
    """
    page = old or PageFile("", "\n", "", "", "\n", is_intact=True)
    front = merged(page.front, values, page.line_end, keeps_others=keeps_others)
    inner = "\n" + body.replace(_WINDOWS, "\n").strip() + "\n\n"
    marked = f"<!-- coopviewer: begin. {_comment(notice)} -->\n{inner}"
    end = f"<!-- coopviewer: end {_hash(inner)} {_hash(own_words(front))} -->\n"
    ours = (marked + end).replace("\n", page.line_end)
    mark = _MARK if page.has_mark else ""
    return f"{mark}---{page.line_end}{front}---{page.line_end}{page.before}{ours}{page.after}"


def _comment(text: str) -> str:
    """Return a text in a form that cannot end the HTML comment it is put into."""
    return " ".join(text.replace("-->", "").split())


def _hash(text: str) -> str:
    """Return a hash that white space does not change, since editors change it on their own."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:32]
