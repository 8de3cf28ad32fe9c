"""Fields of an activity that could not be read as the facts that they state: cells of tables, and elements of IATI."""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from types import MappingProxyType

from coopviewer.domain.imports.sheets import DATES, SheetSlot
from coopviewer.domain.reference.facts import Citation
from coopviewer.domain.reference.imported.contradictions import key_of
from coopviewer.domain.reference.pages import EntryRecord
from coopviewer.domain.reference.published_facts import UNREAD, FlowKind, PublishedField
from coopviewer.domain.reference.timeframes import DatesStatus

TABLE_SLOTS: Mapping[str, tuple[SheetSlot, ...]] = MappingProxyType(
    {
        "relation/funded-by": (SheetSlot.FUNDER,),
        "relation/accountable-to": (SheetSlot.ACCOUNTABLE,),
        "relation/extended-by": (SheetSlot.EXTENDING,),
        "relation/implemented-by": (SheetSlot.IMPLEMENTER,),
        "relation/project-partner": (SheetSlot.PARTNER,),
        "relation/reported-by": (SheetSlot.REPORTER,),
        "relation/has-beneficiary": (SheetSlot.COUNTRY, SheetSlot.REGION),
        "relation/in-sector": (SheetSlot.SECTOR,),
        "classification/ActivityStatus": (SheetSlot.STATUS,),
        "statement/description": (SheetSlot.DESCRIPTION,),
        "statement/goal": (SheetSlot.GOALS,),
        "amount/grant": (SheetSlot.GRANT,),
        "flow": (SheetSlot.BUDGET, SheetSlot.TOTAL, SheetSlot.DISBURSED),
        "timeframe": (SheetSlot.START, SheetSlot.END, SheetSlot.PERIOD),
        "milestone": DATES,
        "milestone/start": (SheetSlot.START, SheetSlot.START_PLANNED, SheetSlot.START_ACTUAL, SheetSlot.PERIOD),
        "milestone/end": (SheetSlot.END, SheetSlot.END_PLANNED, SheetSlot.END_ACTUAL, SheetSlot.PERIOD),
        **{
            f"milestone/{each}": (each,)
            for each in (SheetSlot.START_PLANNED, SheetSlot.START_ACTUAL, SheetSlot.END_PLANNED, SheetSlot.END_ACTUAL)
        },
    }
)
"""What a column of a table must hold so that facts of a kind are made of its cells. The keys are kinds: a table of
facts in a reference (``milestone``), or that with one of its values (``milestone/start``)."""
DATE_ELEMENT = "activity-date"
_STATUS_ELEMENT, _PARTICIPANT = "activity-status", "participating-org"
_ELEMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys((each for each in TABLE_SLOTS if each.startswith("milestone")), (DATE_ELEMENT,)),
        "timeframe": (DATE_ELEMENT,),
        "relation/funded-by": (_PARTICIPANT,),
        "relation/accountable-to": (_PARTICIPANT,),
        "relation/extended-by": (_PARTICIPANT,),
        "relation/implemented-by": (_PARTICIPANT,),
        "relation/reported-by": ("reporting-org",),
        "relation/has-beneficiary": ("recipient-country", "recipient-region"),
        "relation/in-sector": ("sector",),
        "classification/ActivityStatus": (_STATUS_ELEMENT,),
        "flow": tuple(FlowKind),
    }
)
"""The elements of an activity from which facts of a kind are made, by the kind (slot), such as ``milestone/start``."""
_VALUES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "milestone/start": ("start-planned", "1", "start-actual", "2"),
        "milestone/end": ("end-planned", "3", "end-actual", "4"),
        "milestone/start-planned": ("start-planned", "1"),
        "milestone/start-actual": ("start-actual", "2"),
        "milestone/end-planned": ("end-planned", "3"),
        "milestone/end-actual": ("end-actual", "4"),
        "relation/funded-by": ("1", "funding"),
        "relation/accountable-to": ("2", "accountable"),
        "relation/extended-by": ("3", "extending"),
        "relation/implemented-by": ("4", "implementing"),
    }
)
"""The types or roles that an element must have, one of them, to state a fact of a kind (slot).

A kind that is not in here is stated by its elements whatever their type.
"""
LISTED_ELEMENTS = frozenset([*FlowKind, DATE_ELEMENT, _STATUS_ELEMENT])
"""The IATI elements whose unreadable occurrences are told in lists of activities on a page, not only on the activity's
page."""
ELEMENTS = frozenset(name for names in _ELEMENTS.values() for name in names)
"""The names of all IATI elements from which facts of some kind are made."""
UNSTATED: Mapping[DatesStatus, tuple[str, ...]] = MappingProxyType(
    {
        DatesStatus.END_PASSED: ("milestone/end-actual",),
        DatesStatus.BEGUN: ("milestone/end",),
        DatesStatus.AS_PLANNED: ("milestone/start-actual",),
        DatesStatus.START_PASSED: ("milestone/start-actual", "milestone/end"),
    }
)
"""The kinds of dates (slots) that are not stated, by the status that says so."""
_ENDS = ("milestone/start", "milestone/end")


def unread_slot(fact: PublishedField) -> str:
    """Return what the column of an unread cell holds, such as ``country``; empty for any other field.

    A cell of an imported table that could not be read is kept as a published field whose id has ``/unread-country/``.
    """
    name = key_of(fact).partition("/")[0]
    return name.removeprefix(UNREAD) if name.startswith(UNREAD) else ""


def unread_cells(record: EntryRecord, slots: Collection[str]) -> list[PublishedField]:
    """Return the cells of an imported table that could not be read, of columns that hold one of ``slots``.

    A slot is what a column holds, such as ``country``. The cells are in the order of the entry's facts.
    """
    return [fact for fact in record.of_type(PublishedField) if unread_slot(fact) in slots]


def unread_elements(record: EntryRecord, names: Collection[str], values: Collection[str] = ()) -> list[PublishedField]:
    """Return the IATI elements of an entry that became no fact, such as a sum written in words.

    ``names`` are the names of the elements that are looked for, such as ``activity-date``. ``values``: only elements of
    which an attribute or text is one of these, given in small letters, such as ``start-actual``; empty: all. An element
    of which a part became a fact is left out. They are in the order of the entry's facts.
    """
    fields = [fact for fact in record.of_type(PublishedField) if fact.label in names]
    if not fields:
        return []
    facts = (*record.facts, *(relation for group in record.groups if group.outgoing for relation in group.relations))
    others = (fact for fact in facts if not isinstance(fact, PublishedField))
    return _elements(fields, {place_of(citation) for fact in others for citation in fact.citations}, names, values)


def place_of(citation: Citation) -> tuple[str, str | None]:
    """Return a citation's source id, and its element or cell, such as ``sector 2`` or ``B12``, None if not known."""
    return citation.source_id, citation.place


def unread_among(
    fields: Iterable[PublishedField], places: Container[tuple[str, str | None]], slot: str
) -> list[PublishedField]:
    """Return the published fields, among those of one activity, that state a kind of fact but could not be read.

    ``slot`` is the kind, such as ``milestone`` (any date) or ``milestone/start-actual``. ``places`` are where the
    activity's other facts are written, each as ``place_of`` returns it: an element at such a place was read, so it is
    left out. Cells of tables come before elements of IATI, each in the order of ``fields``.
    """
    known = [*fields]
    cells = [fact for fact in known if unread_slot(fact) in TABLE_SLOTS.get(slot, ())]
    return [*cells, *_elements(known, places, _ELEMENTS.get(slot, ()), _VALUES.get(slot, ()))]


def _elements(
    fields: Iterable[PublishedField],
    places: Container[tuple[str, str | None]],
    names: Collection[str],
    values: Collection[str],
) -> list[PublishedField]:
    named = [fact for fact in fields if fact.label in names and not unread_slot(fact)]
    kept = [each for each in named if not any(place_of(citation) in places for citation in each.citations)]
    return [each for each in kept if not values or any(one.value.lower() in values for one in each.values)]


def unread_dates(
    fields: Iterable[PublishedField], places: Container[tuple[str, str | None]]
) -> Mapping[str, Sequence[str]]:
    """Return the texts of an activity's dates that could not be read, by the kinds of dates (slots) that they may be.

    The kinds are ``milestone`` (any date), ``milestone/start``, ``milestone/end``, ``milestone/start-actual`` and
    ``milestone/end-actual``; a kind without such a date is left out. If the source says of none of the dates whether it
    is a start or an end, each is under all five kinds. ``places`` are where the activity's other facts are written,
    each as ``place_of`` returns it: an element at such a place was read, so it is left out.
    """
    known = [*fields]
    slots = ("milestone", *_ENDS, "milestone/start-actual", "milestone/end-actual")
    of_slots = {slot: unread_among(known, places, slot) for slot in slots}
    if not any(of_slots[each] for each in _ENDS):
        of_slots = dict.fromkeys(slots, of_slots["milestone"])
    return {slot: [*filter(None, map(text_of_date, found))] for slot, found in of_slots.items() if found}


def text_of_date(fact: PublishedField) -> str:
    """Return the date in a cell or an IATI element that could not be read, as it is written, such as ``spring 2019``.

    Of a cell it is the text, of an element ``activity-date`` its ``iso-date``; empty without that, and for all other
    elements.
    """
    if unread_slot(fact):
        return next((each.value for each in fact.values), "").strip()
    days = (each.value for each in fact.values if each.path.endswith("/@iso-date"))
    return next(days, "").strip() if fact.label == DATE_ELEMENT else ""


def unread_fields(record: EntryRecord, slot: str) -> list[PublishedField]:
    """Return the published fields of an activity that state a kind of fact, but could not be read.

    ``slot`` is the kind: a table of facts in a reference (``milestone``), or that with one of its values
    (``milestone/start-actual``). Cells of tables come before elements of IATI, each in the order of the
    activity's facts.
    """
    cells = unread_cells(record, TABLE_SLOTS.get(slot, ()))
    return [*cells, *unread_elements(record, _ELEMENTS.get(slot, ()), _VALUES.get(slot, ()))]
