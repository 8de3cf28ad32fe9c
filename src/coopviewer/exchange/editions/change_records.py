"""Changes between two editions as JSON: kinds and fields are named as in the database, and nothing is translated."""

import json
from collections.abc import Iterable, Iterator

from coopviewer.domain.editions.changes import ChangeSummary, EntryChanges, FactChange
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.fact_fields import fields_of, kind_of
from coopviewer.domain.reference.facts import Fact
from coopviewer.exchange.tables.json_rows import json_parts

_IN_ENTRY = ("id", "entry_id")


def changes_json(summary: ChangeSummary, entries: Iterable[EntryChanges] | None) -> Iterator[bytes]:
    """Yield changes as one JSON object in UTF-8, in parts, the summary first; ``entries`` None: the summary alone."""
    head = json.dumps(_summary_record(summary), ensure_ascii=False, indent=2).removesuffix("\n}")
    yield head.encode("utf-8", "replace")
    if entries is not None:
        yield b',\n  "entries": '
        for part in json_parts(map(entry_record, entries)):
            yield part.rstrip(b"\n").replace(b"\n", b"\n  ")
    yield b"\n}\n"


def _summary_record(summary: ChangeSummary) -> dict[str, object]:
    return {
        "old": _edition(summary.old),
        "new": _edition(summary.new),
        "summary": {
            "entries_with_changes": summary.changed,
            "mine": summary.mine,
            "entries": {str(kind): count for kind, count in summary.entries.items()},
            "facts": {str(kind): count for kind, count in summary.facts.items()},
            "told_once": [
                {"entries": each.entries, "example": entry_record(each.example)} for each in summary.told_once
            ],
        },
    }


def entry_record(changes: EntryChanges) -> dict[str, object]:
    """Return the changes of one entry as a record for JSON, with a record for each fact that changed in ``facts``.

    In both, ``old`` and ``new`` are what the editions have: ``{"id": "country/NE", "title": "Niger"}`` of an entry; id,
    fields and sources of a fact; None for an edition that lacks it.
    """
    return {
        "id": changes.ref.id,
        "title": changes.ref.title,
        "changes": [str(kind) for kind in changes.kinds],
        "old": _ref(changes.old),
        "new": _ref(changes.new),
        "led_to": changes.led_to.id if changes.led_to else None,
        "mine": changes.is_mine,
        "facts": [_fact_change(each) for each in changes.facts],
    }


def _edition(edition: Edition) -> dict[str, object]:
    return {"id": edition.id, "dataset": edition.dataset, "title": edition.title, "sha256": edition.content_sha256}


def _ref(ref: EntryRef | None) -> dict[str, object] | None:
    return None if ref is None else {"id": ref.id, "title": ref.title}


def _fact_change(change: FactChange) -> dict[str, object]:
    return {
        "change": str(change.kind),
        "about": change.slot.name.lower(),
        "kind": kind_of(change.fact),
        "fields": list(change.columns),
        "old": _fact(change.old),
        "new": _fact(change.new),
        "mine": change.is_mine,
    }


def _fact(fact: Fact | None) -> dict[str, object] | None:
    if fact is None:
        return None
    fields = fields_of(fact)
    own = {name: text for name, text in fields.items() if name not in _IN_ENTRY}
    sources = sorted({citation.source_id for citation in fact.citations})
    return {"id": fact.id, **own, **{name: list(parts) for name, parts in fields.parts.items()}, "sources": sources}
