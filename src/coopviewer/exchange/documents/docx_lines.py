"""Lines of a document as runs (pieces of text with one look): texts, links, and marks that refer to footnotes."""

from collections.abc import Iterator, Mapping

from coopviewer.domain.language import Translate
from coopviewer.domain.text.markup import number_apart
from coopviewer.exchange.documents.docx_text import (
    PLAIN,
    RunLook,
    bare_run,
    begins_right_to_left,
    escaped,
    field,
    run,
)
from coopviewer.rendering.document.document import (
    ADDED,
    BASIS,
    GONE,
    SOFT,
    STRONG,
    Field,
    Fold,
    Inline,
    Line,
    Link,
    Mark,
    PartAnchor,
    ShowAll,
    Text,
)
from coopviewer.rendering.document.link_places import is_web_address, place_in, with_web_links

_LOOKS = {SOFT: "CoopSoftText", BASIS: "CoopBasis", STRONG: "CoopStrong", GONE: "CoopGone", ADDED: "CoopAdded"}
_LEFT_TO_RIGHT_MARK = "\u200e"
_MARK, _LINK = "FootnoteReference", "Hyperlink"


class Bookmarks:
    """The bookmarks of a DOCX file, to which links and further marks of a footnote lead.

    Each heading with an anchor has one, and each footnote has one around its first mark.
    """

    def __init__(self, address: str, anchors: frozenset[str]) -> None:
        """Choose the name of a bookmark for each heading of a document.

        ``address`` is the document's own address (``coop:country/NE``). ``anchors`` are the anchors of its headings,
        as ``anchors_of`` returns them.
        """
        self._address = address
        self._anchors = anchors
        self._names = {anchor: f"_Toc{number:08}" for number, anchor in enumerate(sorted(anchors), start=1)}
        self._used: set[str] = set()

    def name_of(self, anchor: str) -> str:
        """Return the name (``_Toc00000001``) of the bookmark at the heading with an anchor; empty if there is none.

        ``anchor`` is in the form of ``anchor_key``: ``country-NE`` for ``country/NE``.
        """
        return self._names.get(anchor, "")

    def target_of(self, address: str) -> str:
        """Return the name of the bookmark that an address leads to; empty if it leads to no heading of the document.

        The address is that of a link, such as ``#goals``, or in a brief ``coop:country/NE`` (see ``place_in``).
        """
        return self.name_of(place_in(self._address, self._anchors, address))

    def around(self, content: str, name: str) -> str:
        """Return content (XML) with the bookmark ``name`` around it.

        Content is returned unchanged if the name is empty, or if its bookmark was put somewhere already.
        """
        if not name or name in self._used:
            return content
        self._used.add(name)
        number = len(self._used)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


class LineWriter:
    """Writes lines of one part of a DOCX file, such as its body or its footnotes.

    It keeps which links to the web it has written, and which notes, in the order of their first marks.
    """

    def __init__(
        self, bookmarks: Bookmarks, noted: frozenset[int], ids: Mapping[str, str], prefix: str, tr: Translate
    ) -> None:
        """Start without links and notes.

        ``noted`` are the numbers of the notes whose marks become references to footnotes; marks of other notes become
        plain raised numbers. ``ids`` maps ids of the program's own styles to those in the file. ``prefix`` begins the
        ids of all links to the web: ``rIdLink`` for ``rIdLink1``.
        """
        self._bookmarks = bookmarks
        self._noted = noted
        self._ids = ids
        self._prefix = prefix
        self._tr = tr
        self.notes: dict[int, int] = {}
        """The place of each of the notes ``noted`` that has a mark so far, counted from 1, by its number."""
        self.links: dict[str, str] = {}
        """The id of each link to the web by its address."""

    def line(self, line: Line) -> str:
        """Return a line as the XML of runs (pieces of text with one look), and keep its footnotes and links to the web.

        Footnotes are added to ``notes``, links to ``links``, each once. Web addresses within texts become links too. A
        link that leads neither to the web nor into this document is written as its text alone. *Show all*, which only
        works in a window, is left out.
        """
        return "".join(self._parts(line))

    def _parts(self, line: Line) -> Iterator[str]:
        before: Inline | None = None
        for part in line:
            if isinstance(part, Mark):
                yield run("\u202f", self._look(_MARK)) if isinstance(before, Mark) else ""
                yield self._mark(part.number)
            elif isinstance(part, Text):
                yield from (self._inline(each) for each in with_web_links(part))
            else:
                yield self._inline(part)
            before = part

    def _look(self, style: str) -> RunLook:
        return RunLook(self._ids.get(style, style)) if style else PLAIN

    def _inline(self, part: Inline) -> str:
        match part:
            case Text(text, style):
                return self._words(text, _LOOKS.get(style, ""))
            case Fold(text):
                return run(text, right_to_left=self._tr.is_right_to_left)
            case Link(text, address):
                return self._link(text, address)
            case Field(_, text):
                return self._data(text)
            case ShowAll() | PartAnchor() | Mark():
                return ""  # works in a window only; marks are written by _mark

    def _link(self, text: str, address: str) -> str:
        if bookmark := self._bookmarks.target_of(address):
            shown = self._data(text, _LINK)
            return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{shown}</w:hyperlink>'
        if is_web_address(address):
            link = self.links.setdefault(address, f"{self._prefix}{len(self.links) + 1}")
            shown = self._data(text, _LINK)
            return f'<w:hyperlink r:id="{escaped(link)}" w:history="1">{shown}</w:hyperlink>'
        return self._data(text)

    def _words(self, text: str, style: str) -> str:
        """Return text of the interface; from right to left a number keeps its mark, such as a currency, at its side."""
        turned, look = self._tr.is_right_to_left, self._look(style)
        before, number, after = number_apart(text) if turned else (text, "", "")
        kept = self._data(number, style) if number else ""
        return run(before, look, right_to_left=turned) + kept + run(after, look, right_to_left=turned)

    def _data(self, text: str, style: str = "") -> str:
        """Return data, which keeps the direction of its own script beside text of the other direction."""
        turned = begins_right_to_left(text)
        if self._tr.is_right_to_left and not turned:
            text = f"{_LEFT_TO_RIGHT_MARK}{text}{_LEFT_TO_RIGHT_MARK}"  # so a full stop stays at the sentence's end
        written = run(text, self._look(style), right_to_left=turned)
        return written + run(_LEFT_TO_RIGHT_MARK) if turned and not self._tr.is_right_to_left else written

    def _mark(self, number: int) -> str:
        """Return the XML of a mark: a footnote where its note is cited first, then a reference to that footnote."""
        look = self._look(_MARK)
        if number not in self._noted:
            return run(str(number), look)
        if number in self.notes:
            return field(f"NOTEREF _Note{number} \\f \\h", str(self.notes[number]), look)
        place = self.notes[number] = len(self.notes) + 1
        return self._bookmarks.around(bare_run(f'<w:footnoteReference w:id="{place}"/>', look), f"_Note{number}")
