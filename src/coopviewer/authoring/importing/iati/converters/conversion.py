"""The facts of one activity while they are made: ids, citations, languages, and notes."""

from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from itertools import count, groupby
from typing import NamedTuple

from coopviewer.authoring.importing.iati.directory import Directory, PartyName
from coopviewer.authoring.importing.iati.elements import (
    LANGUAGE,
    NARRATIVE,
    Element,
    clear_mixed,
    language_attribute,
    mixed_words,
)
from coopviewer.authoring.importing.iati.languages import UNKNOWN, tag_of
from coopviewer.authoring.importing.iati.records import Report
from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.imports import ImportSeverity
from coopviewer.domain.reference.sources import Passage
from coopviewer.domain.reference.vocabulary import Basis, CitationRole


class Words(NamedTuple):
    """A text of an element in one language; ``holder`` is the element with that text: itself, or a narrative in it."""

    text: str
    language: str
    holder: Element


class Nested(NamedTuple):
    """What an element of a transaction names: a country, a region or a sector.

    ``object_id`` is the id of the country's, region's or sector's entry, None if there is none for the code.
    ``predicate_id`` is the kind of relation that the activity gets to that entry. ``part`` is the end of the relation's
    key: ``NE`` of ``has-beneficiary/NE``.
    """

    predicate_id: str
    object_id: str | None
    part: str


class Conversion:
    """Collects the facts of one activity, which ``facts`` returns, each with an id of its own.

    ``currency`` is the activity's default currency and ``status`` its status, a code of ActivityStatus; both are None
    as long as none is known. ``references`` counts how many of its transactions have each ``ref``. ``nested`` has the
    countries, regions and sectors that transactions name, each with the elements that name it. ``parties`` has, by the
    key of a relation to an organisation, the identifier, names and type in the first element that states the relation.
    ``result_keys`` has, by the Python id of the element of a result, the part after ``result/`` of the result's key, if
    an export of this program noted it.
    """

    def __init__(self, entry_id: str, passage: Passage, directory: Directory, report: Report, language: str) -> None:
        """Start without facts; ``passage`` is the activity in its source, ``language`` its default one, else ``und``.

        ``entry_id`` is the id of its entry; ``report`` takes the notes.
        """
        self.entry_id = entry_id
        self.directory = directory
        self.language = language
        self.currency: str | None = None
        self.status: str | None = None
        self.references: Counter[str] = Counter()
        self.nested: dict[Nested, list[Element]] = {}
        self.result_keys: dict[int, str] = {}
        self.parties: dict[str, tuple[str | None, tuple[PartyName, ...], str | None]] = {}
        self._passage = passage
        self._report = report
        self._facts: dict[str, list[Fact]] = {}
        self._cited_also: dict[str, list[Citation]] = {}
        self._ordinals: Counter[str] = Counter()

    def cite(self, element: Element) -> tuple[Citation, ...]:
        """Return the citation of an element as a tuple of one.

        It names the activity's passage, and in it the element's line and place, such as ``sector 2``.
        """
        return (Citation(self._passage.source_id, self._passage.id, CitationRole.STATES, element.line, element.place),)

    def add(self, kind: Callable[..., Fact], key: str, element: Element, /, **fields: object) -> None:
        """Add a fact of this activity that an element states; ``key`` is the end of its id: ``entry_id``, ``/``, key.

        ``fields`` are those of the class ``kind``, but for id, entry, basis and citations, which are added here.
        """
        fact = kind(
            id=f"{self.entry_id}/{key}",
            entry_id=self.entry_id,
            basis=Basis.STATED,
            citations=self.cite(element),
            **fields,
        )
        self.put(key, fact)

    def put(self, key: str, fact: Fact) -> None:
        """Add a fact under a key, which is the end of the fact's id: ``entry_id``, ``/``, key.

        For a fact of another entry than this activity the key must be the whole id.
        """
        several = self._facts.get(key)
        if several is None:
            self._facts[key] = [fact]
        else:
            several.append(fact)

    def first(self, key: str) -> Fact | None:
        """Return the first fact with a key; None if there is none yet."""
        several = self._facts.get(key)
        return several[0] if several else None

    def remember(self, nested: Nested, element: Element) -> None:
        """Keep an element of a transaction with the country, region or sector that it names.

        From these ``nested.relate`` later makes relations of the activity: to countries and regions unless the activity
        itself names a country or region, to sectors unless it names a sector.
        """
        self.nested.setdefault(nested, []).append(element)

    def cite_also(self, key: str, element: Element) -> None:
        """Add an element to the citations of the first fact with a key; ``facts`` raises KeyError if there is none."""
        self._cited_also.setdefault(key, []).extend(self.cite(element))

    def ordinal(self, kind: str) -> int:
        """Return 1 at the first call for ``kind``, 2 at the second, and so on.

        ``kind`` may be any text, such as ``goal`` or the predicate ``has-beneficiary``.
        """
        self._ordinals[kind] += 1
        return self._ordinals[kind]

    def facts(self) -> list[Fact]:
        """Return all facts, each with an id of its own, in the order in which their keys (see ``put``) first came.

        Several facts with one key are sorted by their content, and from the second on their ids end in ``-2``, ``-3``
        and so on, without numbers that would make the id of another key. Those that say the same become one fact with
        all citations; but sums of money stay separate, since each counts.
        """
        found: list[Fact] = []
        for key, also in self._cited_also.items():
            first = self._facts[key][0]
            self._facts[key][0] = replace(first, citations=tuple(dict.fromkeys((*first.citations, *also))))
        self._cited_also.clear()
        taken = {several[0].id for several in self._facts.values()}
        for key, several in self._facts.items():
            found += several if len(several) == 1 else _told_apart(key, several, taken)
        return found

    def texts(self, element: Element) -> list[Words]:
        """Return the texts of an element: its own (1.0x), then those of its narratives (2.0x), none of them blank.

        The element is not changed. Of markup in a text, such as ``<b>``, the tags are left out, with a note; the words
        inside stay. But an element or a narrative that has words only inside its markup (``<p>…</p>``) has no text.
        """
        found: list[Words] = []
        if text := self._words(element):
            found.append(Words(text, self.language_of(element), element))
        for child in element.children:
            if child.name == NARRATIVE and (text := self._words(child)):
                found.append(Words(text, self.language_of(child, element), child))
        return found

    def _words(self, holder: Element) -> str:
        """Return a text as it reads, without the markup that a few files have in it."""
        if not holder.children:
            return holder.words()
        text = mixed_words(holder)
        if text != holder.words():
            self.once(ImportSeverity.MENDED, "markup", holder.name, "", holder)
        return text

    def language_of(self, holder: Element, parent: Element | None = None) -> str:
        """Return the language of a text: its own, else that of ``parent``, the element around it, else the activity's.

        A value such as ``English`` becomes the tag that it means (``en``), a value that ``tag_of`` cannot read becomes
        ``und``. Both are noted.
        """
        for each in (holder, parent):
            if each is not None and each.attributes and (found := language_attribute(each)):
                return self._tag(*found, holder)
        return self.language

    def _tag(self, name: str, given: str, holder: Element) -> str:
        tag = tag_of(given)
        if tag is None:
            self.once(ImportSeverity.KEPT, "language", given, UNKNOWN, holder)
            return UNKNOWN
        if tag != given:
            self.once(ImportSeverity.MENDED, "language", given, tag, holder)
        if name != LANGUAGE:
            self.once(ImportSeverity.MENDED, "language-attribute", name, LANGUAGE, holder)
        return tag

    def used(self, words: Words, language: str | None = None) -> None:
        """Remove from its element a text that became part of a fact; also its language attribute if the fact says it.

        ``language`` is the language that the fact states, None: that of ``words``. The attribute stays if it says
        another.
        """
        holder = words.holder
        if holder.children:
            clear_mixed(holder)
        else:
            holder.text = ""
        if (
            holder.attributes
            and (found := language_attribute(holder))
            and tag_of(found[1]) == (language or words.language)
        ):
            del holder.attributes[found[0]]

    def take_text(self, element: Element | None, language: str | None = None) -> str | None:
        """Return the first text of an element or its narratives in a language (None: in any), and remove it; else None.

        The text's language attribute is removed too if it says ``language``; with ``language`` None, if it says the
        activity's default. ``element`` None: the result is None.
        """
        for words in self.texts(element) if element is not None else ():
            if language is None or words.language == language:
                self.used(words, language or self.language)
                return words.text
        return None

    def note(self, severity: ImportSeverity, what: str, found: str, done: str, element: Element) -> None:
        """Note in the report what became of an element.

        ``what`` is the code of the note's sentence, such as ``cut-off``, ``found`` the text in the file, ``done``
        what it became, such as a value; ``done`` may be empty.
        """
        self._report.note(severity, what, found, done, line=element.line, entry_id=self.entry_id)

    def read_as(self, given: str, code: str, element: Element) -> None:
        """Note that ``given``, a code of an earlier version of the standard, was read as ``code``; nothing if equal."""
        if given != code:
            self.once(ImportSeverity.MENDED, "earlier-code", given, code, element)

    def once(self, severity: ImportSeverity, what: str, found: str, done: str, element: Element) -> None:
        """Note what became of an element, unless its file has a note with the same ``what`` and ``found`` already.

        The arguments are those of ``note``, but the note names no entry. After 10,000 different notes of a file, each
        further one is noted every time.
        """
        self._report.note_once(severity, what, found, done, line=element.line)


_COUNTED_EACH_TIME = ("flow/",)
_NOT_CONTENT = ("id", "citations", "ordinal")


def _told_apart(key: str, several: Sequence[Fact], taken: Set[str]) -> list[Fact]:
    """Return facts of one key with different ids, none of them in ``taken``, the ids of all keys."""
    ordered = sorted(several, key=_content)
    if not key.startswith(_COUNTED_EACH_TIME):
        ordered = _merged(ordered)
    first, *others = ordered
    free = (own for number in count(2) if (own := f"{first.id}-{number}") not in taken)
    return [first, *(replace(fact, id=own) for own, fact in zip(free, others, strict=False))]


def _content(fact: Fact) -> str:
    """Return what a fact says as a text to compare, without its id, citations and ordinal."""
    names = (name for name in fact.__dataclass_fields__ if name not in _NOT_CONTENT)
    return repr([(name, getattr(fact, name)) for name in names])


def _merged(ordered: Sequence[Fact]) -> list[Fact]:
    found: list[Fact] = []
    for _, same in groupby(ordered, key=_content):
        first, *others = same
        cited = tuple(dict.fromkeys(citation for fact in (first, *others) for citation in fact.citations))
        found.append(replace(first, citations=cited) if others else first)
    return found
