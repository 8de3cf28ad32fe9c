"""Words on filters: a hint and an example of each, values from code lists of activities; headings of the navigator."""

from collections.abc import Mapping

from coopviewer.domain.language import Translate
from coopviewer.domain.reference.outline import NO_PARTY, NO_ROLE, NO_SECTOR, NO_STATUS, of_status
from coopviewer.domain.search.query import Facet, PolicyMarker, PublishedStatus, RoleName, StatusGap


def facet_hint(facet: Facet, tr: Translate) -> str:
    """Return one line on which results a filter selects."""
    return {
        Facet.KIND: tr("what the entry is"),
        Facet.REGION: tr("the region itself, and what is in it"),
        Facet.COUNTRY: tr("the country itself, and what is related to it"),
        Facet.ARRANGEMENT: tr("listed, not listed, or not stated in the list of working arrangements"),
        Facet.PROJECT: tr("the project itself, and what is related to it"),
        Facet.PROJECTS: tr("how many projects of the entry there are: none, one, two-or-more"),
        Facet.NETWORK: tr("the network itself, and what is related to it"),
        Facet.PARTNER: tr("an organisation takes part in it, in another role than to pay"),
        Facet.FUNDER: tr("who pays"),
        Facet.INSTRUMENT: tr("the funding instrument"),
        Facet.ROLE: tr("what an organisation does in it, or does elsewhere: funding, extending, implementing …"),
        Facet.SECTOR: tr("a sector or a category (such as 122), and what is in it"),
        Facet.MARKER: tr("a policy marker that it is targeted at, such as gender or trade"),
        Facet.REPORTER: tr("which organisation reports it"),
        Facet.GOAL: tr("words of a goal"),
        Facet.ACTIVE: tr("a year, month, day or range in which it runs, surely or possibly"),
        Facet.STARTS: tr("a year, month, day or range in which it starts, by the dates that are stated"),
        Facet.ENDS: tr("a year, month, day or range in which it ends, by the dates that are stated"),
        Facet.STATUS: tr(
            "by its dates: not-begun, under-way, ended, end-passed; as published: implementation, closed …"
        ),
        Facet.GRANT: tr("a sum granted, budgeted or paid, in main units of its currency"),
        Facet.PAID: tr("a year in which money was disbursed or spent, as published"),
        Facet.BUDGET: tr("a year in which the period of a published budget begins"),
        Facet.CURRENCY: tr("the currency of one of its sums"),
        Facet.BASIS: tr("the basis of a fact of the entry: stated, inferred …"),
        Facet.TAG: tr("one of your annotations of the entry has this tag"),
        Facet.HAS: tr("what there is of the entry: an arrangement, a project, a network, a note of yours …"),
    }[facet]


def example(facet: Facet) -> str:
    """Return an example of a filter as the user types it, such as ``country:Niger``."""
    return {
        Facet.KIND: "kind:project",
        Facet.REGION: 'region:"Western Balkans"',
        Facet.COUNTRY: "country:Niger",
        Facet.ARRANGEMENT: "arrangement:listed",
        Facet.PROJECT: "project:AFIC",
        Facet.PROJECTS: "projects:none",
        Facet.NETWORK: "network:AFIC",
        Facet.PARTNER: "partner:IOM",
        Facet.FUNDER: 'funder:"European Union"',
        Facet.INSTRUMENT: "instrument:IPA",
        Facet.ROLE: "role:implementing",
        Facet.SECTOR: "sector:health",
        Facet.MARKER: "marker:gender",
        Facet.REPORTER: "reporter:UNDP",
        Facet.GOAL: "goal:training",
        Facet.ACTIVE: "active:2018..2020",
        Facet.STARTS: "starts:2018",
        Facet.ENDS: "ends:2020",
        Facet.STATUS: "status:ended",
        Facet.GRANT: "grant:>4m",
        Facet.PAID: "paid:2019",
        Facet.BUDGET: "budget:2019",
        Facet.CURRENCY: "currency:EUR",
        Facet.BASIS: "basis:inferred",
        Facet.TAG: "tag:verify",
        Facet.HAS: "has:project",
    }[facet]


def published_words(facet: Facet, tr: Translate) -> Mapping[str, str]:
    """Return the labels of the values of ``role:``, ``status:`` or ``marker:``, by value; empty for other filters."""
    return {Facet.ROLE: _roles, Facet.STATUS: _statuses, Facet.MARKER: _markers}.get(facet, _none)(tr)


def _none(_: Translate) -> Mapping[str, str]:
    return {}


def _roles(tr: Translate) -> Mapping[str, str]:
    return {
        RoleName.FUNDING: tr("funding"),
        RoleName.ACCOUNTABLE: tr("accountable"),
        RoleName.EXTENDING: tr("extending"),
        RoleName.IMPLEMENTING: tr("implementing"),
        RoleName.PARTNER: tr("project partner"),
        RoleName.MANAGING: tr("managing"),
        RoleName.REPORTING: tr("reporting"),
        RoleName.OTHER: tr("in another role"),
    }


def _statuses(tr: Translate) -> Mapping[str, str]:
    return {
        PublishedStatus.PIPELINE: tr("Pipeline or identification, published"),
        PublishedStatus.IMPLEMENTATION: tr("Implementation, published"),
        PublishedStatus.FINALISATION: tr("Finalisation, published"),
        PublishedStatus.CLOSED: tr("Closed, published"),
        PublishedStatus.CANCELLED: tr("Cancelled, published"),
        PublishedStatus.SUSPENDED: tr("Suspended, published"),
        StatusGap.NOT_RECOGNISED: tr("Published status that is not recognised"),
        StatusGap.NOT_STATED: tr("Published status not stated"),
    }


def _markers(tr: Translate) -> Mapping[str, str]:
    return {
        PolicyMarker.GENDER: tr("Gender equality"),
        PolicyMarker.ENVIRONMENT: tr("Aid to environment"),
        PolicyMarker.GOVERNANCE: tr("Participatory development and good governance"),
        PolicyMarker.TRADE: tr("Trade development"),
        PolicyMarker.BIODIVERSITY: tr("Biodiversity"),
        PolicyMarker.MITIGATION: tr("Climate change: mitigation"),
        PolicyMarker.ADAPTATION: tr("Climate change: adaptation"),
        PolicyMarker.DESERTIFICATION: tr("Desertification"),
        PolicyMarker.CHILD_HEALTH: tr("Reproductive, maternal, newborn and child health"),
        PolicyMarker.DISASTER_RISK: tr("Disaster risk reduction"),
        PolicyMarker.DISABILITY: tr("Disability"),
        PolicyMarker.NUTRITION: tr("Nutrition"),
    }


def heading_word(place: str, tr: Translate) -> str:
    """Return the label of a heading in the navigator by its key: *Without a sector* for ``sector/none``.

    Known keys are those of headings over entries with a certain role or status, and over entries without a role,
    organisation, status or sector. Any other key is returned unchanged.
    """
    without = {
        NO_ROLE: tr("Without a role in a project"),
        NO_PARTY: tr("Projects without an organisation"),
        NO_STATUS: tr("Without a recognised status"),
        of_status(StatusGap.NOT_RECOGNISED): tr("Status not recognised"),
        of_status(StatusGap.NOT_STATED): tr("Status not stated"),
        NO_SECTOR: tr("Without a sector"),
    }
    _, _, value = place.partition("/")
    return without.get(place) or {**_heading_roles(tr), **_heading_statuses(tr)}.get(value, place)


def _heading_roles(tr: Translate) -> Mapping[str, str]:
    return {
        RoleName.FUNDING: tr("Funding"),
        RoleName.ACCOUNTABLE: tr("Accountable"),
        RoleName.EXTENDING: tr("Extending"),
        RoleName.IMPLEMENTING: tr("Implementing"),
        RoleName.PARTNER: tr("Project partners"),
        RoleName.MANAGING: tr("Managing"),
        RoleName.REPORTING: tr("Reporting"),
        RoleName.OTHER: tr("In another role"),
    }


def status_code_words(code: str, tr: Translate) -> str:
    """Return the name of a code of the IATI list ActivityStatus: *Implementation* for ``2``; empty if unknown.

    It is that of version 2.03 for all references: earlier versions say *Completion* and *Post-completion* of codes 3
    and 4, which mean the same.
    """
    known = dict(zip("123456", PublishedStatus, strict=True))
    return _heading_statuses(tr)[known[code]] if code in known else ""


def _heading_statuses(tr: Translate) -> Mapping[str, str]:
    return {
        PublishedStatus.PIPELINE: tr("Pipeline or identification"),
        PublishedStatus.IMPLEMENTATION: tr("Implementation"),
        PublishedStatus.FINALISATION: tr("Finalisation"),
        PublishedStatus.CLOSED: tr("Closed"),
        PublishedStatus.CANCELLED: tr("Cancelled"),
        PublishedStatus.SUSPENDED: tr("Suspended"),
    }
