"""Changes between two editions: of entries and of facts, with what both editions say, and their summary.

What a new edition lacks is said to be no longer listed or published, never to have ended.
"""

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import NamedTuple

from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Fact, Name
from coopviewer.domain.reference.sources import Predicate
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.domain.text.word_diff import DiffKind, DiffPart, diff_words

AT_ONCE = 50
"""The most entries that one part of a list of changes shows."""


class EntryChangeKind(StrEnum):
    """What changed of an entry itself, apart from its facts, in the order in which it is shown."""

    NEWLY_LISTED = "newly-listed"
    NO_LONGER_LISTED = "no-longer-listed"
    ID_CHANGED = "id-changed"
    RETITLED = "retitled"


class FactChangeKind(StrEnum):
    """What changed of a fact from one edition to the next.

    CHANGED: the fact says something else, under the same id or under one that replaced it. MOVED: the entry has a fact
    with the same content under another id. RE_SOURCED: only basis, note, citations or the curator's preference differ.
    ORDER_ONLY: only its place in the order of the source differs.
    """

    NEW = "new"
    NO_LONGER_PUBLISHED = "no-longer-published"
    CHANGED = "changed"
    MOVED = "moved"
    RE_SOURCED = "re-sourced"
    ORDER_ONLY = "order-only"


UNUSUAL_KINDS = frozenset({FactChangeKind.RE_SOURCED, FactChangeKind.ORDER_ONLY})
"""The kinds of changes of facts that are not looked for unless they are asked for."""


class ChangeSlot(IntEnum):
    """What a fact's change is about, the most important first: the changes of an entry are listed in this order."""

    STATUS = 1
    DATES = 2
    MONEY = 3
    PARTICIPANTS = 4
    WHERE = 5
    TEXT = 6
    REST = 7


class Mine(NamedTuple):
    """The ids of the entries and facts that the user works with; an id may be of the old or of the new edition.

    ``entries`` have an annotation that is not in the bin, or are found by one of the user's saved searches. ``facts``
    have an annotation that is not in the bin.
    """

    entries: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()


class FactChange(NamedTuple):
    """A change of a fact, with what both editions say; a side that lacks the fact is None.

    ``slot`` is what the change is about, such as DATES. ``columns`` are the names of the fact's fields that differ;
    empty for a fact that is new, gone, moved or only in another place of the order. ``is_mine``: the fact has an
    annotation of the user.
    """

    kind: FactChangeKind
    slot: ChangeSlot
    old: Fact | None
    new: Fact | None
    columns: tuple[str, ...] = ()
    is_mine: bool = False

    @property
    def fact(self) -> Fact:
        """The fact as the new edition has it, else as the old one has it."""
        found = self.new or self.old
        assert found is not None
        return found


class EntryChanges(NamedTuple):
    """The changes of one entry.

    ``old`` and ``new`` are the entry in both editions, None where it is not listed. ``kinds`` say what changed of the
    entry itself, empty if only facts did. ``facts`` are the changes of its facts, sorted by what they are about, the
    most important first; they may be the first few of ``total``. ``is_mine``: the user has an annotation on it, or a
    saved search of the user finds it. ``led_to`` is the entry to which the new edition redirects an entry that it no
    longer lists, None: it does not.
    """

    old: EntryRef | None
    new: EntryRef | None
    kinds: tuple[EntryChangeKind, ...] = ()
    facts: tuple[FactChange, ...] = ()
    total: int = 0
    is_mine: bool = False
    led_to: EntryRef | None = None

    @property
    def ref(self) -> EntryRef:
        """The entry as the new edition has it, else as the old one has it."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def facts_say_title(self) -> bool:
        """Whether changes of names among ``facts`` show both the old title and the new one.

        The change of the title need not be told again then. False if the entry is in one edition only.
        """
        old = {each.old.text for each in self.facts if isinstance(each.old, Name)}
        new = {each.new.text for each in self.facts if isinstance(each.new, Name)}
        return bool(self.old and self.new and self.old.title in old and self.new.title in new)


class ToldOnce(NamedTuple):
    """A change that many entries share in the same way, so that it is shown once for all of them.

    Many are more than 5, and more than 30 % of the entries that both editions have.
    ``entries`` is their number. ``example`` is one of them with this change alone: either a fact that is new, gone or
    differs in one field, or another title.
    """

    entries: int
    example: EntryChanges

    def said_by(self, other: "ToldOnce") -> bool:
        """Return whether this changes titles, and ``other`` changes names (a kind of fact) by the same words.

        For instance, *Programme* became *Project* in both. Both must concern the same number of entries. To show both
        would say one thing twice.
        """
        (old, new), changes = (self.example.old, self.example.new), other.example.facts
        if self.entries != other.entries or self.example.facts or not (old and new and changes):
            return False
        before, after = changes[0].old, changes[0].new
        if not isinstance(before, Name) or not isinstance(after, Name):
            return False
        return _changed_words(old.title, new.title) == _changed_words(before.text, after.text)


def _changed_words(old: str, new: str) -> list[DiffPart]:
    return [part for part in diff_words(old, new) if part.kind is not DiffKind.SAME]


class ChangeSummary(NamedTuple):
    """How many changes of each kind a comparison of two editions found, of entries and of facts.

    ``entries`` and ``facts`` have the number of changes by kind, without kinds that have none. ``changed`` is the
    number of entries with a change that is not in ``told_once``, ``mine`` how many of these the user works with.
    ``told_once`` are changes that many entries share; a fact that changed only in such a way is not counted elsewhere.
    ``is_complete`` is False while only the user's own entries were compared, which is done first. ``files`` are the
    names of the old and the new file, which tell editions of the same name apart; empty: not known.
    """

    old: Edition
    new: Edition
    entries: Mapping[EntryChangeKind, int] = MappingProxyType({})
    facts: Mapping[FactChangeKind, int] = MappingProxyType({})
    changed: int = 0
    mine: int = 0
    told_once: tuple[ToldOnce, ...] = ()
    is_complete: bool = True
    files: tuple[str, str] = ("", "")

    def __bool__(self) -> bool:
        return bool(self.changed or self.told_once)

    @property
    def told_apart(self) -> tuple[ToldOnce, ...]:
        """The changes in ``told_once``, in its order, without each change of titles that a change of names says too.

        ``said_by`` decides whether a change of names in ``told_once`` does: the same words change, in as many entries.
        """
        return tuple(each for each in self.told_once if not any(map(each.said_by, self.told_once)))


class ChangeQuery(NamedTuple):
    """Which changed entries are asked for, and which of their changes.

    ``kinds``: only entries with a change of one of these kinds, and only their changes of these kinds; empty: all
    entries and changes that were compared. ``mine``: only entries that the user works with. ``told_once``: in each
    entry also the changes that it shares with many others, which the summary shows once for all. ``entry_kind``: only
    entries of this kind; None: of all kinds.
    """

    kinds: frozenset[EntryChangeKind | FactChangeKind] = frozenset()
    mine: bool = False
    told_once: bool = False
    entry_kind: EntryKind | None = None


class EditionNames(NamedTuple):
    """The names from both editions that are needed to write sentences on changes.

    ``refs`` has entries by id, as the new edition names them, or the old one if the new one lacks them. ``predicates``
    has kinds of relation by id. ``labels`` has the words for a code by the code list and the code, and then by
    language. ``legal_notes`` is for countries among ``refs`` whose title has a mark (``Kosovo*``): pairs of the mark
    (``*``) and its note.
    """

    refs: Mapping[str, EntryRef] = MappingProxyType({})
    predicates: Mapping[str, Predicate] = MappingProxyType({})
    labels: Mapping[tuple[str, str], Mapping[str, str]] = MappingProxyType({})
    legal_notes: tuple[tuple[str, str], ...] = ()
