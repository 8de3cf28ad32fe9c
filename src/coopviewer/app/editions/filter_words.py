"""What the filters on the page of changes offer: for each choice its words (``3 entries retitled``) and its value."""

from collections.abc import Mapping

from coopviewer.domain.editions.changes import ChangeSummary, EntryChangeKind, FactChangeKind
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.vocabulary import EntryKind
from coopviewer.rendering.editions.change_words import (
    entry_change_word,
    entry_count,
    fact_change_word,
    fact_count,
)
from coopviewer.rendering.words.reference_words import kinds_word
from coopviewer.widgets.editions.changes_pane import FilterChoice

_Kinds = frozenset[EntryChangeKind | FactChangeKind]


def kind_choices(summary: ChangeSummary | None, chosen: _Kinds, tr: Translate) -> list[FilterChoice]:
    """Return the items of the filter by kind of change; ``summary`` None: nothing was compared yet.

    The first item is *all*; one follows for each kind of which there are changes. ``chosen`` is among the items in any
    case: several chosen kinds together are one item.
    """
    choices = [FilterChoice(tr("all"), frozenset())]
    if summary is not None:
        for entry_kind, count in summary.entries.items():
            choices.append(FilterChoice(entry_count(entry_kind, count, tr), frozenset({entry_kind})))
        for fact_kind, count in summary.facts.items():
            choices.append(FilterChoice(fact_count(fact_kind, count, tr), frozenset({fact_kind})))
    if chosen not in [choice.value for choice in choices]:
        words = [_word(kind, tr) for kind in (*EntryChangeKind, *FactChangeKind) if kind in chosen]
        choices.append(FilterChoice(tr.listed(words), chosen))
    return choices


def entry_kind_choices(counts: Mapping[EntryKind, int], chosen: EntryKind | None, tr: Translate) -> list[FilterChoice]:
    """Return the items of the filter by kind of entry, with the number of entries that changed.

    The first item is *all*. The chosen kind is among the items, though without a number if no entry of it changed;
    ``chosen`` None: none is chosen.
    """
    words = tr("{kind} ({count})")
    choices = [FilterChoice(tr("all"), None)]
    for kind, count in counts.items():
        choices.append(FilterChoice(words.format(kind=kinds_word(kind, tr), count=tr.number(count)), kind))
    if chosen is not None and chosen not in counts:
        choices.append(FilterChoice(kinds_word(chosen, tr), chosen))
    return choices


def _word(kind: EntryChangeKind | FactChangeKind, tr: Translate) -> str:
    return entry_change_word(kind, tr) if isinstance(kind, EntryChangeKind) else fact_change_word(kind, tr)
