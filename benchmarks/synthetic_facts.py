"""Makes activities of about 30 facts and 5 relations each, one after the other, the same from the same seed."""

import random
from collections.abc import Iterator
from string import ascii_uppercase
from typing import Any, NamedTuple

from synthetic import Words

from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import CountryCodes, EntryRef
from coopviewer.domain.reference.facts import Citation, DocumentFact, Fact, Name, Relation, Statement
from coopviewer.domain.reference.published_facts import (
    Classification,
    Flow,
    FlowKind,
    Identifier,
    IdentifierScheme,
    Indicator,
    IndicatorPeriod,
    Milestone,
    MilestoneKind,
    Place,
    PublishedField,
    PublishedValue,
    Result,
)
from coopviewer.domain.reference.sources import Passage, Predicate, Source
from coopviewer.domain.reference.vocabulary import (
    Basis,
    CodeStatus,
    EntryKind,
    NameKind,
    PassageKind,
    StatementKind,
)
from coopviewer.storage.building.reference_file import ReferenceFile

SOURCE = Source("source/activities", "activities.xml", language="en", sha256="a" * 64, size=1)
STANDARD = Source("source/standard", "A standard")
EDITION = Edition(
    "2026",
    "urn:coopviewer:dataset:synthetic",
    "Activities",
    "Nobody",
    None,
    None,
    Basis.STATED,
    "Unknown.",
    "None.",
    "Made up.",
)
COUNTRIES = (*(f"X{letter}" for letter in ascii_uppercase), *(f"Q{letter}" for letter in ascii_uppercase[12:]))
REGION = EntryRef("region/world", EntryKind.REGION, "World", "World")
ORGANISATIONS = 4_000
SECTORS = 200
_PREDICATES = {
    "has-beneficiary": EntryKind.COUNTRY,
    "in-sector": EntryKind.THEME,
    "reported-by": EntryKind.ORGANISATION,
    "funded-by": EntryKind.ORGANISATION,
    "implemented-by": EntryKind.ORGANISATION,
}


class Activity(NamedTuple):
    """An activity: its entry, its passage and its facts."""

    entry: EntryRef
    passage: Passage
    facts: list[Fact]


def add_frame(file: ReferenceFile) -> None:
    """Add all that the activities refer to."""
    file.add_source(SOURCE)
    file.add_source(STANDARD)
    file.add_predicate(Predicate("in-region", "is in", "includes", ("country", "region"), ("region",)))
    for predicate, kind in _PREDICATES.items():
        words = predicate.replace("-", " ")
        file.add_predicate(Predicate(predicate, words, f"inverse of {words}", ("project",), (kind,)))
    file.add_entry(REGION)
    for code in COUNTRIES:
        _add_country(file, f"country/{code}", code)
    for number in range(ORGANISATIONS):
        title = f"Organisation {number}"
        file.add_entry(EntryRef(f"organisation/xm-{number}", EntryKind.ORGANISATION, title, title))
    for number in range(SECTORS):
        title = f"Sector {number}"
        file.add_entry(EntryRef(f"theme/dac-{number}", EntryKind.THEME, title, title))


def _add_country(file: ReferenceFile, entry_id: str, code: str) -> None:
    file.add_entry(EntryRef(entry_id, EntryKind.COUNTRY, f"Country {code}", f"Country {code}"))
    file.add_country(CountryCodes(entry_id, code, None, None, CodeStatus.USER_ASSIGNED))
    file.add_fact(
        Relation(
            id=f"{entry_id}/region",
            entry_id=entry_id,
            basis=Basis.REFERENCE,
            citations=(Citation(STANDARD.id, None),),
            predicate_id="in-region",
            object_id=REGION.id,
            ordinal=1,
        )
    )


def activities(count: int, seed: int = 1) -> Iterator[Activity]:
    """Yield activities, whose ids are in no order, as in files of several publishers."""
    chance = random.Random(seed)
    words = Words(chance)
    for number in range(1, count + 1):
        yield _Making(number, chance, words).activity()


class _Making:
    """Makes one activity."""

    def __init__(self, number: int, chance: random.Random, words: Words) -> None:
        self._number, self._chance, self._words = number, chance, words
        self._id = f"project/xm-dac-{chance.randrange(10**6):06d}-{number}"
        self._passage = f"activities/A{number}"
        self._line = number * 110

    def activity(self) -> Activity:
        """Return the activity."""
        title = " ".join(self._words.draw(8)).capitalize()
        entry = EntryRef(self._id, EntryKind.PROJECT, title, title, hint=self._id[8:].upper())
        start = self._number * 4_000
        locator = f"lines {self._line}–{self._line + 109}"
        passage = Passage(
            self._passage,
            SOURCE.id,
            self._number,
            PassageKind.RECORD,
            "Activities",
            locator,
            start,
            start + 3_900,
            "b" * 64,
        )
        facts = [*self._words_of(title), *self._codes(), *self._parties(), *self._money(), *self._results()]
        return Activity(entry, passage, facts)

    def _base(self, key: str, place: str) -> dict[str, Any]:
        self._line += 3
        cites = (Citation(SOURCE.id, self._passage, line=self._line, place=place),)
        return {"id": f"{self._id}/{key}", "entry_id": self._id, "basis": Basis.STATED, "citations": cites}

    def _text(self, words: int) -> str:
        return " ".join(self._words.draw(words)).capitalize() + "."

    def _day(self) -> str:
        return f"20{self._chance.randrange(10, 26)}-{self._chance.randrange(1, 13):02d}-15"

    def _words_of(self, title: str) -> Iterator[Fact]:
        given = self._id[8:].upper()
        yield Identifier(
            **self._base("identifier/iati", "iati-identifier"),
            scheme=IdentifierScheme.IATI,
            value=given,
            as_given=given,
        )
        yield Name(**self._base("name/title-en", "title"), text=title, language="en", kind=NameKind.AS_GIVEN)
        for kind, words in ((StatementKind.DESCRIPTION, 90), (StatementKind.GOAL, 30)):
            yield Statement(**self._base(f"{kind}/en", "description"), kind=kind, ordinal=1, text=self._text(words))
        for milestone in (MilestoneKind.START_PLANNED, MilestoneKind.START_ACTUAL, MilestoneKind.END_PLANNED):
            day = self._day()
            yield Milestone(
                **self._base(f"milestone/{milestone}", "activity-date"), kind=milestone, edtf=day, as_given=day
            )

    def _codes(self) -> Iterator[Fact]:
        lists = ("ActivityStatus", "ActivityScope", "PolicyMarker/1", "FlowType", "FinanceType")
        for number, scheme in enumerate((*lists, "AidType/1", "TiedStatus"), 1):
            code = str(self._chance.randrange(1, 9))
            yield Classification(
                **self._base(f"{scheme.lower().replace('/', '-')}/{code}", scheme),
                scheme=scheme,
                code=code,
                ordinal=number,
                as_given=code,
            )

    def _parties(self) -> Iterator[Fact]:
        for predicate, kind in _PREDICATES.items():
            slug = {
                EntryKind.COUNTRY: self._chance.choice(COUNTRIES),
                EntryKind.THEME: f"dac-{self._chance.randrange(SECTORS)}",
                EntryKind.ORGANISATION: f"xm-{self._chance.randrange(ORGANISATIONS)}",
            }[kind]
            yield Relation(
                **self._base(f"{predicate}/{slug.lower()}", predicate),
                predicate_id=predicate,
                object_id=f"{kind}/{slug}",
                ordinal=1,
                as_given=slug,
                share=1_000_000,
                share_as_given="100",
            )

    def _money(self) -> Iterator[Fact]:
        for number in range(1, 7):
            day = self._day()
            minor_units = self._chance.randrange(-(10**6), 10**8)
            yield Flow(
                **self._base(f"flow/t-{number:08x}", f"transaction {number}"),
                kind=FlowKind.TRANSACTION,
                minor_units=minor_units,
                decimals=2,
                currency=self._chance.choice(("EUR", "USD", "XDR")),
                as_given=f"{minor_units / 100:.2f} EUR",
                ordinal=number,
                type=self._chance.choice("1234"),
                day=day,
                value_date=day,
                to_id=f"organisation/xm-{self._chance.randrange(ORGANISATIONS)}",
                text=self._text(6),
                language="en",
            )

    def _results(self) -> Iterator[Fact]:
        yield Place(
            **self._base("place/one", "location"),
            as_given="1 2",
            ordinal=1,
            name=self._text(1),
            latitude=1,
            longitude=2,
        )
        result = Result(**self._base("result/a1b2c3d4", "result"), title=self._text(8), ordinal=1, language="en")
        yield result
        yield Indicator(
            **self._base("indicator/a1b2c3d4", "indicator"),
            result_fact_id=result.id,
            title=self._text(8),
            ordinal=1,
            periods=(IndicatorPeriod("2020-01-01", "2020-12-31", "10", "12"),),
        )
        url = f"https://example.org/documents/{self._number}.pdf"
        yield DocumentFact(**self._base("document/a1b2c3d4", "document-link"), about="Report", title="Report", url=url)
        values = (
            PublishedValue("crs-add/other-flags/@code", "1"),
            PublishedValue("crs-add/other-flags/@significance", "0"),
        )
        yield PublishedField(**self._base("published/crs-add", "crs-add"), label="crs-add", ordinal=1, values=values)
