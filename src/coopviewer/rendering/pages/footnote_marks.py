"""Source marks: each distinct combination of basis, citations and note gets a number, in order of appearance."""

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.pages import Lookup
from coopviewer.domain.reference.vocabulary import Basis
from coopviewer.rendering.document.document import (
    BASIS,
    SOFT,
    STRONG,
    Footnote,
    Footnotes,
    Inline,
    Line,
    Link,
    Mark,
    Text,
)
from coopviewer.rendering.words.reference_words import basis_within, basis_word, passage_address, place_words, role_word

_Ground = tuple[Basis, tuple[Citation, ...], str | None]


def founded_alike(one: Fact, other: Fact) -> bool:
    """Return whether two facts have the same basis, citations and note, and thus share a mark."""
    return _ground(one) == _ground(other)


class MarkBook:
    """The marks of one page; facts with the same basis, citations and note share a number."""

    def __init__(self, lookup: Lookup, tr: Translate) -> None:
        """Start without marks."""
        self._lookup = lookup
        self._tr = tr
        self._numbers: dict[_Ground, int] = {}

    def mark(self, fact: Fact) -> Mark:
        """Return the mark of a fact."""
        return Mark(self._numbers.setdefault(_ground(fact), len(self._numbers) + 1), fact.id)

    def after(self, fact: Fact) -> Line:
        """Return the parts that follow a fact: its basis, if it is inferred or editorial, and its mark."""
        if fact.basis in (Basis.INFERRED, Basis.EDITORIAL):
            return (Text(f" {basis_within(fact.basis, self._tr)}", BASIS), self.mark(fact))
        return (self.mark(fact),)

    def footnotes(self) -> Footnotes:
        """Return the footnotes of all marks so far."""
        return Footnotes(tuple(self._footnote(ground, number) for ground, number in self._numbers.items()))

    def _footnote(self, ground: _Ground, number: int) -> Footnote:
        basis, citations, note = ground
        first: list[Inline] = [Text(basis_word(basis, self._tr), STRONG)]
        if note:
            first.append(Text(f". {note}"))
        if not citations and basis is not Basis.EDITORIAL:
            first.append(Text(" " if note and note.endswith(".") else ". "))
            first.append(Text(self._tr("No source is given."), SOFT))
        return Footnote(number, (tuple(first), *(self._citation_line(citation) for citation in citations)))

    def _citation_line(self, citation: Citation) -> Line:
        source = self._lookup.sources[citation.source_id]
        title = source.title if not source.version else f"{source.title} ({source.version})"
        if citation.passage_id is None:
            line: list[Inline] = [Link(title, SCHEME + source.id)]
        else:
            passage = self._lookup.passages[citation.passage_id]
            line = [Link(title, passage_address(passage)), Text(f" · {place_words(passage, self._tr)}")]
        role = role_word(citation.role, self._tr)
        if role:
            line.append(Text(f" ({role})", SOFT))
        return tuple(line)


def _ground(fact: Fact) -> _Ground:
    return (fact.basis, fact.citations, fact.note)
