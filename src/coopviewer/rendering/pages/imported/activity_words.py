"""Texts for dates, sums, codes and roles of imported activities."""

from collections.abc import Mapping
from datetime import date

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.facts import Fact, Name
from coopviewer.domain.reference.imported.contradictions import Contradiction
from coopviewer.domain.reference.imported.imported_pages import ImportedParts
from coopviewer.domain.reference.imported.milestones import ActivityDates
from coopviewer.domain.reference.published_facts import Classification, Flow, FlowKind, Milestone, MilestoneKind
from coopviewer.domain.reference.timeframes import parse_date
from coopviewer.rendering.words import reference_words as wording
from coopviewer.rendering.words.facet_words import status_code_words

STATUS = "ActivityStatus"
"""The IATI code list that the published status of an activity is from, as it is named in classifications."""
_FLAGS = ("Humanitarian", "SecondaryReporter", "ConditionsAttached")
NO_LANGUAGE = "und"
"""The language tag of texts whose language the source does not state."""


def milestone_words(kind: MilestoneKind, tr: Translate) -> str:
    """Return the name of a kind of milestone (start or end, planned or actual, signed …), such as *Planned start*."""
    return {
        MilestoneKind.START_PLANNED: tr("Planned start"),
        MilestoneKind.START_ACTUAL: tr("Actual start"),
        MilestoneKind.END_PLANNED: tr("Planned end"),
        MilestoneKind.END_ACTUAL: tr("Actual end"),
        MilestoneKind.START: tr("Start"),
        MilestoneKind.END: tr("End"),
        MilestoneKind.ADOPTED: tr("Adopted"),
        MilestoneKind.SIGNED: tr("Signed"),
        MilestoneKind.OTHER: tr("Other date"),
    }[kind]


def flow_kinds_words(kind: FlowKind, tr: Translate) -> str:
    """Return the name of a kind of flow of money in the plural, such as *Budgets*, for headings."""
    return {
        FlowKind.TRANSACTION: tr("Transactions"),
        FlowKind.BUDGET: tr("Budgets"),
        FlowKind.PLANNED_DISBURSEMENT: tr("Planned disbursements"),
        FlowKind.TOTAL: tr("Total cost"),
        FlowKind.LOAN: tr("Loans"),
    }[kind]


def flow_kind_word(kind: FlowKind, tr: Translate) -> str:
    """Return the name of a kind of flow of money in the singular, such as *Budget*."""
    return {
        FlowKind.TRANSACTION: tr("Transaction"),
        FlowKind.BUDGET: tr("Budget"),
        FlowKind.PLANNED_DISBURSEMENT: tr("Planned disbursement"),
        FlowKind.TOTAL: tr("Total cost"),
        FlowKind.LOAN: tr("Loan"),
    }[kind]


def flow_list(kind: FlowKind) -> str:
    """Return the name of the IATI code list of a kind's types: ``TransactionType`` of TRANSACTION, else ``BudgetType``.

    Types of loans are not from a code list: for these the result has no meaning.
    """
    return "TransactionType" if kind is FlowKind.TRANSACTION else "BudgetType"


def flow_type_words(parts: ImportedParts | None, kind: FlowKind, code: str, tr: Translate) -> str:
    """Return the words for the type of a flow of money, such as *Disbursement*; without ``code`` the name of its kind.

    ``code`` is from the IATI code list of the kind, such as TransactionType. ``parts`` has the words for codes that the
    reference holds; None: the code itself is returned.

    For a loan ``code`` is the XML element that has the sum: ``interest-received`` becomes *Interest received*.
    """
    if kind is FlowKind.LOAN and code:
        return _loan_sums(tr).get(code, code)
    return coded(parts, flow_list(kind), code, tr) if code else flow_kind_word(kind, tr)


def _loan_sums(tr: Translate) -> Mapping[str, str]:
    """Return the words for the sums of the state of a loan, by the elements of the standard that have them."""
    return {
        "interest-received": tr("Interest received"),
        "principal-outstanding": tr("Principal outstanding"),
        "principal-arrears": tr("Principal in arrears"),
        "interest-arrears": tr("Interest in arrears"),
    }


def coded(parts: ImportedParts | None, code_list: str, code: str, tr: Translate) -> str:
    """Return the words for a code of a code list in the language of the interface, else in English, else in any.

    Without words, the code itself is returned. ``parts`` has the words for codes that the reference holds; None: it
    holds none. For a known code of a status of activities the program's own words are returned, as in the navigator and
    in lists.
    """
    if code_list == STATUS and (said := status_code_words(code, tr)):
        return said
    return (parts.label(code_list, code, (tr.code, "en")) if parts else "") or code


def classified(parts: ImportedParts | None, fact: Classification, tr: Translate) -> str:
    """Return the words for a code that an activity has: the source's own, or else those of the code list.

    The codes 1 and 0 of a flag, such as *Humanitarian*, are *yes* and *no*. ``parts`` has the words of code lists that
    the reference holds; None: without words of the source, the code itself is returned.
    """
    if fact.scheme in _FLAGS and fact.code in ("0", "1"):
        return tr("yes") if fact.code == "1" else tr("no")
    return fact.label or coded(parts, fact.scheme, fact.code, tr)


def significance_words(parts: ImportedParts | None, fact: Classification, tr: Translate) -> str:
    """Return the words for a code's second code, such as *Significant objective* of a policy marker; empty without one.

    ``parts`` has the words that the reference holds, as for ``coded``.
    """
    return coded(parts, fact.list_of_significance, fact.significance, tr) if fact.significance else ""


def scheme_words(scheme: str, tr: Translate) -> str:
    """Return the label of a code list for the interface, such as *Policy markers* for ``PolicyMarker``.

    ``scheme`` is the name of the list in the IATI standard, or name and vocabulary, such as ``Tag/2``. A vocabulary
    other than the standard's own, ``1``, is added to the label. A list that has no label is named as in the standard.
    """
    name, _, vocabulary = scheme.partition("/")
    known = {
        "ActivityStatus": tr("Activity status"),
        "ActivityScope": tr("Scope"),
        "AidType": tr("Aid type"),
        "CollaborationType": tr("Collaboration type"),
        "FinanceType": tr("Finance type"),
        "FlowType": tr("Flow type"),
        "TiedStatus": tr("Tied status"),
        "PolicyMarker": tr("Policy markers"),
        "Tag": tr("Tags"),
        "HumanitarianScope": tr("Humanitarian scope"),
        "Humanitarian": tr("Humanitarian"),
        "ConditionsAttached": tr("Conditions attached"),
        "Currency": tr("Default currency"),
        "Hierarchy": tr("Hierarchy"),
        "Language": tr("Default language"),
        "SecondaryReporter": tr("Secondary reporter"),
        "OrganisationType": tr("Organisation type"),
    }
    found = known.get(name, name)
    return found if vocabulary in ("", "1") else tr("{list}, vocabulary {number}").format(list=found, number=vocabulary)


def point_of(milestone: Milestone, tr: Translate) -> str:
    """Return the date of a milestone in words, as precise as it is known: ``2017``, ``July 2014``, ``1 July 2019``."""
    return wording.point_words(parse_date(milestone.edtf), tr)


def dates_words(dates: ActivityDates, tr: Translate, *, alone: bool = False, is_unread: bool = False) -> str:
    """Return an activity's start and end, such as ``1 July 2019 (actual) to 2022 (planned)``; empty without dates.

    If one of them is missing, the words are ``from 2019 (actual), end not stated``. They are ``…, end not known`` if
    the other is neither called planned nor actual, or with ``is_unread``: the missing one is stated in a form that
    could not be read. ``alone``: nothing is said of the missing one, since the imported table has no column for it:
    ``from 2019``, or ``from 2019 (actual)``.
    """
    start, end = dates.start, dates.end
    first, last = _dated(start, tr), _dated(end, tr)
    if first and last:
        return tr("{start} to {end}").format(start=first, end=last)
    if alone and (first or last):
        return tr("from {start}").format(start=first) if first else tr("until {end}").format(end=last)
    if is_unread or dates.plain_start or dates.plain_end:  # those of a table, whose other cell may not be readable
        return tr("from {start}, end not known").format(start=first) if first else _until(last, tr)
    if first:
        return tr("from {start}, end not stated").format(start=first)
    return tr("until {end}, start not stated").format(end=last) if last else ""


def _until(end: str, tr: Translate) -> str:
    return tr("until {end}, start not known").format(end=end) if end else ""


def _dated(milestone: Milestone | None, tr: Translate) -> str:
    """Return a date in words, and whether it is planned or actual, if that is stated; empty without one."""
    if milestone is None:
        return ""
    day = point_of(milestone, tr)
    if milestone.kind in (MilestoneKind.START, MilestoneKind.END):
        return day
    is_actual = milestone.kind in (MilestoneKind.START_ACTUAL, MilestoneKind.END_ACTUAL)
    return (tr("{date} (actual)") if is_actual else tr("{date} (planned)")).format(date=day)


def language_words(tag: str, tr: Translate) -> str:
    """Return the name of a language by its BCP 47 tag; *language not stated* for the tag NO_LANGUAGE.

    A tag for which the program has no name is returned itself.
    """
    return tr("language not stated") if tag == NO_LANGUAGE else wording.language_name(tag, tr)


def day_words(day: str, tr: Translate) -> str:
    """Return a day in ISO 8601, ``2019-07-01``, as *1 July 2019*; text that is no such day is returned unchanged."""
    try:
        return tr.day(date.fromisoformat(day))
    except ValueError:
        return day


def day_of_time(moment: str, tr: Translate) -> str:
    """Return the day of a date and time in ISO 8601, ``2019-07-01T09:30``, as *1 July 2019*.

    Text that does not begin with such a day is returned unchanged.
    """
    beginning = moment[:10]
    said = day_words(beginning, tr)
    return moment if said == beginning else said


def slot_words(found: Contradiction, tr: Translate) -> str:
    """Return the label of what sources contradict each other about, such as *Planned start* or *Title (French)*."""
    kind, *rest = found.slot
    match kind:
        case "title":
            return tr("Title ({language})").format(language=language_words(rest[0], tr))
        case "milestone":
            return milestone_words(MilestoneKind(rest[0]), tr)
        case "classification":
            return scheme_words(rest[0], tr)
        case "timeframe":
            return tr("Timeframe")
        case "share":
            return tr("Share")
        case "flow":
            return flow_kind_word(FlowKind(rest[0]), tr)
    return tr("Grant")


def said_by(fact: Fact) -> str:
    """Return the source's own words for the value of a fact; of a name, the name. Empty if there are none.

    It is for facts that other sources contradict. For a relation it is the object's name in the source, even where
    the share is contradicted.
    """
    if isinstance(fact, Flow):
        return fact.as_given
    return fact.text if isinstance(fact, Name) else str(getattr(fact, "as_given", "") or "")
