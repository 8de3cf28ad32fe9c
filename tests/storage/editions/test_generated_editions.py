"""Small editions as Hypothesis makes them: what holds of every pair."""

import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopviewer.domain.editions.changes import EntryChangeKind, EntryChanges, FactChangeKind
from coopviewer.domain.reference.facts import Fact
from tests.activity_values import coded, flow, milestone, related
from tests.editions import changes, write_edition
from tests.reference_values import ref, statement

_MIRRORED = {
    EntryChangeKind.NEWLY_LISTED: EntryChangeKind.NO_LONGER_LISTED,
    EntryChangeKind.NO_LONGER_LISTED: EntryChangeKind.NEWLY_LISTED,
    FactChangeKind.NEW: FactChangeKind.NO_LONGER_PUBLISHED,
    FactChangeKind.NO_LONGER_PUBLISHED: FactChangeKind.NEW,
}
_IDS = tuple(f"project/p{number}" for number in range(4))
_BASE = statement("project/base", "Always there.")
_WORDS = st.sampled_from(["Dig", "dig wells", "wells  dig", "café", "cafe\u0301", "*"])


@st.composite
def _facts(draw: st.DrawFn) -> tuple[Fact, ...]:
    """Draw the facts of one edition; their ids follow from a few keys, so that two editions share many."""
    found: dict[str, Fact] = {}
    for entry in draw(st.lists(st.sampled_from(_IDS), max_size=3, unique=True)):
        for key in draw(st.lists(st.sampled_from("abc"), max_size=3, unique=True)):
            several = (
                statement(entry, draw(_WORDS), id=f"{entry}/goal/{key}"),
                milestone("end-planned", draw(st.sampled_from(["2020", "2020-12", "2021-06-30"])), entry),
                coded("Tag/2", draw(st.sampled_from("12")), entry, id=f"{entry}/class/{key}"),
                flow(f"t-{key}", draw(st.sampled_from([1, 10, 100])), id=f"{entry}/flow/{key}", entry_id=entry),
                related("related-to", draw(st.sampled_from(_IDS)), subject=entry, id=f"{entry}/related-to/{key}"),
            )
            fact = draw(st.sampled_from(several))
            found[fact.id] = fact
    return tuple(found.values())


def _mirrored(found: Iterable[EntryChanges]) -> set[Any]:
    return {
        (
            each.ref.id,
            frozenset(_MIRRORED.get(kind, kind) for kind in each.kinds),
            frozenset((_MIRRORED.get(c.kind, c.kind), c.new, c.old, c.columns) for c in each.facts),
        )
        for each in found
    }


def _plain(found: Iterable[EntryChanges]) -> set[Any]:
    return {
        (each.ref.id, frozenset(each.kinds), frozenset((c.kind, c.old, c.new, c.columns) for c in each.facts))
        for each in found
    }


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_facts(), _facts(), st.sampled_from(_IDS))
def test_what_holds_of_every_pair(before: tuple[Fact, ...], after: tuple[Fact, ...], entry: str) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        old = write_edition(folder / "old.db", _BASE, *before, entries=())
        new = write_edition(folder / "new.db", _BASE, *after, entries=())
        # a file against itself is empty
        assert changes(old, old) == ()
        # old → new and new → old mirror each other
        there = changes(old, new)
        assert _plain(there) == _mirrored(changes(new, old))
        # an insertion keyed by content changes nothing else
        added = statement(entry, "Something else.", id=f"{entry}/goal/zzz")
        rest = [replace(fact, ordinal=fact.ordinal + 1) if hasattr(fact, "ordinal") else fact for fact in after]
        more = write_edition(folder / "more.db", _BASE, added, *rest, entries=[ref(entry)])  # type: ignore[call-arg]
        (found,) = changes(new, more)
        assert found.ref.id == entry
        known = {ref_of for fact in after for ref_of in (fact.entry_id, getattr(fact, "object_id", fact.entry_id))}
        if entry in known:
            assert [(change.kind, change.new) for change in found.facts] == [(FactChangeKind.NEW, added)]
        else:
            assert found.kinds == (EntryChangeKind.NEWLY_LISTED,)
