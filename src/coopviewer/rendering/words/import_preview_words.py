"""Texts on what an import will make of files, how long it takes, and how far it is."""

from coopviewer.domain.language import Translate

_KILO = 1000
_SHOWN_FROM = 1.0  # seconds after which the time that is left is shown
_MINUTE, _HOUR = 60, 3600  # seconds


def size_words(size: int, tr: Translate) -> str:
    """Return a size in bytes, kilobytes or megabytes of 1,000 each, rounded; megabytes below 10 with one decimal."""
    if size < _KILO:
        return tr.plural("{n} byte", "{n} bytes", size)
    if size < _KILO**2:
        return tr("{number} kB").format(number=tr.number(round(size / _KILO)))
    tenths = round(size / (_KILO**2 / 10))
    if tenths < 100:
        return tr("{number} MB").format(number=tr.number(tenths // 10, str(tenths % 10)))
    return tr("{number} MB").format(number=tr.number(round(size / _KILO**2)))


def duration_words(seconds: float, tr: Translate) -> str:
    """Return an estimated time: *a few seconds* below five, seconds in steps of five, minutes, or hours, rounded."""
    if seconds < 5:
        return tr("a few seconds")
    if seconds < _MINUTE - 5:
        return tr.plural("about {n} second", "about {n} seconds", 5 * round(seconds / 5))
    if seconds < _HOUR - 30:
        return tr.plural("about {n} minute", "about {n} minutes", max(round(seconds / _MINUTE), 1))
    return tr.plural("about {n} hour", "about {n} hours", round(seconds / _HOUR))


def progress_words(done: int, total: int, elapsed: float, since: float, tr: Translate) -> str:
    """Return how far an import is: the percentage of bytes read, and the time left; at the end, that all is read.

    ``done`` of ``total`` bytes were read in ``elapsed`` seconds, and ``since`` seconds have passed since that was
    reported. The time left is an estimate, told once ``elapsed`` is at least one second.
    """
    if done >= total:
        return tr("All files are read. The reference is being completed…")
    percent = tr.percent(100 * done // total)
    if elapsed < _SHOWN_FROM or not done:
        return percent
    left = duration_words(max(elapsed * (total - done) / done - since, 0.0), tr)
    return tr("{percent}, {time} left").format(percent=percent, time=left)


def fact_kind_word(kind: str, tr: Translate) -> str:
    """Return the name of a kind of fact by its key: *date* for ``milestone``; an unknown key is returned unchanged."""
    return {
        "name": tr("name"),
        "relation": tr("relation"),
        "statement": tr("text"),
        "timeframe": tr("timeframe"),
        "amount": tr("amount"),
        "quantity": tr("number"),
        "document": tr("document"),
        "identifier": tr("identifier"),
        "milestone": tr("date"),
        "classification": tr("classification"),
        "flow": tr("money"),
        "place": tr("place"),
        "result": tr("result"),
        "indicator": tr("indicator"),
        "mention": tr("mention of another activity"),
        "published_field": tr("other published field"),
    }.get(kind, kind)


def slot_word(slot: str, tr: Translate) -> str:
    """Return the label of a line in the sample of an activity that an import's preview shows, such as *Planned start*.

    ``slot`` is a key from SAMPLE_SLOTS, such as ``start-planned``; any other text is returned unchanged.
    """
    return {
        "identifier": tr("Identifier"),
        "reporter": tr("Reported by"),
        "status": tr("Status"),
        "timeframe": tr("Timeframe"),
        "milestone": tr("Date"),
        "takes-part-in": tr("Takes part"),
        "grant": tr("Grant"),
        "total": tr("Total cost"),
        "document": tr("Document"),
        "start-planned": tr("Planned start"),
        "start-actual": tr("Actual start"),
        "end-planned": tr("Planned end"),
        "end-actual": tr("Actual end"),
        "start": tr("Start"),
        "end": tr("End"),
        "country": tr("Country"),
        "region": tr("Region"),
        "sector": tr("Sector"),
        "funded-by": tr("Funded by"),
        "accountable-to": tr("Accountable to"),
        "extended-by": tr("Extended by"),
        "implemented-by": tr("Implemented by"),
        "description": tr("Description"),
        "transaction": tr("Transaction"),
        "budget": tr("Budget"),
        "result": tr("Result"),
        "place": tr("Place"),
        "other": tr("Other published field"),
    }.get(slot, slot)
