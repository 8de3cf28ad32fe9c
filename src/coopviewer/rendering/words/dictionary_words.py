"""Texts of a data dictionary: what each column of a table means."""

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.listing import ListColumn, RelationColumn


def column_meaning(column: ListColumn, tr: Translate) -> str:
    """Return a sentence on what a column of a table of entries means."""
    return {**_of_entry(tr), **_of_times(tr), **_of_money(tr), **_of_lists(tr), **_of_related(tr), **_of_published(tr)}[
        column
    ]


def _of_entry(tr: Translate) -> dict[ListColumn, str]:
    return {
        ListColumn.ID: tr("The id of the entry; coop: and this id is its address in coopviewer."),
        ListColumn.TITLE: tr("The title of the entry. The asterisk of Kosovo* belongs to its name."),
        ListColumn.KIND: tr("The kind of the entry; its key is the first part of the id."),
        ListColumn.ALPHA2: tr("The country's alpha-2 code, ISO 3166-1."),
        ListColumn.ALPHA3: tr("The country's alpha-3 code, ISO 3166-1; empty if no standard assigns one."),
        ListColumn.M49: tr(
            "The country's numeric code, ISO 3166-1 and UN M49: three digits, a text with leading zeros; empty if no "
            "standard assigns one."
        ),
        ListColumn.CODE_STATUS: tr("Whether the alpha-2 code is official or user-assigned."),
    }


def _of_times(tr: Translate) -> dict[ListColumn, str]:
    return {
        ListColumn.TIMEFRAME: tr(
            "The timeframe in the source's own words. Where the source states start and end apart, its words for both "
            "are joined by a dash: those of the actual dates, or else of the planned ones."
        ),
        ListColumn.TIMEFRAME_EDTF: tr("The timeframe as EDTF, level 0 (ISO 8601-2): an interval of dates."),
        ListColumn.START: tr("The start, as precise as the source states it: a year, a month or a day (ISO 8601)."),
        ListColumn.START_PRECISION: tr("How precise the start is: 2017 is some time in that year, never 1 January."),
        ListColumn.END: tr("The end, as precise as the source states it: a year, a month or a day (ISO 8601)."),
        ListColumn.END_PRECISION: tr("How precise the end is; an open end has no date."),
        ListColumn.STATUS: tr("Derived from the dates on the day on which the table was made; no source says it."),
        ListColumn.TIMEFRAME_BASIS: tr("Why the reference states the timeframe."),
        ListColumn.TIMEFRAME_SOURCE: tr("The source of the timeframe."),
        ListColumn.TIMEFRAME_PLACE: tr("Where the source states the timeframe: section and place."),
    }


def _of_money(tr: Translate) -> dict[ListColumn, str]:
    return {
        ListColumn.GRANT: tr("The grant in the source's own words."),
        ListColumn.GRANT_AMOUNT: tr("The grant as a decimal number, in units of the currency."),
        ListColumn.GRANT_CURRENCY: tr("The currency of the grant, ISO 4217."),
        ListColumn.GRANT_BASIS: tr("Why the reference states the grant."),
        ListColumn.GRANT_SOURCE: tr("The source of the grant."),
        ListColumn.GRANT_PLACE: tr("Where the source states the grant: section and place."),
        ListColumn.FUNDERS: tr("The organisations that fund the project, or pay its grant."),
        ListColumn.FUNDER_IDS: tr("The ids of the funders, in the same order."),
        ListColumn.INSTRUMENTS: tr("The funding instruments under which the project, or its grant, is financed."),
        ListColumn.INSTRUMENT_IDS: tr("The ids of the funding instruments, in the same order."),
    }


def _of_published(tr: Translate) -> dict[ListColumn, str]:
    return {
        ListColumn.IDENTIFIERS: tr("The identifiers of the entry, as the source writes them."),
        ListColumn.PUBLISHED_STATUS: tr("The status as the publisher states it; several if sources differ."),
        ListColumn.START_PLANNED: tr(
            "The planned start, as precise as the source states it; several if sources differ."
        ),
        ListColumn.START_ACTUAL: tr("The actual start, as precise as the source states it; several if sources differ."),
        ListColumn.END_PLANNED: tr("The planned end, as precise as the source states it; several if sources differ."),
        ListColumn.END_ACTUAL: tr("The actual end, as precise as the source states it; several if sources differ."),
        ListColumn.TOTALS: tr(
            "The sums of this activity alone over all years, also in a list of one year, by kind and type of flow and "
            "by currency; they are of the whole activity, whatever the shares of countries and sectors, and nothing is "
            "converted. A list with a row for each sum of money has the years."
        ),
        ListColumn.CURRENCIES: tr("The currencies of these sums, ISO 4217."),
        ListColumn.REPORTERS: tr("The organisations that report the project."),
        ListColumn.REPORTER_IDS: tr("The ids of the reporting organisations, in the same order."),
        ListColumn.ACCOUNTABLE: tr("The organisations that are accountable for the project."),
        ListColumn.ACCOUNTABLE_IDS: tr("The ids of the accountable organisations, in the same order."),
        ListColumn.EXTENDING: tr("The organisations that manage the project on behalf of a funder."),
        ListColumn.EXTENDING_IDS: tr("The ids of the extending organisations, in the same order."),
        ListColumn.IMPLEMENTING: tr("The organisations that implement the project."),
        ListColumn.IMPLEMENTING_IDS: tr("The ids of the implementing organisations, in the same order."),
        ListColumn.SECTORS: tr("The sectors of the project."),
        ListColumn.SECTOR_IDS: tr("The ids of the sectors, in the same order."),
        ListColumn.SECTOR_SHARES: tr(
            "The percentage of each sector as the source writes it, in the same order; empty if none is stated. If"
            " files state different ones, all are there, with a slash between them."
        ),
        ListColumn.COUNTRY_SHARES: tr(
            "The percentage of each country as the source writes it, in the same order; empty if none is stated. If"
            " files state different ones, all are there, with a slash between them."
        ),
    }


def _of_lists(tr: Translate) -> dict[ListColumn, str]:
    return {
        ListColumn.ARRANGEMENT: tr(
            "Whether a list of working arrangements names the entry. Not listed is said only where the list is "
            "complete."
        ),
        ListColumn.ARRANGEMENT_BASIS: tr("Why the reference states this of the working arrangement."),
        ListColumn.ARRANGEMENT_SOURCE: tr("The source that names the entry, or says how far the list goes."),
        ListColumn.ARRANGEMENT_PLACE: tr("The place in that source: section and place."),
        ListColumn.CELL: tr(
            "Whether a list of risk analysis cells names the country. Not listed is said only where the list is "
            "complete."
        ),
        ListColumn.CELL_BASIS: tr("Why the reference states this of the risk analysis cell."),
        ListColumn.CELL_SOURCE: tr("The source that names the country, or says how far the list goes."),
        ListColumn.CELL_PLACE: tr("The place in that source: section and place."),
    }


def _of_related(tr: Translate) -> dict[ListColumn, str]:
    return {
        ListColumn.PARTNERS: tr("The project partners, in the order of their titles."),
        ListColumn.PARTNER_IDS: tr("The ids of the project partners, in the same order."),
        ListColumn.REGIONS: tr(
            "The regions that the entry itself is in or about; the regions of a project's countries are not among them."
        ),
        ListColumn.REGION_IDS: tr("The ids of the regions, in the same order."),
        ListColumn.NETWORKS: tr("The networks related to the entry."),
        ListColumn.NETWORK_IDS: tr("The ids of the networks, in the same order."),
        ListColumn.COUNTRIES: tr("The countries related to the entry, such as a project's beneficiary countries."),
        ListColumn.COUNTRY_IDS: tr("The ids of the countries, in the same order."),
        ListColumn.COUNTRY_CODES: tr(
            "The alpha-3 codes of the countries, in the same order; the alpha-2 code where no standard assigns one."
        ),
        ListColumn.COUNTRY_COUNT: tr("How many countries are named; in words if the source names none."),
        ListColumn.PROJECTS: tr("The projects related to the entry."),
        ListColumn.PROJECT_IDS: tr("The ids of the projects, in the same order."),
        ListColumn.PROJECT_COUNT: tr("How many projects are related to the entry."),
    }


def relation_column_meaning(column: RelationColumn, tr: Translate) -> str:
    """Return a sentence on what a column of a table of relations means."""
    return {**_of_ends(tr), **_of_relation(tr)}[column]


def _of_ends(tr: Translate) -> dict[RelationColumn, str]:
    alpha2, alpha3 = tr("Its alpha-2 code, ISO 3166-1, if it is a country."), tr("Its alpha-3 code, ISO 3166-1.")
    m49 = tr("Its numeric code, ISO 3166-1 and UN M49: three digits, a text with leading zeros.")
    kind = tr("Its kind.")
    return {
        RelationColumn.SUBJECT_ID: tr("The id of the entry that the relation runs from."),
        RelationColumn.SUBJECT: tr("The title of the entry that the relation runs from."),
        RelationColumn.SUBJECT_KIND: kind,
        RelationColumn.SUBJECT_ALPHA2: alpha2,
        RelationColumn.SUBJECT_ALPHA3: alpha3,
        RelationColumn.SUBJECT_M49: m49,
        RelationColumn.OBJECT_ID: tr("The id of the entry that the relation runs to."),
        RelationColumn.OBJECT: tr("The title of the entry that the relation runs to."),
        RelationColumn.OBJECT_KIND: kind,
        RelationColumn.OBJECT_ALPHA2: alpha2,
        RelationColumn.OBJECT_ALPHA3: alpha3,
        RelationColumn.OBJECT_M49: m49,
        RelationColumn.AS_GIVEN: tr("The object's name in the source, if the source spells it there."),
    }


def _of_relation(tr: Translate) -> dict[RelationColumn, str]:
    return {
        RelationColumn.ID: tr("The id of the fact; it stays the same in later editions."),
        RelationColumn.RELATION: tr("The relation, read from subject to object: subject, relation, object."),
        RelationColumn.PREDICATE: tr("The id of the kind of relation."),
        RelationColumn.IATI: tr("The role or element of IATI that corresponds to it; empty if none does."),
        RelationColumn.EDTF: tr("When the relation holds, as EDTF, level 0 (ISO 8601-2); empty if it is not stated."),
        RelationColumn.START: tr("The start, as precise as the source states it: a year, a month or a day (ISO 8601)."),
        RelationColumn.START_PRECISION: tr(
            "How precise the start is: 2017 is some time in that year, never 1 January."
        ),
        RelationColumn.END: tr("The end, as precise as the source states it: a year, a month or a day (ISO 8601)."),
        RelationColumn.END_PRECISION: tr("How precise the end is; an open end has no date."),
        RelationColumn.ORDINAL: tr("The place of the object in the source's own order, from 1."),
        RelationColumn.BASIS: tr("Why the reference states the relation."),
        RelationColumn.NOTE: tr("The reason, where the basis is inferred or editorial."),
        RelationColumn.SOURCE_IDS: tr("The ids of the cited sources, in order."),
        RelationColumn.SOURCES: tr("The titles of the cited sources, in the same order."),
        RelationColumn.PLACES: tr("Section and place in each source, in the same order; empty for a whole source."),
        RelationColumn.PASSAGES: tr("The ids of the cited passages, in the same order; empty for a whole source."),
    }
