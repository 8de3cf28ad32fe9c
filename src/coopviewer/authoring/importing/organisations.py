"""Organisations as activities name them: which mentions are one entry, and what the entry says.

Mentions are one entry if they have the same identifier of the form of an org-id, or the same other identifier and the
same name, or no identifier and the same name. Names are the same in other capitals and accents too; names that
are only alike are never taken as one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import NamedTuple

from coopviewer.authoring.importing.iati.directory import PartyName, Told
from coopviewer.authoring.importing.iati.keys import identifier_slug, key_part, short_hash, slug
from coopviewer.authoring.importing.organisation_mentions import OrganisationMention, RoleMentions, cited_where
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Citation, Fact, Name
from coopviewer.domain.reference.published_facts import Classification, Identifier, IdentifierScheme
from coopviewer.domain.reference.vocabulary import Basis, EntryKind, NameKind
from coopviewer.domain.text.folding import fold

_ORG_ID = re.compile(r"[A-Za-z]{2}-[^\s,;]+", re.ASCII)
_HASH_DIGITS = 8
_LONG = 256  # characters; of longer texts _BEGINNING are kept, and a digest of so many bytes
_BEGINNING, _DIGEST = 64, 16
_FROM_NAME = "Made from the name alone; no identifier is stated."
_TYPES = "OrganisationType"


class OrganisationEntry(NamedTuple):
    """The entry of an organisation with its facts, and the citation of the place that names it first.

    ``name`` is the entry's title without case and accents, by which other organisations of the same name are found; it
    is cut by ``shortened`` if it has over 256 characters.
    """

    entry: EntryRef
    facts: tuple[Fact, ...]
    citation: Citation
    name: str


# what a mention is known by; of long texts only a part, since there may be many names of thousands of characters
_Way = tuple[str | None, tuple[PartyName, ...], str | None, bool]  # the last: whether in elements that give a role


class Organisations:
    """Decides which entry a mention of an organisation belongs to.

    A mention is the identifier (``ref``), the names and the type that an activity has of an organisation. Mentions
    belong to one entry if they have the same org-id (``GB-COH-123``), or the same other identifier and the same name,
    or the same name and no identifier. Call ``prepare`` for all mentions first: a mention with an identifier but no
    name is then given the name that this identifier has elsewhere, if that is always the same.
    """

    def __init__(self) -> None:
        self._names_of_refs: dict[str, set[str]] = {}
        self._known_by: dict[str, tuple[str | None, str] | None] = {}  # reference and name by id; None: several
        self._lines: dict[_Way, int] = {}
        self._roles = RoleMentions()
        self._mentions: dict[_Way, OrganisationMention] = {}
        self._counts: Counter[_Way] = Counter()

    def prepare(
        self,
        ref: str | None,
        names: tuple[PartyName, ...],
        type: str | None,  # noqa: A002 - the standard's word
        line: int,
        *,
        has_role: bool,
    ) -> None:
        """Note a mention in the first pass, so that ``entry_of`` knows all mentions when it decides.

        ``ref`` is the organisation's identifier and ``type`` a code of the list OrganisationType, each None if the file
        states none. ``line``, from 1, is kept for the first mention of an organisation, which its entry will cite.
        ``has_role``: its element gives the organisation a role.
        """
        way = _way(ref, names, type, has_role=has_role)
        if way in self._lines:
            return
        self._lines[way] = line
        self._roles.add(_identity(ref, names), way[1], type, has_role=has_role)
        if ref is not None and is_org_id(ref):
            return
        name = _folded(ref, names)
        if ref is not None:
            known = self._names_of_refs.setdefault(ref, set())
            if len(known) < 2 and name:
                known.add(name)
        if ref or name:
            own, known_as = _own_id(ref, name), (ref, shortened(name))
            if self._known_by.setdefault(own, known_as) != known_as:
                self._known_by[own] = None

    def entry_of(
        self,
        ref: str | None,
        names: tuple[PartyName, ...],
        type: str | None,  # noqa: A002 - the standard's word
        citation: Citation,
    ) -> str | None:
        """Return the id of the entry for a mention, and count the mention; None if it has neither identifier nor name.

        ``ref`` is the organisation's identifier and ``type`` a code of the list OrganisationType, each None if the file
        states none. ``citation`` cites the activity that has the mention; its ``place`` is None unless the mention's
        element gives the organisation a role. The entry will cite its first mention, at the line that ``prepare``
        noted, or else at the line in ``citation``.
        """
        way = _way(ref, names, type, has_role=citation.place is not None)
        known = self._mentions.get(way)
        if known is None:
            entry_id = self._entry_id(ref, names)
            if entry_id is None:
                return None
            cited = citation._replace(line=self._lines.get(way, citation.line))
            known = self._mentions[way] = OrganisationMention(entry_id, ref, names, type, cited)
        self._counts[way] += 1
        return known.entry_id

    def told(self, ref: str | None, names: tuple[PartyName, ...]) -> Told:
        """Return which parts of an element that gives an organisation a role need not be kept with its activity.

        These are the parts in which elements that call it by the same first name do not differ: its entry states
        them. ``ref`` and ``names`` are the identifier and the names in the element. All parts if ``prepare`` was called
        for no mention with this ``ref`` and the first of ``names``.
        """
        return self._roles.told(_identity(ref, names), _way(ref, names, None, has_role=True)[1])

    def entries(self) -> Iterator[OrganisationEntry]:
        """Yield the entries of all mentions for which ``entry_of`` was called, in the order of their ids."""
        ways: defaultdict[str, list[_Way]] = defaultdict(list)
        for way, mention in self._mentions.items():
            ways[mention.entry_id].append(way)
        for entry_id in sorted(ways):
            mentions = {self._mentions[way]: self._counts[way] for way in ways[entry_id]}
            yield _entry(entry_id, mentions)

    def _entry_id(self, ref: str | None, names: tuple[PartyName, ...]) -> str | None:
        """Return the id of the entry of a mention; None if it has neither reference nor name.

        Where another mention makes the same id, such as one of the same reference whose name has other signs, both have
        a longer hash, of reference and name.
        """
        if ref is not None and is_org_id(ref):
            return f"organisation/{identifier_slug(ref)}"
        name = _folded(ref, names)
        known = self._names_of_refs.get(ref, ()) if ref is not None else ()
        if not name and len(known) == 1:
            (name,) = known
        if not name and ref is None:
            return None
        own, known_as = _own_id(ref, name), (ref, shortened(name))
        if self._known_by.get(own, known_as) != known_as:
            return f"organisation/{_words(name or ref or '')}-{short_hash(ref, name)}"
        return own


def _way(
    ref: str | None,
    names: tuple[PartyName, ...],
    type: str | None,  # noqa: A002 - as in prepare
    *,
    has_role: bool,
) -> _Way:
    if any(len(name.text) > _LONG for name in names):
        names = tuple([PartyName(shortened(name.text), name.language) for name in names])
    return ref, names, type, has_role


def _identity(ref: str | None, names: tuple[PartyName, ...]) -> tuple[str | None, str]:
    """Return what tells an organisation from others, apart from a reference that finds its only name elsewhere."""
    return ref, "" if ref is not None and is_org_id(ref) else shortened(_folded(ref, names))


def shortened(text: str) -> str:
    """Return what stands for a long text in comparisons: its first 64 characters and a digest of 128 bits.

    A text of at most 256 characters is returned unchanged.
    """
    if len(text) <= _LONG:
        return text
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).hexdigest()
    return f"{text[:_BEGINNING]}\0{digest}"  # no text of a file has this character


def is_org_id(ref: str) -> bool:
    """Return whether a reference has the form of an org-id, such as ``GB-COH-123``, and so is unique by itself.

    It need only begin with two letters and ``-``, have more after these, and have no white space, comma or semicolon.
    """
    return _ORG_ID.fullmatch(ref) is not None


def _folded(ref: str | None, names: tuple[PartyName, ...]) -> str:
    """Return the first name, without case and accents, that does more than repeat the reference; empty if none does."""
    bare = fold(ref) if ref else None
    return next((folded for name in names if (folded := _spaced(name.text)) and folded != bare), "")


def _spaced(text: str) -> str:
    return " ".join(fold(text).split())


def _words(text: str) -> str:
    words = re.sub("[^a-z0-9]+", "-", fold(text)).strip("-")[:60].rstrip("-")
    return words or "x"


def _own_id(ref: str | None, name: str) -> str:
    """Return the id for a folded name beside a reference that is no org-id; one of the two may be missing or empty.

    With a reference, names that differ in other signs than letters and digits, or behind the first 60 characters, make
    the same id.
    """
    if ref is None:
        own = f"-{short_hash('name', name)[:_HASH_DIGITS]}" if is_org_id(name) else ""  # an identifier as a name
        return f"organisation/{slug(name)}{own}"
    digits = short_hash(ref, name) if _loses_letters(name) else short_hash(ref)
    return f"organisation/{_words(name or ref)}-{digits[:_HASH_DIGITS]}"


def _loses_letters(name: str) -> bool:
    """Return whether ``_words`` leaves out letters or digits of a folded name, as of one in Cyrillic script."""
    return any(character.isalnum() and not character.isascii() for character in name)


def _entry(entry_id: str, mentions: Mapping[OrganisationMention, int]) -> OrganisationEntry:
    ref = next(iter(mentions)).ref
    names: Counter[PartyName] = Counter()
    for mention, count in mentions.items():
        for name in mention.names:
            names[name] += count
    cited, types = cited_where(mentions)
    citation = next(iter(mentions)).citation
    title = _title(ref, names)
    entry = EntryRef(entry_id, EntryKind.ORGANISATION, title, title.removeprefix("The ") or title, hint=ref)
    facts: list[Fact] = [_name(entry_id, name, found, is_inferred=ref is None) for name, found in cited.items()]
    if ref is not None:
        facts.append(_identifier(entry_id, ref, citation))
    facts += (_type(entry_id, code, found, n) for n, (code, found) in enumerate(types.items(), 1))
    return OrganisationEntry(entry, tuple(facts), citation, shortened(_spaced(title)))


def _title(ref: str | None, names: Counter[PartyName]) -> str:
    """Return the most frequent name that does more than repeat the reference, among equals the first.

    If all names repeat it, the reference.
    """
    counts: Counter[str] = Counter()
    for name, count in names.items():
        if ref is None or fold(name.text) != fold(ref):
            counts[name.text] += count
    if counts:
        return counts.most_common(1)[0][0]
    return ref or next(iter(names)).text


def _name(entry_id: str, name: PartyName, cited: Iterable[Citation], *, is_inferred: bool) -> Name:
    return Name(
        id=f"{entry_id}/name/{name.language}-{short_hash(name.text)}",
        entry_id=entry_id,
        basis=Basis.INFERRED if is_inferred else Basis.STATED,
        citations=tuple(cited),
        note=_FROM_NAME if is_inferred else None,
        text=name.text,
        language=name.language,
        kind=NameKind.AS_GIVEN,
    )


def _identifier(entry_id: str, ref: str, citation: Citation) -> Identifier:
    return Identifier(
        id=f"{entry_id}/identifier",
        entry_id=entry_id,
        basis=Basis.STATED,
        citations=(citation,),
        scheme=IdentifierScheme.ORG_ID if is_org_id(ref) else IdentifierScheme.LOCAL,
        value=ref,
        as_given=ref,
    )


def _type(entry_id: str, code: str, cited: Iterable[Citation], ordinal: int) -> Classification:
    return Classification(
        id=f"{entry_id}/organisation-type/{key_part(code)}",
        entry_id=entry_id,
        basis=Basis.STATED,
        citations=tuple(cited),
        scheme=_TYPES,
        code=code,
        ordinal=ordinal,
        as_given=code,
    )
