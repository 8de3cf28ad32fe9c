"""Which entry of the old edition is which entry of the new one: by id, by redirects, by identifiers.

A redirect, stored in either edition, leads from an id to the one that replaced it. Entries that still are in one
edition only are compared by the identifiers that publishers state, such as that of an IATI activity: two of them belong
together if they alone have it. Titles are never compared: two entries of one title may be two things.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.reference.fact_texts import entry_of_fact
from coopviewer.storage.editions.sides import SIDES, Side

_UNLIKE = "SELECT id FROM {side}_entry EXCEPT SELECT id FROM {other}_entry ORDER BY id"
# an activity's former identifier (type A3 of OtherIdentifierType) is one of IATI's scheme
_IDENTIFIERS = """
    SELECT t.id, substr(t.id, 1, instr(t.id, '/')),
        CASE WHEN i.scheme = 'other' AND i.type = 'A3' THEN 'iati' ELSE i.scheme END,
        CASE WHEN i.scheme = 'other' AND i.type = 'A3' THEN '' ELSE ifnull(i.type, '') END, i.value
    FROM temp.unlike t CROSS JOIN {side}_identifier i ON i.fact_id > t.id || '/' AND i.fact_id < t.id || '0'
    WHERE t.side = '{side}'
"""


class Identity(NamedTuple):
    """Which entries of the two editions belong together, and which are in one edition only.

    ``renamed``: the entries whose id changed, the id in the new edition by the id in the old one.
    ``gone``: the ids of entries that only the old edition lists, without renamed ones.
    ``fresh``: the ids of entries that only the new edition lists, without renamed ones.
    ``redirects``: for each edition the redirects stored in it, of entries and of facts; the key is a replaced id, the
        value the id that replaces it.
    """

    renamed: Mapping[str, str]
    gone: frozenset[str]
    fresh: frozenset[str]
    redirects: Mapping[Side, Mapping[str, str]]

    def present_id(self, old_id: str) -> str:
        """Return the id in the new edition of an entry or a fact of the old one; it differs if the entry was renamed.

        The id of a fact begins with the id of its entry: ``project/old/goal/1`` becomes ``project/new/goal/1``. All
        other ids are returned as they are. Redirects of single facts are not followed.
        """
        if not self.renamed:
            return old_id
        if old_id.count("/") == 1:
            return self.renamed.get(old_id, old_id)
        entry = entry_of_fact(old_id)
        return self.renamed.get(entry, entry) + old_id[len(entry) :]

    def met_by(self, side: Side, fact_id: str) -> str:
        """Return the id by which to look in the other edition for a fact of the edition ``side`` whose own id it lacks.

        This is the id to which redirects stored in the other edition lead from the fact's id, or else the id itself.
        If it begins with the old id of a renamed entry, the new id replaces that. Two facts, one of each edition, are
        paired if the result for one is the id of the other, or if both have the same result.
        """
        led = follow(self.redirects["new" if side == "old" else "old"], fact_id)
        if side == "old":
            return led if led != fact_id else self.present_id(fact_id)
        return self.present_id(led)

    def led_to(self, old_id: str) -> str | None:
        """Return the id to which the new edition redirects an entry that it no longer lists; None if it does not.

        The returned id need not be one of an entry that the new edition lists: that is not looked at.
        """
        led = follow(self.redirects["new"], old_id)
        return None if led == old_id else led


def read_identity(connection: sqlite3.Connection, old: Path, new: Path) -> Identity:
    """Find out which entries of two attached editions belong together, where their ids differ.

    Redirects are looked at first, then identifiers; an entry is paired with one other entry at most. ``old`` and
    ``new`` are the paths of the files, to be named in errors. Raises EnvironmentFault if the redirects of a file lead
    in a circle.
    """
    redirects: dict[Side, dict[str, str]] = {}
    unlike: dict[Side, list[str]] = {}
    for side, path, other in zip(SIDES, (old, new), SIDES[::-1], strict=True):
        redirects[side] = dict(connection.execute(f"SELECT old_id, new_id FROM {side}_redirect"))
        _refuse_circles(redirects[side], path)
        unlike[side] = [row[0] for row in connection.execute(_UNLIKE.format(side=side, other=other))]
    gone, fresh = set(unlike["old"]), set(unlike["new"])
    renamed: dict[str, str] = {}
    for one, other_id in (*_by_redirects(redirects, gone, fresh), *_by_identifiers(connection, unlike)):
        if one in gone and other_id in fresh:
            renamed[one] = other_id
            gone.remove(one)
            fresh.remove(other_id)
    return Identity(renamed, frozenset(gone), frozenset(fresh), redirects)


def follow(redirects: Mapping[str, str], id_: str) -> str:
    """Return the id at the end of a chain of redirects; the id itself if it has none.

    It never returns if the chain is a circle; ``read_identity`` refuses such redirects.
    """
    while id_ in redirects:
        id_ = redirects[id_]
    return id_


def _refuse_circles(redirects: Mapping[str, str], path: Path) -> None:
    safe: set[str] = set()
    for start in redirects:
        chain: set[str] = set()
        id_ = start
        while id_ in redirects and id_ not in safe:
            if id_ in chain:
                raise EnvironmentFault("editions.circle", path=path, id=id_)
            chain.add(id_)
            id_ = redirects[id_]
        safe |= chain


def _by_redirects(
    redirects: Mapping[Side, Mapping[str, str]], gone: set[str], fresh: set[str]
) -> list[tuple[str, str]]:
    """Return pairs of ids (old, new) that a redirect of either edition leads to.

    Their order is the same if the editions are exchanged.
    """
    pairs = {(id_, follow(redirects["new"], id_)) for id_ in gone & redirects["new"].keys()}
    pairs |= {(follow(redirects["old"], id_), id_) for id_ in fresh & redirects["old"].keys()}
    return sorted(pairs, key=lambda pair: (sorted(pair), pair))


def _by_identifiers(connection: sqlite3.Connection, unlike: Mapping[Side, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Yield pairs of ids (old, new) of entries of one kind that alone have an identifier in their edition.

    ``unlike`` are the ids of the entries that only one of the editions lists; others are not looked at.
    """
    connection.execute("CREATE TEMP TABLE unlike (side TEXT, id TEXT, PRIMARY KEY (side, id)) WITHOUT ROWID")
    having: dict[Side, defaultdict[tuple[str, ...], set[str]]] = {}
    for side in SIDES:
        connection.executemany("INSERT INTO temp.unlike VALUES (?, ?)", ((side, id_) for id_ in unlike[side]))
        having[side] = defaultdict(set)
        for id_, *key in connection.execute(_IDENTIFIERS.format(side=side)):
            having[side][tuple(key)].add(id_)
    connection.execute("DROP TABLE temp.unlike")
    for key in sorted(having["old"].keys() & having["new"].keys()):
        olds, news = having["old"][key], having["new"][key]
        if len(olds) == len(news) == 1:
            yield next(iter(olds)), next(iter(news))
