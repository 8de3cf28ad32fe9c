"""An imported reference as tests make it: one activity with everything, its sector, organisations, and an import."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Citation, DocumentFact, Fact, Relation
from coopviewer.domain.reference.imports import CodeLabel, ImportedFile, ImportNote, ImportSeverity
from coopviewer.domain.reference.published_facts import (
    Classification,
    Flow,
    FlowKind,
    Identifier,
    IdentifierScheme,
    Indicator,
    IndicatorPeriod,
    Mention,
    Milestone,
    MilestoneKind,
    Place,
    PublishedField,
    PublishedValue,
    Result,
)
from coopviewer.domain.reference.sources import Predicate, Source
from coopviewer.domain.reference.vocabulary import Basis, NameKind, StatementKind
from coopviewer.storage.building.reference_file import ReferenceFile
from coopviewer.storage.building.writer import _add_all  # as write_reference does
from tests.reference_values import EDITION, dataset, name, passage, ref, statement

F = TypeVar("F", bound=Fact)
WELL, OTHER = "project/xm-1", "project/xm-2"
FUNDER, MINISTRY = "organisation/xm", "organisation/ministry"
SECTOR = "theme/dac-14030"
FIRST, SECOND = "source/wells-2020", "source/wells-2021"
LABELS = (
    ("ActivityStatus", "2", "en", "Implementation"),
    ("ActivityStatus", "4", "en", "Closed"),
    ("ActivityStatus", "2", "fr", "Mise en œuvre"),
    ("TransactionType", "3", "en", "Disbursement"),
    ("TransactionType", "2", "en", "Outgoing commitment"),
    ("BudgetType", "1", "en", "Original"),
    ("PolicyMarker/1", "1", "en", "Gender equality"),
    ("PolicyMarker/1", "2", "en", "Aid to environment"),
    ("PolicyMarker/1", "5", "en", "Biodiversity"),
    ("PolicySignificance", "1", "en", "Significant objective"),
    ("HumanitarianScopeType", "1", "en", "Emergency"),
    ("AidType/1", "C01", "en", "Project-type interventions"),
    ("ResultType", "1", "en", "Output"),
    ("IndicatorMeasure", "1", "en", "Unit"),
    ("GeographicExactness", "1", "en", "Exact"),
)
_PREDICATES = {
    "has-beneficiary": ("has beneficiary", "is beneficiary of"),
    "funded-by": ("funded by", "funds"),
    "accountable-to": ("accountable to", "is accountable for"),
    "implemented-by": ("implemented by", "implements"),
    "extended-by": ("extended by", "extends"),
    "reported-by": ("reported by", "reports"),
    "in-sector": ("in sector", "is sector of"),
    "parent-of": ("parent of", "part of"),
    "takes-part-in": ("takes part", "takes part in"),
    "related-to": ("related to", "related to"),
}


def cited_at(line: int, place: str, source: str = FIRST) -> tuple[Citation, ...]:
    short = source.partition("/")[2]
    return (Citation(source, f"{short}/a1", line=line, place=place),)


LATER = cited_at(14, "", SECOND)


def made(made_kind: type[F], key: str, entry_id: str = WELL, line: int = 12, place: str = "", **fields: Any) -> F:
    """Make a published fact, cited at a line of the first file."""
    base = {"id": f"{entry_id}/{key}", "entry_id": entry_id, "basis": Basis.STATED, "citations": cited_at(line, place)}
    return made_kind(**{**base, **fields})


def milestone(kind: str, day: str, entry_id: str = WELL, **more: Any) -> Milestone:
    """Make a date of an activity, as given in ISO form."""
    fields = {"kind": MilestoneKind(kind), "edtf": day, "as_given": day}
    return made(Milestone, f"milestone/{kind}", entry_id, 14, "activity-date 1", **{**fields, **more})


def flow(key: str, units: int, **more: Any) -> Flow:
    """Make a transaction in euro cents."""
    fields = {"kind": FlowKind.TRANSACTION, "minor_units": units, "decimals": 2, "currency": "EUR", "ordinal": 1}
    fields |= {"type": "3", "day": "2019-05-01", "as_given": f"{units / 100} EUR"}
    return made(Flow, f"flow/{key}", line=40, place="transaction 1", **{**fields, **more})


def coded(scheme: str, code: str, entry_id: str = WELL, **more: Any) -> Classification:
    """Make a code of an activity."""
    fields = {"scheme": scheme, "code": code, "ordinal": 1, "as_given": code}
    key = f"{scheme.lower().replace('/', '-')}-{code}".replace("activitystatus-" + code, "status")
    return made(Classification, f"class/{key}", entry_id, **{**fields, **more})


def related(predicate: str, other: str, ordinal: int = 1, subject: str = WELL, **more: Any) -> Relation:
    """Relate an activity to another entry."""
    key = f"{predicate}/{other.partition('/')[2].lower()}"
    return made(Relation, key, subject, predicate_id=predicate, object_id=other, ordinal=ordinal, **more)


def everything() -> tuple[Fact, ...]:
    """Return the facts of one activity with everything, and of a second one."""
    return (
        made(Identifier, "identifier/iati", scheme=IdentifierScheme.IATI, value="XM-1", as_given="XM-1"),
        made(Identifier, "identifier/b9", scheme=IdentifierScheme.OTHER, value="2019000123", as_given="x", type="A2"),
        name(
            WELL, "Puits pour le Niger", NameKind.AS_GIVEN, "fr", id=f"{WELL}/name/title-fr", citations=cited_at(10, "")
        ),
        coded("ActivityStatus", "2"),
        milestone("start-planned", "2019-01-01"),
        milestone("start-actual", "2019-03-15"),
        milestone("end-planned", "2020-12-31"),
        milestone(
            "end-planned", "2021-06-30", id=f"{WELL}/milestone/end-planned@2", citations=cited_at(14, "", SECOND)
        ),
        related("reported-by", FUNDER),
        related("funded-by", FUNDER, as_given="The Funder"),
        related("implemented-by", MINISTRY),
        related("takes-part-in", MINISTRY, role_as_given="adviser"),
        related("has-beneficiary", "country/NE", share=600_000, share_as_given="60"),
        related("has-beneficiary", "country/ML", 2, share=395_000, share_as_given="39.5"),
        related("in-sector", SECTOR, share=1_000_000, share_as_given="100"),
        statement(WELL, "Dig wells.", StatementKind.DESCRIPTION, citations=cited_at(20, "description 1")),
        statement(WELL, "Creuser des puits.", StatementKind.DESCRIPTION, 2, language="fr", citations=cited_at(21, "")),
        statement(WELL, "Water within a kilometre of each house.", StatementKind.GOAL, citations=cited_at(22, "")),
        statement(WELL, "Shares of countries add up to 99.5 %.", StatementKind.DATA_NOTE, citations=cited_at(30, "")),
        flow("t-1", 120_050, text="First part of the grant", reference="R-17", from_id=FUNDER, to_id=MINISTRY),
        flow("t-2", -12_050, ordinal=2, day="2020-02-01"),
        flow("t-3", 1_500, ordinal=3, currency="XDR", decimals=0, day="2020-03-01"),
        made(
            Flow,
            "flow/b-1",
            kind=FlowKind.BUDGET,
            type="1",
            period_start="2019-01-01",
            period_end="2019-12-31",
            minor_units=5_000_000,
            decimals=2,
            currency="EUR",
            as_given="50000 EUR",
            ordinal=1,
        ),
        made(
            Place,
            "place/1",
            name="Niamey",
            latitude=13.51,
            longitude=2.11,
            exactness="1",
            as_given="13.51 2.11",
            ordinal=1,
            description="The capital",
        ),
        made(
            Result,
            "result/1",
            title="Wells that give water",
            type="1",
            language="en",
            ordinal=1,
            description="All year",
        ),
        made(
            Indicator,
            "indicator/1",
            result_fact_id=f"{WELL}/result/1",
            title="Number of wells",
            measure="1",
            ordinal=1,
            baseline="0 (2018)",
            periods=(
                IndicatorPeriod("2019-01-01", "2019-12-31", "10", "7"),
                IndicatorPeriod(None, None, "20", None, "Late"),
            ),
        ),
        made(
            DocumentFact,
            "document/1",
            title="Final report",
            about="Evaluation",
            language="en",
            url="https://example.org/a/very/long/path/" + "that-never-ends_" * 8 + "report.pdf",
        ),
        made(Mention, "mention/1", predicate_id="parent-of", ref="XM-999-Z", ordinal=1, type="2"),
        coded("PolicyMarker/1", "1", significance="1"),
        coded("PolicyMarker/1", "2", significance="0", ordinal=2),
        coded("PolicyMarker/1", "5", significance="0", ordinal=3),
        coded("AidType/1", "C01", as_given="C01"),
        made(
            PublishedField,
            "published/crs-add",
            label="crs-add",
            ordinal=1,
            values=(
                PublishedValue("crs-add/other-flags/@code", "1"),
                PublishedValue("crs-add/loan-terms/text()", "n/a"),
            ),
        ),
        coded("ActivityStatus", "4", OTHER),
        milestone("start-actual", "2015-01-01", OTHER),
        milestone("end-actual", "2017-12-31", OTHER),
        related("has-beneficiary", "country/NE", subject=OTHER),
        related("implemented-by", MINISTRY, subject=OTHER),
    )


ENTRIES = (
    ref(WELL, "Wells for Niger")._replace(hint="XM-1"),
    ref(OTHER, "Wells for Niger")._replace(hint="XM-2"),
    ref(FUNDER, "The Funding Agency"),
    ref(MINISTRY, "Ministry of Water"),
    ref(SECTOR, "Basic drinking water supply")._replace(hint="14030"),
    ref("country/NE", "Niger"),
    ref("country/ML", "Mali"),
)
NOTES = (
    ImportNote(
        1, ImportSeverity.MENDED, "wells-2020.xml", 14, WELL, "date.time-cut", "2019-01-01T00:00:00", "2019-01-01"
    ),
    ImportNote(2, ImportSeverity.KEPT, "wells-2020.xml", 40, None, "element.unknown", "crs-add", "a published field"),
)


def imported_dataset(facts: Sequence[Fact] = (), entries: Iterable[EntryRef] = ENTRIES) -> Dataset:
    """Put the facts of an import together."""
    facts = facts or everything()
    found = dataset(*facts, entries=entries)
    ids = {each.predicate_id for each in facts if isinstance(each, Relation | Mention)}
    predicates = tuple(Predicate(key, *_PREDICATES[key], ("project",), ("country",)) for key in sorted(ids))
    sources = tuple(
        Source(each, f"{each.partition('/')[2]}.xml", publisher="The Funding Agency") for each in (FIRST, SECOND)
    )
    passages = tuple(
        passage(f"{each.partition('/')[2]}/a1", ordinal=1, section="Activities", locator="lines 8–90")
        for each in (FIRST, SECOND)
    )
    edition = EDITION._replace(subject=None, title="Activities of the Funding Agency")
    others = tuple(each for each in found.sources if each.id not in (FIRST, SECOND))
    more = tuple(each for each in found.passages if each.source_id not in (FIRST, SECOND))
    return Dataset(
        edition, (*sources, *others), (*passages, *more), predicates, found.entries, found.countries, found.facts
    )


def write_imported(
    target: Path,
    facts: Sequence[Fact] = (),
    entries: Iterable[EntryRef] = ENTRIES,
    notes: Iterable[ImportNote] = NOTES,
) -> Path:
    """Write an imported reference, as an import does."""
    data = imported_dataset(facts, entries)
    with ReferenceFile(target) as file:
        _add_all(data, file)
        for imported in _files():
            file.add_import(imported)
        for note in notes:
            file.add_note(note)
        for label in LABELS:
            file.add_label(CodeLabel(*label))
        file.finish(data.edition)
    return target


def _files() -> list[ImportedFile]:
    days = ("2020-12-01T10:00:00", "2021-12-01")
    names = ("wells-2020", "wells-2021")
    fields = [(f"source/{name}", f"{name}.xml", day) for name, day in zip(names, days, strict=True)]
    return [
        ImportedFile(place, source, name, 1_234_567, "ab" * 32, "iati", "2.03", day, "1.0", "{}")
        for place, (source, name, day) in enumerate(fields, start=1)
    ]
