"""Texts on the as-of day of an edition and how long ago it is, and on points in time."""

from datetime import UTC, date, datetime, tzinfo

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.vocabulary import Basis
from coopviewer.rendering.document.document import STRONG, Line, Text, filled
from coopviewer.rendering.words.reference_words import basis_within


def age_line(edition: Edition, today: date, tr: Translate) -> Line:
    """Return a sentence on the as-of day, like ``It speaks of 31 December 2021 (stated), at least two months ago``.

    The word in brackets is the basis. The time is counted from the latest day that the as-of day may be; less than a
    month is not mentioned. If there is no as-of day, the line says so.
    """
    if edition.as_of is None:
        return (Text(tr("It does not say of which day it speaks.")),)
    earliest, latest = edition.as_of
    one_day = earliest == latest
    age = _age(latest, today, tr)
    if not one_day and edition.as_of_basis is Basis.STATED:
        sentence = tr("Its entries were last updated between {earliest} and {latest} ({basis}), {}.")
        if not age:
            sentence = tr("Its entries were last updated between {earliest} and {latest} ({basis}).")
    elif one_day:
        sentence = tr("It speaks of {day} ({basis}), {}.") if age else tr("It speaks of {day} ({basis}).")
    elif age:
        sentence = tr("It speaks of one day between {earliest} and {latest} ({basis}), {}.")
    else:
        sentence = tr("It speaks of one day between {earliest} and {latest} ({basis}).")
    values = {"day": latest, "earliest": earliest, "latest": latest}
    for name, day in values.items():
        sentence = sentence.replace(f"{{{name}}}", tr.day(day))
    sentence = sentence.replace("{basis}", basis_within(edition.as_of_basis, tr))
    return filled(sentence, (Text(age, STRONG),)) if age else (Text(sentence),)


def moment_words(moment: datetime, tr: Translate, zone: tzinfo | None = None) -> str:
    """Return a moment as date and time in a time zone; None: that of this computer.

    A moment at the ends of the calendar, which that time zone cannot express, is written in UTC.
    """
    try:
        return tr.moment(moment.astimezone(zone))
    except (OverflowError, ValueError, OSError):  # some systems refuse the first and last days of the calendar
        return tr("{moment} UTC").format(moment=tr.moment(moment.astimezone(UTC)))


def _age(latest: date, today: date, tr: Translate) -> str:
    """Return how many whole years or months ago a day is: ``at least two years ago``; empty under a month."""
    months = (today.year - latest.year) * 12 + today.month - latest.month - (today.day < latest.day)
    if months < 1:
        return ""
    if months < 12:
        return tr.plural("at least one month ago", "at least {months} months ago", months, months=_word(months, tr))
    years = months // 12
    return tr.plural("at least one year ago", "at least {years} years ago", years, years=_word(years, tr))


def _word(number: int, tr: Translate) -> str:
    """Return a number as a word up to twelve, beyond in figures."""
    words = (
        *(tr("one"), tr("two"), tr("three"), tr("four"), tr("five"), tr("six")),
        *(tr("seven"), tr("eight"), tr("nine"), tr("ten"), tr("eleven"), tr("twelve")),
    )
    return words[number - 1] if number <= len(words) else tr.number(number)
