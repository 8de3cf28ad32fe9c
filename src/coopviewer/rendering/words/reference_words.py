"""Words for kinds, bases, precisions, dates, places in sources and what is not stated, the same on all pages.

``tr`` translates the texts into the language of the interface.
"""

from coopviewer.domain.browsing.addresses import SCHEME
from coopviewer.domain.language import Translate
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.sources import Passage
from coopviewer.domain.reference.timeframes import DatePoint, DatesStatus, Precision, Timeframe, TimeframeStatus
from coopviewer.domain.reference.vocabulary import (
    Basis,
    CitationRole,
    EntryKind,
    ExtentValue,
    NameKind,
    PassageKind,
    StatementKind,
)


def as_of_words(edition: Edition, tr: Translate) -> str:
    """Return the edition's as-of day: a day, a stated range of days, or the days between which it must be.

    If it has none: *an unknown day*.
    """
    if edition.as_of is None:
        return tr("an unknown day")
    earliest, latest = edition.as_of
    if earliest == latest:
        return tr.day(earliest)
    if edition.as_of_basis is Basis.STATED:
        return tr("{earliest} to {latest}").format(earliest=tr.day(earliest), latest=tr.day(latest))
    return tr("one day between {earliest} and {latest}").format(earliest=tr.day(earliest), latest=tr.day(latest))


def as_of_status(edition: Edition, tr: Translate) -> str:
    """Return the edition's as-of day, or the first and last day of a range, with its basis: *as of … (inferred)*.

    The status bar shows this. If the day is not known, the text says so, without a basis.
    """
    if edition.as_of is None:
        return tr("as of an unknown day")
    earliest, latest = edition.as_of
    basis = basis_within(edition.as_of_basis, tr)
    if earliest == latest:
        return tr("as of {day} ({basis})").format(day=tr.day(earliest), basis=basis)
    sentence = tr("as of a day between {earliest} and {latest} ({basis})")
    if edition.as_of_basis is Basis.STATED:
        sentence = tr("as of {earliest} to {latest} ({basis})")
    return sentence.format(earliest=tr.day(earliest), latest=tr.day(latest), basis=basis)


def not_stated(tr: Translate) -> str:
    """Return the text for an expected fact that the source does not state; not the same as *none*."""
    return tr("not stated in the source")


def kind_word(kind: EntryKind, tr: Translate) -> str:
    """Return the name of a kind of entry in the singular, such as *Country*."""
    return {
        EntryKind.REGION: tr("Region"),
        EntryKind.COUNTRY: tr("Country"),
        EntryKind.PROJECT: tr("Project"),
        EntryKind.NETWORK: tr("Network"),
        EntryKind.ORGANISATION: tr("Organisation"),
        EntryKind.FORUM: tr("Forum"),
        EntryKind.FUNDING_INSTRUMENT: tr("Funding instrument"),
        EntryKind.THEME: tr("Theme"),
    }[kind]


def kinds_word(kind: EntryKind, tr: Translate) -> str:
    """Return the plural name of a kind of entry."""
    return {
        EntryKind.REGION: tr("Regions"),
        EntryKind.COUNTRY: tr("Countries"),
        EntryKind.PROJECT: tr("Projects"),
        EntryKind.NETWORK: tr("Networks"),
        EntryKind.ORGANISATION: tr("Organisations"),
        EntryKind.FORUM: tr("Fora"),
        EntryKind.FUNDING_INSTRUMENT: tr("Funding instruments"),
        EntryKind.THEME: tr("Themes"),
    }[kind]


def kinds_within(kind: EntryKind, tr: Translate) -> str:
    """Return the plural name of a kind of entry for use within a sentence, such as *countries*."""
    return {
        EntryKind.REGION: tr("regions"),
        EntryKind.COUNTRY: tr("countries"),
        EntryKind.PROJECT: tr("projects"),
        EntryKind.NETWORK: tr("networks"),
        EntryKind.ORGANISATION: tr("organisations"),
        EntryKind.FORUM: tr("fora"),
        EntryKind.FUNDING_INSTRUMENT: tr("funding instruments"),
        EntryKind.THEME: tr("themes"),
    }[kind]


def count_of_kind(kind: EntryKind, count: int, tr: Translate) -> str:
    """Return the number of entries of a kind: ``49 countries``."""
    match kind:
        case EntryKind.REGION:
            return tr.plural("{n} region", "{n} regions", count)
        case EntryKind.COUNTRY:
            return tr.plural("{n} country", "{n} countries", count)
        case EntryKind.PROJECT:
            return tr.plural("{n} project", "{n} projects", count)
        case EntryKind.NETWORK:
            return tr.plural("{n} network", "{n} networks", count)
        case EntryKind.ORGANISATION:
            return tr.plural("{n} organisation", "{n} organisations", count)
        case EntryKind.FORUM:
            return tr.plural("{n} forum", "{n} fora", count)
        case EntryKind.FUNDING_INSTRUMENT:
            return tr.plural("{n} funding instrument", "{n} funding instruments", count)
        case EntryKind.THEME:
            return tr.plural("{n} theme", "{n} themes", count)


def basis_word(basis: Basis, tr: Translate) -> str:
    """Return the name of the basis of a fact, such as *Inferred*."""
    return {
        Basis.STATED: tr("Stated"),
        Basis.INFERRED: tr("Inferred"),
        Basis.EDITORIAL: tr("Editorial"),
        Basis.REFERENCE: tr("From a reference work"),
    }[basis]


def basis_within(basis: Basis, tr: Translate) -> str:
    """Return the name of a basis for use within a sentence, such as *inferred*."""
    return {
        Basis.STATED: tr("stated"),
        Basis.INFERRED: tr("inferred"),
        Basis.EDITORIAL: tr("editorial"),
        Basis.REFERENCE: tr("from a reference work"),
    }[basis]


def role_word(role: CitationRole, tr: Translate) -> str:
    """Return the role that a cited passage has for a fact: *context* or *footnote*; empty if it states the fact."""
    return {
        CitationRole.STATES: "",
        CitationRole.CONTEXT: tr("context"),
        CitationRole.FOOTNOTE: tr("footnote"),
    }[role]


def passage_kind_word(kind: PassageKind, tr: Translate) -> str:
    """Return the name of a kind of passage, such as *paragraph*."""
    return {
        PassageKind.HEADING: tr("heading"),
        PassageKind.PARAGRAPH: tr("paragraph"),
        PassageKind.ITEM: tr("item"),
        PassageKind.FIELD: tr("field"),
        PassageKind.LABEL: tr("label"),
        PassageKind.FOOTNOTE: tr("footnote"),
        PassageKind.CHROME: tr("part of the site, not of the text"),
        PassageKind.RECORD: tr("record"),
    }[kind]


def extent_words(value: ExtentValue, tr: Translate) -> str:
    """Return how complete a list is according to the source (its *extent*), such as *complete list*."""
    return {
        ExtentValue.COMPLETE: tr("complete list"),
        ExtentValue.OPEN: tr("open list: the source names these among others"),
        ExtentValue.NONE: tr("none, as the source says"),
        ExtentValue.NOT_STATED: tr("not stated in the source"),
    }[value]


def name_kind_word(kind: NameKind, tr: Translate) -> str:
    """Return the label of a kind of name, such as *acronym*."""
    return {
        NameKind.AS_GIVEN: tr("as given"),
        NameKind.OFFICIAL: tr("official name"),
        NameKind.ACRONYM: tr("acronym"),
        NameKind.EXPANSION: tr("acronym spelled out"),
        NameKind.FORMER: tr("former name"),
        NameKind.ALIAS: tr("also"),
    }[kind]


def statement_within(kind: StatementKind, tr: Translate) -> str:
    """Return the name of a kind of statement for use within a sentence, such as *goal*."""
    return {
        StatementKind.SUMMARY: tr("summary"),
        StatementKind.DESCRIPTION: tr("description"),
        StatementKind.PRINCIPLE: tr("principle"),
        StatementKind.FORM: tr("form of cooperation"),
        StatementKind.GOAL: tr("goal"),
        StatementKind.ACHIEVEMENT: tr("achievement"),
        StatementKind.TARGET_GROUP: tr("target group"),
        StatementKind.CONDITION: tr("condition"),
        StatementKind.LEGAL_NOTE: tr("legal note"),
        StatementKind.DATA_NOTE: tr("data note"),
    }[kind]


def status_word(status: TimeframeStatus | DatesStatus, tr: Translate) -> str:
    """Return what a project's dates say of its status, such as ``under way``, for use within a sentence."""
    return {
        DatesStatus.NOT_BEGUN: tr("not begun"),
        DatesStatus.UNDER_WAY: tr("under way"),
        DatesStatus.ENDED: tr("ended"),
        DatesStatus.END_PASSED: tr("planned end passed, no actual end stated"),
        DatesStatus.BEGUN: tr("begun, no end stated"),
        DatesStatus.AS_PLANNED: tr("within the planned dates, no actual start stated"),
        DatesStatus.START_PASSED: tr("planned start passed, no actual start and no end stated"),
        DatesStatus.UNCERTAIN: tr("uncertain"),
    }[DatesStatus(status)]


def precision_words(timeframe: Timeframe, tr: Translate) -> str:
    """Return how precise both ends, or the only one, are: *known to the year*; if they differ, *start …, end …*."""
    words = {
        Precision.YEAR: tr("known to the year"),
        Precision.MONTH: tr("known to the month"),
        Precision.DAY: tr("known to the day"),
    }
    ends = {point.precision for point in (timeframe.start, timeframe.end) if point}
    if len(ends) == 1:
        return words[ends.pop()]
    start, end = timeframe.start, timeframe.end
    assert start is not None
    assert end is not None
    return tr("start {start}, end {end}").format(start=words[start.precision], end=words[end.precision])


def timeframe_words(timeframe: Timeframe, tr: Translate) -> str:
    """Return a timeframe in words, each end in its own precision; at most one end may be None, which means open.

    Examples: ``2017 to July 2019``, ``2017`` if both ends are the same, ``since 2017, end open``, ``until 2019``.
    """
    if timeframe.start is None:
        assert timeframe.end is not None
        return tr("until {end}").format(end=point_words(timeframe.end, tr))
    if timeframe.end is None:
        return tr("since {start}, end open").format(start=point_words(timeframe.start, tr))
    start, end = point_words(timeframe.start, tr), point_words(timeframe.end, tr)
    return start if timeframe.start == timeframe.end else tr("{start} to {end}").format(start=start, end=end)


def point_words(point: DatePoint, tr: Translate) -> str:
    """Return a date in its own precision: ``2017``, ``July 2014``, ``1 July 2019``."""
    day = point.earliest
    if point.precision is Precision.YEAR:
        return f"{day.year}"
    return tr.month(day) if point.precision is Precision.MONTH else tr.day(day)


def language_name(tag: str, tr: Translate) -> str:
    """Return the name of a language: *English (GB)* for the BCP 47 tag ``en-GB``; the tag if no name is known here."""
    language, _, rest = tag.partition("-")
    romance = {"fr": tr("French"), "es": tr("Spanish"), "pt": tr("Portuguese")}
    others = {"en": tr("English"), "de": tr("German"), "ar": tr("Arabic"), "tr": tr("Turkish"), "uk": tr("Ukrainian")}
    name = (romance | others).get(language)
    if name is None or not rest:
        return name or tag
    return tr("{language} ({region})").format(language=name, region=rest)


def passage_address(passage: Passage) -> str:
    """Return the address of a passage on its source's page: ``coop:source/…#P38``."""
    return f"{SCHEME}{passage.source_id}#{short_id(passage.id)}"


def short_id(passage_id: str) -> str:
    """Return the last part of a passage's id: ``P38`` for ``frontex-other-partners/P38``."""
    return passage_id.rpartition("/")[2]


def place_words(passage: Passage, tr: Translate, *, with_range: bool = True) -> str:
    """Return where a passage is: section, locator (*paragraph 3*), and, if ``with_range``, *characters 12 to 40*."""
    named = tr.listed(each for each in (passage.section, passage.locator) if each)
    characters = tr("characters {start} to {end}").format(start=passage.char_start, end=passage.char_end)
    return "; ".join(filter(None, (named, characters if with_range else "")))


def _is_cell(place: str) -> bool:
    letters = place.rstrip("0123456789")
    return letters != place and letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) < 4


def line_words(line: int, place: str | None, tr: Translate) -> str:
    """Return the words for a place in an imported file: its line, counted from 1, and the XML element ``place``.

    None: the element is not known. If ``place`` is a cell of a table, such as ``B7``, the words are for the cell alone.
    """
    if not place:
        return tr("line {line}").format(line=tr.number(line))
    if _is_cell(place):
        return tr("cell {place}").format(place=place)  # whose name has the number of the row
    return tr("line {line}, {place}").format(line=tr.number(line), place=place)
