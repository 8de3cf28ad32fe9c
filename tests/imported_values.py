"""Facts as imported activities have them, and a small reference of such activities, for tests."""

from typing import Any

from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.published_facts import (
    Classification,
    Flow,
    FlowKind,
    Identifier,
    IdentifierScheme,
    Milestone,
    MilestoneKind,
    Place,
    PublishedField,
    PublishedValue,
    Result,
)
from coopviewer.domain.reference.vocabulary import Basis, EntryKind, StatementKind
from tests.reference_values import cited, dataset, ref, relation, statement

WELLS, ROADS, SCHOOL, CLINIC = "project/xx-1-wells", "project/xx-1-roads", "project/xx-1-school", "project/xx-1-clinic"
AGENCY, MINISTRY, BUILDER = "organisation/xx-agency", "organisation/xx-ministry", "organisation/xx-builder"
WATER, HEALTH = "theme/dac-14030", "theme/dac-12220"
AFRICA, WEST, AMERICAS, SAHARA = "region/m49-002", "region/m49-202", "region/m49-019", "region/dac-289"


def _fields(entry_id: str, key: str, more: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"{entry_id}/{key}", "entry_id": entry_id, "basis": Basis.STATED, "citations": cited(), **more}


def milestone(entry_id: str, kind: str, edtf: str, suffix: str = "", **more: Any) -> Milestone:
    """Say when an activity starts or ends."""
    fields = _fields(entry_id, f"milestone/{kind}{suffix}", more)
    return Milestone(kind=MilestoneKind(kind), edtf=edtf, as_given=edtf, **fields)


def identifier(entry_id: str, value: str, scheme: str = "iati", **more: Any) -> Identifier:
    """Say by which identifier an entry is known elsewhere."""
    fields = _fields(entry_id, f"identifier/{scheme}", more)
    return Identifier(scheme=IdentifierScheme(scheme), value=value, as_given=value, **fields)


def classification(entry_id: str, scheme: str, code: str, suffix: str = "", **more: Any) -> Classification:
    """Class an activity by a code."""
    own = {name: more.pop(name) for name in ("label", "significance", "ordinal") if name in more}
    fields = _fields(entry_id, f"{scheme.lower().replace('/', '-')}/{code}{suffix}", more)
    return Classification(scheme=scheme, code=code, as_given=code, **{"ordinal": 1, **own}, **fields)


def flow(entry_id: str, key: str, minor_units: int, currency: str = "EUR", decimals: int = 2, **more: Any) -> Flow:
    """Say what was paid."""
    sign, (whole, rest) = "-" * (minor_units < 0), divmod(abs(minor_units), 10**decimals)
    as_given = f"{sign}{whole}.{rest:0{decimals}d} {currency}" if decimals else f"{sign}{whole} {currency}"
    own = {"kind": FlowKind.TRANSACTION, "ordinal": 1, "as_given": as_given, **more}
    citations = {"citations": own.pop("citations")} if "citations" in own else {}
    fields = _fields(entry_id, f"flow/{key}", citations)
    return Flow(minor_units=minor_units, decimals=decimals, currency=currency, **own, **fields)


def place(entry_id: str, name: str, **more: Any) -> Place:
    """Say where an activity is."""
    return Place(name=name, as_given=name, ordinal=1, **{**_fields(entry_id, f"place/{name}", {}), **more})


def result(entry_id: str, title: str, **more: Any) -> Result:
    """Say what an activity reached."""
    return Result(title=title, ordinal=1, language="en", **{**_fields(entry_id, "result/1", {}), **more})


def published(entry_id: str, label: str, *values: tuple[str, str]) -> PublishedField:
    """Keep what has no place of its own."""
    fields = _fields(entry_id, f"published/{label}", {})
    return PublishedField(label=label, ordinal=1, values=tuple(PublishedValue(*each) for each in values), **fields)


def _entries() -> tuple[EntryRef, ...]:
    titles = {
        WELLS: "Wells for villages",
        ROADS: "Rural roads",
        SCHOOL: "Basic services",
        CLINIC: "Basic services",
        AGENCY: "Agency for Works",
        MINISTRY: "Ministry of Plans",
        BUILDER: "Builders United",
        WATER: "Basic drinking water supply",
        HEALTH: "Basic health care",
        AFRICA: "Africa",
        WEST: "Western Africa",
        AMERICAS: "Americas",
        SAHARA: "South of Sahara, regional",
        "country/BJ": "Benin",
        "country/PE": "Peru",
    }
    refs = {id_: ref(id_, title) for id_, title in titles.items()}
    hints = {SCHOOL: "XX-1-SCHOOL", CLINIC: "XX-1-CLINIC"}
    return tuple(each._replace(hint=hints.get(each.id)) for each in refs.values())


def facts_of_activities() -> tuple[Fact, ...]:
    """Return the facts of four activities, three organisations, two sectors, two countries and four regions."""
    return (
        relation("country/BJ", "in-region", WEST),
        relation(WEST, "in-region", AFRICA),
        relation("country/PE", "in-region", AMERICAS),
        identifier(WELLS, "XX-1-WELLS"),
        identifier(ROADS, "XX-1-ROADS/2"),
        identifier(SCHOOL, "XX-1-SCHOOL"),
        identifier(CLINIC, "XX-1-CLINIC"),
        identifier(AGENCY, "XX-AGENCY-7", "org-id"),
        relation(WELLS, "has-beneficiary", "country/BJ", share=600_000, share_as_given="60"),
        relation(WELLS, "has-beneficiary", "country/PE", share=400_000, share_as_given="40"),
        relation(ROADS, "has-beneficiary", SAHARA),
        relation(SCHOOL, "has-beneficiary", "country/BJ"),
        relation(CLINIC, "has-beneficiary", "country/BJ"),
        relation(WELLS, "in-sector", WATER, share=750_000, share_as_given="75"),
        relation(WELLS, "in-sector", HEALTH, share=250_000, share_as_given="25"),
        relation(CLINIC, "in-sector", HEALTH),
        relation(WELLS, "funded-by", AGENCY),
        relation(WELLS, "accountable-to", MINISTRY),
        relation(WELLS, "implemented-by", BUILDER),
        relation(ROADS, "extended-by", AGENCY),
        relation(ROADS, "takes-part-in", BUILDER, role_as_given="helper"),
        *(relation(each, "reported-by", AGENCY) for each in (WELLS, ROADS, SCHOOL, CLINIC)),
        classification(WELLS, "ActivityStatus", "2"),
        classification(ROADS, "ActivityStatus", "4"),
        classification(CLINIC, "ActivityStatus", "2"),
        classification(CLINIC, "ActivityStatus", "4", "@2"),
        classification(WELLS, "PolicyMarker/1", "1", significance="2", label="Women first"),
        classification(ROADS, "PolicyMarker/1", "1", significance="0"),
        milestone(WELLS, "start-planned", "2014-01-01"),
        milestone(WELLS, "start-actual", "2015-03-01"),
        milestone(WELLS, "end-planned", "2018-12-31"),
        milestone(ROADS, "start-actual", "2016-05-01"),
        milestone(ROADS, "end-actual", "2017-06-30"),
        milestone(SCHOOL, "start-actual", "2012-02"),
        milestone(CLINIC, "start-actual", "2010-01-01"),
        milestone(CLINIC, "start-actual", "2011-01-01", "@2"),
        milestone(CLINIC, "end-planned", "9999-12-31"),
        flow(WELLS, "t-1", 12_345_678, type="3", day="2015-04-01", text="A pump for the village of Kandi"),
        flow(WELLS, "t-2", -12_050, type="3", day="2015-05-01"),
        flow(WELLS, "t-3", 5_000_000, "XDR", 0),
        flow(ROADS, "b-1", 90_000_000, "USD", kind=FlowKind.BUDGET, period_start="2016-01-01", period_end="2016-12-31"),
        place(WELLS, "Natitingou"),
        result(WELLS, "Clean water within a kilometre"),
        published(WELLS, "crs-add", ("crs-add/loan-terms/@rate-1", "4"), ("crs-add/channel", "Quartermaster")),
        statement(WELLS, "Households without a pump", StatementKind.TARGET_GROUP),
        statement(WELLS, "The ministry repairs the road", StatementKind.CONDITION, language="en"),
    )


def activities() -> Dataset:
    """Return a dataset of four imported activities."""
    return dataset(*facts_of_activities(), entries=_entries())


def kinds_of(entries: tuple[EntryRef, ...]) -> set[EntryKind]:
    """Return the kinds of some entries."""
    return {each.kind for each in entries}
