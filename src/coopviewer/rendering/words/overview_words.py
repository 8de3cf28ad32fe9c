"""Texts of the overviews."""

from coopviewer.domain.language import Translate
from coopviewer.domain.overviews.timeline import Activity, TimelineGroup


def group_word(group: TimelineGroup, tr: Translate) -> str:
    """Return the name of a grouping."""
    return {
        TimelineGroup.REGION: tr("Region"),
        TimelineGroup.PARTNER: tr("Partner"),
        TimelineGroup.FUNDER: tr("Funder"),
        TimelineGroup.INSTRUMENT: tr("Funding instrument"),
        TimelineGroup.STATUS: tr("Status"),
        TimelineGroup.NONE: tr("No grouping"),
    }[group]


def rest_title(group: TimelineGroup, tr: Translate) -> str:
    """Return the heading of the rows that are in no group."""
    return {
        TimelineGroup.REGION: tr("Region not stated"),
        TimelineGroup.PARTNER: tr("Partner not stated"),
        TimelineGroup.FUNDER: tr("Funder not stated"),
        TimelineGroup.INSTRUMENT: tr("Funding instrument not stated"),
        TimelineGroup.STATUS: tr("Timeframe not stated"),
        TimelineGroup.NONE: "",
    }[group]


def activity_words(activity: Activity, year: int, tr: Translate) -> str:
    """Return whether a project was active in a year."""
    return {
        Activity.SURELY: tr("surely active in {year}"),
        Activity.POSSIBLY: tr("possibly active in {year}"),
        Activity.NOT: tr("not active in {year}"),
        Activity.NOT_STATED: tr("not stated whether active in {year}"),
    }[activity].format(year=year)
