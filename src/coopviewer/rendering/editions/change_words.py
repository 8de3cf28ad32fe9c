"""Sentences on two editions, names of kinds of changes and of fields of facts, and differences of dates and sums."""

from coopviewer.domain.editions.changes import ChangeSlot, ChangeSummary, EntryChangeKind, FactChangeKind
from coopviewer.domain.editions.differences import DateDifference, DateUnit, SumDifference
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.money import format_flow
from coopviewer.rendering.words.reference_words import as_of_words


def editions_words(summary: ChangeSummary, tr: Translate) -> str:
    """Return the sentence that names both editions, each with its id, and with its as-of day if that is known.

    If ids and days of both are the same, the names of their files are added to tell them apart.
    """
    old, new = _edition(summary.old, tr), _edition(summary.new, tr)
    if old == new and all(summary.files):
        words = tr("{edition} (file {file})")
        old, new = (words.format(edition=old, file=file) for file in summary.files)
    return tr("From {old} to {new}.").format(old=old, new=new)


def _edition(edition: Edition, tr: Translate) -> str:
    if edition.as_of is None:
        return tr("{edition} (edition {id})").format(edition=edition.title, id=edition.id)
    return tr("{edition}, edition {id}, as of {as_of}").format(
        edition=edition.title, id=edition.id, as_of=as_of_words(edition, tr)
    )


def entry_change_word(kind: EntryChangeKind, tr: Translate) -> str:
    """Return the name of a change of an entry itself, such as *newly listed*."""
    return {
        EntryChangeKind.NEWLY_LISTED: tr("newly listed"),
        EntryChangeKind.NO_LONGER_LISTED: tr("no longer listed"),
        EntryChangeKind.ID_CHANGED: tr("id changed"),
        EntryChangeKind.RETITLED: tr("retitled"),
    }[kind]


def fact_change_word(kind: FactChangeKind, tr: Translate) -> str:
    """Return the name of a change of a fact, such as *no longer published*."""
    return {
        FactChangeKind.NEW: tr.in_context("of a fact", "new"),
        FactChangeKind.NO_LONGER_PUBLISHED: tr("no longer published"),
        FactChangeKind.CHANGED: tr.in_context("of a fact", "changed"),
        FactChangeKind.MOVED: tr.in_context("of a fact", "moved"),
        FactChangeKind.RE_SOURCED: tr("with another source or note"),
        FactChangeKind.ORDER_ONLY: tr("in another order"),
    }[kind]


def entry_count(kind: EntryChangeKind, count: int, tr: Translate) -> str:
    """Return the number of entries with a kind of change: ``3 entries newly listed``."""
    match kind:
        case EntryChangeKind.NEWLY_LISTED:
            return tr.plural("{n} entry newly listed", "{n} entries newly listed", count)
        case EntryChangeKind.NO_LONGER_LISTED:
            return tr.plural("{n} entry no longer listed", "{n} entries no longer listed", count)
        case EntryChangeKind.ID_CHANGED:
            return tr.plural("{n} entry under another id", "{n} entries under another id", count)
        case EntryChangeKind.RETITLED:
            return tr.plural("{n} entry retitled", "{n} entries retitled", count)


def fact_count(kind: FactChangeKind, count: int, tr: Translate) -> str:
    """Return the number of facts with a kind of change: ``12 facts changed``."""
    match kind:
        case FactChangeKind.NEW:
            return tr.plural("{n} fact new", "{n} facts new", count)
        case FactChangeKind.NO_LONGER_PUBLISHED:
            return tr.plural("{n} fact no longer published", "{n} facts no longer published", count)
        case FactChangeKind.CHANGED:
            return tr.plural("{n} fact changed", "{n} facts changed", count)
        case FactChangeKind.MOVED:
            return tr.plural("{n} fact moved", "{n} facts moved", count)
        case FactChangeKind.RE_SOURCED:
            return tr.plural("{n} fact with another source or note", "{n} facts with another source or note", count)
        case FactChangeKind.ORDER_ONLY:
            return tr.plural("{n} fact in another order", "{n} facts in another order", count)


def slot_word(slot: ChangeSlot, tr: Translate) -> str:
    """Return the name of the part of an entry that a change is about, such as *Dates* or *Money*."""
    return {
        ChangeSlot.STATUS: tr("Status"),
        ChangeSlot.DATES: tr("Dates"),
        ChangeSlot.MONEY: tr("Money"),
        ChangeSlot.PARTICIPANTS: tr("Who takes part"),
        ChangeSlot.WHERE: tr("Where"),
        ChangeSlot.TEXT: tr("Texts"),
        ChangeSlot.REST: tr("Other facts"),
    }[slot]


def field_word(field: str, tr: Translate) -> str:
    """Return the name of a field of a fact (its column in the database), as a label before its value.

    A field for which there is no word is returned as it is.
    """
    return {**_fields_of_texts(tr), **_fields_of_values(tr)}.get(field, field)


def _fields_of_texts(tr: Translate) -> dict[str, str]:
    return {
        "as_given": tr("as given"),
        "text": tr("text"),
        "title": tr("title"),
        "about": tr("about"),
        "description": tr("description"),
        "name": tr("name"),
        "label": tr("label"),
        "language": tr("language"),
        "measure": tr("measure"),
        "baseline": tr("baseline"),
        "url": tr("address"),
        "role_as_given": tr("role"),
        "reference": tr("reference"),
        "from_activity": tr("from activity"),
        "to_activity": tr("to activity"),
        "ref": tr("identifier"),
        "note": tr("note"),
        "basis": tr("basis"),
        "preferred": tr("why it is preferred"),
        "citations": tr("sources"),
        "periods": tr("periods"),
        "values": tr("values"),
    }


def _fields_of_values(tr: Translate) -> dict[str, str]:
    return {
        "kind": tr("kind"),
        "type": tr("type"),
        "status": tr("status"),
        "day": tr("day"),
        "period_start": tr("from"),
        "period_end": tr("until"),
        "value_date": tr("day of the value"),
        "currency": tr("currency"),
        "minor_units": tr("sum"),
        "from_id": tr("provider"),
        "to_id": tr("receiver"),
        "funder_id": tr("funder"),
        "funding_instrument_id": tr("funding instrument"),
        "owner_id": tr("assigned by"),
        "object_id": tr("entry"),
        "predicate_id": tr("relation"),
        "statement_kind": tr("list"),
        "value": tr("value"),
        "comparator": tr("exact or more"),
        "scheme": tr("scheme"),
        "code": tr("code"),
        "vocabulary": tr("vocabulary"),
        "significance": tr("significance"),
        "share": tr("share"),
        "edtf": tr("date"),
        "latitude": tr("latitude"),
        "longitude": tr("longitude"),
        "exactness": tr("exactness"),
        "ascending": tr("whether more is better"),
        "result_fact_id": tr("result"),
    }


def later_words(found: DateDifference, tr: Translate) -> str:
    """Return how much later or earlier a date is: ``six months later``, ``one day earlier``; above 12 in digits."""
    count = abs(found.number)
    number = _number_word(count, tr)
    match found.unit, found.number > 0:
        case DateUnit.DAY, True:
            return tr.plural("{number} day later", "{number} days later", count, number=number)
        case DateUnit.DAY, False:
            return tr.plural("{number} day earlier", "{number} days earlier", count, number=number)
        case DateUnit.MONTH, True:
            return tr.plural("{number} month later", "{number} months later", count, number=number)
        case DateUnit.MONTH, False:
            return tr.plural("{number} month earlier", "{number} months earlier", count, number=number)
        case DateUnit.YEAR, True:
            return tr.plural("{number} year later", "{number} years later", count, number=number)
    return tr.plural("{number} year earlier", "{number} years earlier", count, number=number)


def difference_words(found: SumDifference, currency: str, tr: Translate) -> str:
    """Return the difference of two sums: ``difference: +EUR 500,000, +12.5 %``; ``currency`` is empty for numbers.

    There is no percentage if the earlier sum was 0 or negative, or if it would be below 0.05 %.
    """
    sign = "+" if found.minor_units > 0 else "-"
    amount = sign + format_flow(abs(found.minor_units), found.decimals, currency, tr)
    if not found.tenths:
        return tr("difference: {amount}").format(amount=amount)
    whole, rest = divmod(abs(found.tenths), 10)
    share = tr("{number} %").format(number=sign + tr.number(whole, str(rest) if rest else ""))
    return tr("difference: {amount}, {share}").format(amount=amount, share=share)


def _number_word(number: int, tr: Translate) -> str:
    words = (
        *(tr("one"), tr("two"), tr("three"), tr("four"), tr("five"), tr("six")),
        *(tr("seven"), tr("eight"), tr("nine"), tr("ten"), tr("eleven"), tr("twelve")),
    )
    return words[number - 1] if number <= len(words) else tr.number(number)
