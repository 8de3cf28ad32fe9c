"""Texts of search: filters and their values, where a result matched, and names that a filter does not find."""

from collections.abc import Sequence

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.timeframes import DatesStatus
from coopviewer.domain.reference.vocabulary import Basis, EntryKind, NameKind
from coopviewer.domain.search.answer import (
    Activity,
    Certainty,
    FacetCounts,
    InCategory,
    Match,
    MatchField,
    UnknownName,
)
from coopviewer.domain.search.query import (
    Facet,
    FactGroup,
    ListedState,
    OwnKind,
    ProjectCount,
    SearchFilter,
    SearchQuery,
    quoted,
)
from coopviewer.domain.search.sums import sum_keys
from coopviewer.rendering.words.facet_words import published_words
from coopviewer.rendering.words.reference_words import basis_word, kind_word, statement_within, status_word


def facet_word(facet: Facet, tr: Translate) -> str:
    """Return the name of a filter, such as *Country*."""
    return {
        Facet.KIND: tr("Kind"),
        Facet.REGION: tr("Region"),
        Facet.COUNTRY: tr("Country"),
        Facet.ARRANGEMENT: tr("Working arrangement"),
        Facet.PROJECT: tr("Project"),
        Facet.PROJECTS: tr("Projects"),
        Facet.NETWORK: tr("Network"),
        Facet.PARTNER: tr("Partner"),
        Facet.FUNDER: tr("Funder"),
        Facet.INSTRUMENT: tr("Funding instrument"),
        Facet.ROLE: tr("Role"),
        Facet.SECTOR: tr("Sector"),
        Facet.MARKER: tr("Policy marker"),
        Facet.REPORTER: tr("Reporting organisation"),
        Facet.GOAL: tr("Goal"),
        Facet.ACTIVE: tr("Year active"),
        Facet.STARTS: tr("Starts in"),
        Facet.ENDS: tr("Ends in"),
        Facet.STATUS: tr("Status"),
        Facet.GRANT: tr("Grant"),
        Facet.PAID: tr("Paid in"),
        Facet.BUDGET: tr("Budget of"),
        Facet.CURRENCY: tr("Currency"),
        Facet.BASIS: tr("Basis"),
        Facet.TAG: tr("Tag"),
        Facet.HAS: tr("Has"),
    }[facet]


def facet_heading(counts: FacetCounts, tr: Translate) -> str:
    """Return the heading over the values of a filter: its name, such as *Country*.

    If a value of the filter is chosen, the heading adds that the counts beside the values are those without this
    filter.
    """
    facet = facet_word(counts.facet, tr)
    is_chosen = any(value.chosen for value in counts.values)
    return tr("{facet} (without this filter)").format(facet=facet) if is_chosen else facet


def _facet_within(facet: Facet, tr: Translate) -> str:
    """Return the name of a filter for use within a sentence."""
    return {
        Facet.REGION: tr("region"),
        Facet.COUNTRY: tr("country"),
        Facet.PROJECT: tr("project"),
        Facet.NETWORK: tr("network"),
        Facet.PARTNER: tr("partner"),
        Facet.FUNDER: tr("funder"),
        Facet.INSTRUMENT: tr("funding instrument"),
        Facet.SECTOR: tr("sector"),
        Facet.REPORTER: tr("reporting organisation"),
        Facet.GOAL: tr("goal"),
        Facet.CURRENCY: tr("currency"),
        Facet.TAG: tr("tag"),
    }.get(facet) or facet_word(facet, tr)


def left_out_words(query: SearchQuery, tr: Translate) -> str:
    """Return a hint for a query such as ``-niger``, of which all words have a minus: what it leaves out.

    The hint also says how to search for a word with its minus. Empty if any word has no minus, or if the query has
    filters and any of its words does not begin with a digit: users who type filters know the minus, but may have meant
    a sum below zero.
    """
    left_out = [term for term in query.terms if term.excluded and (not query.filters or term.text[:1].isdigit())]
    if not left_out or len(left_out) < len(query.terms):
        return ""
    said = tr(
        "A minus leaves out entries with the word after it in their texts: {excluded}. "
        "To look for it, use quotation marks: {quoted}."
    )
    quotes = (quoted(f"-{term.text}") for term in left_out)
    return said.format(excluded=tr.listed(map(str, left_out)), quoted=tr.listed(quotes))


def no_totals_words(query: SearchQuery, tr: Translate) -> str:
    """Return the sentence that totals added up by pages are not searched; empty if no word of the query can be a sum.

    Words that the query excludes do not count.
    """
    if not any(sum_keys(term) for term in query.terms if not term.excluded):
        return ""
    return tr("Totals that pages add up are not searched.")


def lacking_words(tr: Translate) -> str:
    """Return the sentence that nothing was searched, since a filter has a value that it cannot have.

    For queries whose ``lacks_a_value`` is True, such as ``kind:xyz``. A name that nothing has, as in ``country:xyz``,
    is searched for; see ``unknown_words``.
    """
    return tr("Nothing was searched, because a filter has a value that does not exist.")


def unknown_words(unknown: UnknownName, tr: Translate) -> str:
    """Return the sentence that nothing has the name that a filter asks for, such as *No country is called “Nigr”*."""
    return tr("No {0} is called {1}.").format(_facet_within(unknown.facet, tr), quoted(unknown.value))


def meant_words(meant: SearchQuery, tr: Translate) -> str:
    """Return the label of an offer to search by year or by place instead, *Active in 2019* or *Projects in Kenya*.

    ``meant`` is the offered query.
    """
    if places := [each.value for facet in (Facet.COUNTRY, Facet.REGION) for each in meant.of_facet(facet)]:
        return tr("Projects in {place}").format(place=tr.listed(places))
    years = tr.listed(each.value for each in meant.of_facet(Facet.ACTIVE))
    return tr("Active in {year}").format(year=years)


def match_words(match: Match, tr: Translate) -> str:
    """Return where in an entry a result matched, such as *other name, tr* (Turkish); empty if only filters found it."""
    kinds = {
        NameKind.AS_GIVEN: tr("name"),
        NameKind.OFFICIAL: tr("official name"),
        NameKind.ACRONYM: tr("acronym"),
        NameKind.EXPANSION: tr("written out"),
        NameKind.FORMER: tr("former name"),
        NameKind.ALIAS: tr("other name"),
    }
    if match.field is MatchField.NAME and match.name_kind is not None:
        return tr.listed((kinds[match.name_kind], str(match.language)))
    if match.statement_kind is not None:
        return statement_within(match.statement_kind, tr)
    return {
        MatchField.TITLE: tr("title"),
        MatchField.CODE: tr("code"),
        MatchField.AMOUNT: tr("amount"),
        MatchField.RESULT: tr("result"),
        MatchField.PLACE: tr("place"),
        MatchField.FLOW: tr("money"),
        MatchField.CLASSIFICATION: tr("classification"),
        MatchField.DOCUMENT: tr("document"),
        MatchField.PUBLISHED: tr("other published field"),
        MatchField.OWN_NOTE: tr("your note"),
        MatchField.OWN_TAG: tr("your tag"),
        MatchField.OWN_BOOKMARK: tr("your bookmark"),
    }.get(match.field, "")


def own_kind_word(kind: OwnKind, tr: Translate) -> str:
    """Return the name of what the user can have on an entry: a note, a tag or a bookmark."""
    return {OwnKind.NOTE: tr("note"), OwnKind.TAG: tr("tag"), OwnKind.BOOKMARK: tr("bookmark")}[kind]


def fact_group_word(group: FactGroup, tr: Translate) -> str:
    """Return the name of a group of facts by which results are filtered, such as *grant*, for use within a sentence."""
    return {
        FactGroup.ARRANGEMENT: tr("working arrangement"),
        FactGroup.PROJECT: tr("project"),
        FactGroup.NETWORK: tr("network"),
        FactGroup.COUNTRY: tr("country"),
        FactGroup.CELL: tr("risk analysis cell"),
        FactGroup.PARTNER: tr("partner"),
        FactGroup.FUNDER: tr("funder"),
        FactGroup.INSTRUMENT: tr("funding instrument"),
        FactGroup.GRANT: tr("grant"),
        FactGroup.GOAL: tr("goal"),
        FactGroup.TIMEFRAME: tr("timeframe"),
    }[group]


def part_words(part: SearchFilter, tr: Translate) -> str:
    """Return the label of the chip of a filter: ``Country: Niger``; ``not Country: Niger`` if the filter excludes."""
    words = f"{facet_word(part.facet, tr)}: {value_word(part.facet, part.value, tr)}"
    return tr("not {0}").format(words) if part.excluded else words


def value_word(facet: Facet, value: str, tr: Translate) -> str:
    """Return the label of a value of a filter: *Project* for the kind ``project``; a name, code or year as it is."""
    if facet is Facet.KIND and value in set(EntryKind):
        return kind_word(EntryKind(value), tr)
    if facet is Facet.HAS and value in set(OwnKind):
        return own_kind_word(OwnKind(value), tr)
    if facet is Facet.HAS and value in set(FactGroup):
        return fact_group_word(FactGroup(value), tr)
    if facet is Facet.BASIS and value in set(Basis):
        return basis_word(Basis(value), tr)
    if facet is Facet.STATUS and value in set(DatesStatus):
        # a filter also finds projects whose actual end is stated, but could not be read
        return tr("planned end passed") if value == DatesStatus.END_PASSED else status_word(DatesStatus(value), tr)
    if facet in (Facet.ROLE, Facet.STATUS, Facet.MARKER):
        return published_words(facet, tr).get(value, value)
    words: dict[tuple[Facet, str], str] = {
        (Facet.ARRANGEMENT, ListedState.LISTED): tr("listed"),
        (Facet.ARRANGEMENT, ListedState.NOT_LISTED): tr("not listed"),
        (Facet.ARRANGEMENT, ListedState.NOT_STATED): tr("not stated"),
        (Facet.ARRANGEMENT, ListedState.NOT_LOOKED_AT): tr("not looked at"),
        (Facet.PROJECTS, ProjectCount.NONE): tr("none listed"),
        (Facet.PROJECTS, ProjectCount.ONE): tr("one"),
        (Facet.PROJECTS, ProjectCount.SEVERAL): tr("two or more"),
    }
    return words.get((facet, value), value)


def through_words(entries: Sequence[EntryRef], tr: Translate) -> str:
    """Return through which related entry a result was found, such as *through EUCAP Sahel*; empty if through none.

    For several entries it is *through EUCAP Sahel and others*, with the first one's title.
    """
    if not entries:
        return ""
    words = tr("through {title} and others") if len(entries) > 1 else tr("through {title}")
    return words.format(title=entries[0].title)


def sector_words(sector: InCategory | None, entry: EntryRef, tr: Translate) -> str:
    """Return why a filter on a category of sectors found the entry: *sector 15110 …, of the category 151 …*.

    Only the category is named if the sector is ``entry`` itself, or has the code of the category. Empty if ``sector``
    is None: no such filter found the entry.
    """
    if sector is None:
        return ""
    category = f"{sector.category} {sector.label}" if sector.label else sector.category
    if sector.sector == entry or sector.code == sector.category:
        return tr("of the category {category}").format(category=category)
    words = tr("sector {code} {title}, of the category {category}")
    return words.format(code=sector.code, title=sector.sector.title, category=category)


def activity_words(activity: Activity, tr: Translate) -> str:
    """Return how sure it is that a result was active, started or ended in the query's time, with its dates as given.

    For example ``possibly starts then, its dates are not exact enough to tell: 2016``.
    """
    if activity.facet is not Facet.ACTIVE:
        return _edge_words(activity, tr)
    if activity.certainty is Certainty.SURELY:
        return tr("surely active then: {0}").format(activity.as_given)
    if activity.certainty is Certainty.PLANNED:
        return tr("active then by its planned dates: {0}").format(activity.as_given)
    return tr("possibly active then, its timeframe is not exact enough to tell: {0}").format(activity.as_given)


def _edge_words(activity: Activity, tr: Translate) -> str:
    if activity.facet is Facet.STARTS:
        words = {
            Certainty.SURELY: tr("starts then: {0}"),
            Certainty.PLANNED: tr("starts then by its planned dates: {0}"),
            Certainty.POSSIBLY: tr("possibly starts then, its dates are not exact enough to tell: {0}"),
        }[activity.certainty]
    else:
        words = {
            Certainty.SURELY: tr("ends then: {0}"),
            Certainty.PLANNED: tr("ends then by its planned dates: {0}"),
            Certainty.POSSIBLY: tr("possibly ends then, its dates are not exact enough to tell: {0}"),
        }[activity.certainty]
    return words.format(activity.as_given)
