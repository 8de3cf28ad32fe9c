"""Sentences on what an export to IATI could not say of a project, or had to say differently."""

from collections import Counter
from collections.abc import Iterable, Sequence

from coopviewer.domain.language import Translate
from coopviewer.domain.text.terminal import printable_line

MOST_VALUES = 6
"""The most values that a sentence names; it says how many more there are."""


def note_sentence(what: str, values: Sequence[str], tr: Translate) -> str:
    """Return the sentence of a note on an export to IATI; ``what`` is its code, such as ``status-computed``.

    ``values`` are filled into the sentence: the number of beneficiaries for ``no-shares``, the IATI status codes 1, 2
    or 4 for codes that begin with ``status-``, otherwise texts as they are. Of more than six (MOST_VALUES)
    the first six are named, and how many more there are. Raises KeyError for an unknown code.
    """
    if what == "no-shares":
        return _without_shares(int(values[0]), tr)
    if what.startswith("status-"):
        values = [_status_word(code, tr) for code in values]
    return _sentences(tr)[what].format(values=_listed(values, tr))


def note_lines(notes: Iterable[tuple[str, str, tuple[str, ...], str]], tr: Translate) -> list[str]:
    """Return notes on an export to IATI as lines: those on the file first, then each project's title and its notes.

    Each note is a code, the title of its project, the values for ``note_sentence``, and the project's id; title and id
    are empty for the file. A title that several projects have is followed by the id. Notes of one project must follow
    each other in ``notes``, whose order is kept. Nothing in a line can steer a terminal. Raises KeyError for an unknown
    code.
    """
    ordered = sorted(notes, key=lambda note: note[1] != "")
    projects = Counter(title for title, _ in {(note[1], note[3]) for note in ordered})
    lines: list[str] = []
    last = "", ""
    for what, title, values, entry_id in ordered:
        if title and (title, entry_id) != last:
            last = title, entry_id
            lines.append(printable_line(f"{title} ({entry_id})" if projects[title] > 1 else title))
        lines.append(f"{'  ' if title else ''}{printable_line(note_sentence(what, values, tr))}")
    return lines


def _listed(values: Sequence[str], tr: Translate) -> str:
    if len(values) <= MOST_VALUES:
        return tr.listed(values)
    more = tr("{n} more").format(n=tr.number(len(values) - MOST_VALUES))
    return tr.listed([*values[:MOST_VALUES], more])


def _without_shares(number: int, tr: Translate) -> str:
    return tr.plural(
        "The source states no share for {n} beneficiary.",
        "The source states no shares for {n} beneficiaries.",
        number,
    )


def _status_word(code: str, tr: Translate) -> str:
    """Return the name of one of the codes of the list ActivityStatus that an export may compute: 1, 2 or 4."""
    return {"1": tr("pipeline"), "2": tr("implementation"), "4": tr("closed")}[code]


def _sentences(tr: Translate) -> dict[str, str]:
    return {**_of_the_activity(tr), **_of_its_parts(tr), **_of_rules(tr)}


def _of_the_activity(tr: Translate) -> dict[str, str]:
    return {
        "identifier-made": tr(
            "These projects have no IATI identifier, so one was made of the reporter's: {values}. Give each its own "
            "before you publish the file."
        ),
        "no-description": tr("There is no description, so the title is repeated in its place."),
        "status-computed": tr("No status is stated. It was computed from the dates: {values}."),
        "status-computed-not-read": tr(
            "The status that is stated could not be read. One was computed from the dates: {values}."
        ),
        "status-uncertain-not-read": tr(
            "The status that is stated could not be read, and the dates leave it open. “{values}” is written, marked "
            "as computed."
        ),
        "status-uncertain": tr(
            "No status is stated, and the dates leave it open. “{values}” is written, marked as computed."
        ),
        "no-date-type": tr("The standard has no type of date for: {values}."),
        "date-whole": tr("The standard asks for whole days: “{values}” is written as the first or the last of them."),
        "dates-planned": tr(
            "The source does not say whether “{values}” was planned or came to be. It is written as planned."
        ),
        "dates-planned-and-whole": tr(
            "The source does not say whether “{values}” was planned or came to be. It is written as planned, with the "
            "first day of its beginning and the last day of its end, since the standard asks for whole days."
        ),
        "left-out-without-participant": tr(
            "This project is left out: the standard asks for a participating organisation, and none with a "
            "role that it knows is stated."
        ),
        "left-out-date-not-read": tr(
            "This project is left out: the standard asks for a date, and those that are stated could not be read."
        ),
        "left-out-date-of-no-type": tr(
            "This project is left out: the standard asks for a date, and has no type for those that are stated."
        ),
        "left-out-without-date": tr("This project is left out: the standard asks for a date, and none is stated."),
    }


def _of_its_parts(tr: Translate) -> dict[str, str]:
    return {
        "role-as-held": tr(
            "The standard does not know the role of {values}. The nearest one is written, with the role as held in an "
            "attribute beside it."
        ),
        "role-left-out": tr(
            "The standard does not know the role of {values}. They are not among the participating organisations."
        ),
        "country-without-code": tr(
            "The reference has no code of these countries, which the standard asks for: {values}. They are not among "
            "the recipient countries. Use a reference without faults."
        ),
        "no-sector-read": tr("The source states a sector that could not be read. None is guessed."),
        "no-sector": tr("The source states no sector, and none is guessed."),
        "flow-left-out": tr("These sums lack a type, a day or a period, which the standard asks for: {values}."),
        "grant-without-day": tr(
            "The standard has no place for a grant without a day: {values}. It is written as a description."
        ),
        "document-without-address": tr("These documents have no address, so they are no links: {values}."),
        "result-without-indicator": tr("The standard asks for an indicator of each result: {values}."),
        "stated-otherwise": tr(
            "The imported files differ, and the standard has one place for each of these. What the latest file states "
            "is written there; these are kept where only coopviewer reads them: {values}."
        ),
    }


def _of_rules(tr: Translate) -> dict[str, str]:
    return {
        "rule-no-start": tr("A rule of the standard is broken: there is no date of the beginning."),
        "rule-ends-first": tr("A rule of the standard is broken: it ends before it begins ({values})."),
        "rule-future": tr("A rule of the standard is broken: a date of what has happened is in the future ({values})."),
        "rule-percentages": tr("A rule of the standard is broken: the percentages are not 100 in all ({values})."),
        "rule-no-place": tr("A rule of the standard is broken: no country or region receives it."),
    }


def organisation_types(tr: Translate) -> list[tuple[str, str]]:
    """Return (name, code) of each type in IATI's list OrganisationType, in the order of the codes."""
    return [
        (tr("Government"), "10"),
        (tr("Local government"), "11"),
        (tr("Other public sector"), "15"),
        (tr("International NGO"), "21"),
        (tr("National NGO"), "22"),
        (tr("Regional NGO"), "23"),
        (tr("Partner country based NGO"), "24"),
        (tr("Public private partnership"), "30"),
        (tr("Multilateral"), "40"),
        (tr("Foundation"), "60"),
        (tr("Private sector"), "70"),
        (tr("Academic, training and research"), "80"),
        (tr("Other"), "90"),
    ]
