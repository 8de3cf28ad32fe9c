"""What changed of one fact, in words: every field that differs is said once, the others not at all."""

from dataclasses import replace

import pytest

from coopviewer.domain.editions.changes import ChangeSlot, EditionNames, FactChange, FactChangeKind
from coopviewer.domain.language import ENGLISH
from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.published_facts import (
    FlowKind,
    Identifier,
    IdentifierScheme,
    Indicator,
    IndicatorPeriod,
    Mention,
    Place,
    PublishedField,
    PublishedValue,
    Result,
)
from coopviewer.domain.reference.vocabulary import Basis, Comparator
from coopviewer.rendering.document.document import ADDED, GONE, Line, Text
from coopviewer.rendering.editions.fact_lines import FactLines, word_line
from tests.activity_values import FUNDER, LABELS, MINISTRY, WELL, coded, flow, made, milestone, related
from tests.editions import quantity
from tests.reference_values import amount, cited, name, predicate, ref, statement, timeframe

_LABELS: dict[tuple[str, str], dict[str, str]] = {}
for _list, _code, _language, _label in LABELS:
    _LABELS.setdefault((_list, _code), {})[_language] = _label
NAMES = EditionNames(
    {each.id: each for each in (ref(WELL, "Wells"), ref(FUNDER, "Agency"), ref("country/NE", "Niger"))},
    {each: predicate(each) for each in ("has-beneficiary", "takes-part-in", "parent-of", "related-to")},
    _LABELS,
)
NIGER = related("has-beneficiary", "country/NE", share=600_000, share_as_given="60")
WELLS = related("takes-part-in", MINISTRY, role_as_given="adviser")
PAID = flow("t-1", 400_000_000, from_id=FUNDER, text="First part", reference="R-1")
BUDGET = flow(
    "b-1", 5_000, kind=FlowKind.BUDGET, day=None, type=None, period_start="2019-01-01", period_end="2019-12-31"
)
NIAMEY = made(Place, "place/1", name="Niamey", latitude=13.51, longitude=2.11, ordinal=1, as_given="13.51 2.11")
WORK = made(
    Indicator,
    "indicator/1",
    result_fact_id=f"{WELL}/result/1",
    title="Number of wells",
    ordinal=1,
    ascending=True,
    periods=(IndicatorPeriod("2019-01-01", "2019-12-31", "10", "7"), IndicatorPeriod(None, None, "20", None, "Late")),
)
FIELD = made(PublishedField, "published/1", label="crs", ordinal=1, values=(PublishedValue("a/@b", "1"),))

_MORE = " (difference: +EUR 500,000, +12.5 %)"


def shown(line: Line) -> str:
    """Return a line as text, with signs around words that are gone or new."""
    signs = {GONE: "[-{}-]", ADDED: "{{+{}+}}"}
    return "".join(
        signs.get(part.style, "{}").format(part.text) for part in line if isinstance(part, Text) or fail(part)
    )


def fail(part: object) -> bool:
    raise AssertionError(f"{part} is no text: facts of the old edition are not on the page")


def change(old: Fact | None, new: Fact | None, *columns: str, kind: str = "changed") -> FactChange:
    return FactChange(FactChangeKind(kind), ChangeSlot.REST, old, new, columns)


def said(found: FactChange) -> list[str]:
    lines = FactLines(NAMES, ENGLISH)
    return [f"{lines.label(found.fact)}: {shown(line)}" for line in lines.lines(found)]


@pytest.mark.parametrize(
    ("old", "new", "columns", "lines"),
    [
        (NIGER, replace(NIGER, share=654_321), "share", ["has beneficiary: Niger: 60 % → 65.4321 %"]),
        (NIGER, replace(NIGER, share=None), "share", ["has beneficiary: Niger: 60 % → not stated"]),
        (
            replace(NIGER, share=None),
            replace(NIGER, share=5_000),
            "share",
            ["has beneficiary: Niger: not stated → 0.5 %"],
        ),
        (NIGER, replace(NIGER, object_id="country/ML"), "object_id", ["has beneficiary: Niger → country/ML"]),
        (NIGER, replace(NIGER, as_given="Niger"), "as_given", ["has beneficiary: Niger: as given: not stated → Niger"]),
        (
            WELLS,
            replace(WELLS, role_as_given="senior adviser"),
            "role_as_given",
            ["takes part in: organisation/ministry: role: {+senior +}adviser"],
        ),
        (
            WELLS,
            replace(WELLS, predicate_id="related-to"),
            "predicate_id",
            ["related to: organisation/ministry: relation: [-takes part in-] {+related to+}"],
        ),
        (
            PAID,
            replace(PAID, minor_units=450_000_000),
            "minor_units",
            ["Transaction: Disbursement, 1 May 2019: EUR 4,000,000 → EUR 4,500,000" + _MORE],
        ),
        (
            PAID,
            replace(PAID, minor_units=4_000_000, decimals=0),
            "minor_units decimals",
            ["Transaction: Disbursement, 1 May 2019: EUR 4,000,000 → EUR 4,000,000"],
        ),
        (
            PAID,
            replace(PAID, minor_units=450_000_000, currency="XDR"),
            "minor_units currency",
            [
                "Transaction: Disbursement, 1 May 2019: EUR 4,000,000 → XDR 4,500,000",
                "Transaction: currency: [-EUR-] {+XDR+}",
            ],
        ),
        (PAID, replace(PAID, day="2019-06-01"), "day", ["Transaction: Disbursement: day: 1 May 2019 → 1 June 2019"]),
        (PAID, replace(PAID, type="2"), "type", ["Transaction: type: [-Disbursement-] {+Outgoing commitment+}"]),
        (PAID, replace(PAID, type=None), "type", ["Transaction: type: Disbursement → not stated"]),
        (
            PAID,
            replace(PAID, from_id=MINISTRY),
            "from_id",
            ["Transaction: Disbursement, 1 May 2019: provider: Agency → organisation/ministry"],
        ),
        (
            PAID,
            replace(PAID, text="Second part", reference=None),
            "text reference",
            [
                "Transaction: Disbursement, 1 May 2019: [-First-] {+Second+} part",
                "Transaction: reference: R-1 → not stated",
            ],
        ),
        (
            PAID,
            replace(PAID, language="fr"),
            "language",
            ["Transaction: Disbursement, 1 May 2019: language: not stated → French"],
        ),
        (
            PAID,
            replace(PAID, as_given="4 M"),
            "as_given",
            ["Transaction: Disbursement, 1 May 2019: as given: [-4000000.0 EUR-] {+4 M+}"],
        ),
        (
            BUDGET,
            replace(BUDGET, period_end="2020-06-30"),
            "period_end",
            ["Budget: until: 31 December 2019 → 30 June 2020"],
        ),
        (BUDGET, replace(BUDGET, type="1"), "type", ["Budget: type: not stated → Original"]),
        (
            replace(BUDGET, type="1"),
            replace(BUDGET, type="1", status="2"),
            "status",
            ["Budget: Original, 1 January 2019: status: not stated → 2"],
        ),
        (
            amount(WELL, 5),
            replace(amount(WELL, 5), minor_units=750),
            "minor_units",
            ["Grant: EUR 5 → EUR 7.50 (difference: +EUR 2.50, +50 %)"],
        ),
        (
            amount(WELL, 5),
            replace(amount(WELL, 5), funder_id=FUNDER),
            "funder_id",
            ["Grant: funder: not stated → Agency"],
        ),
        (quantity(5), quantity(8), "value", ["Figure: 5 → 8 (difference: +3, +60 %)"]),
        (
            quantity(5),
            replace(quantity(8), comparator=Comparator.MORE_THAN),
            "comparator value",
            ["Figure: exact or more: [-=-] {+>+}", "Figure: 5 → 8"],
        ),
        (
            milestone("end-planned", "2021-12-31"),
            milestone("end-planned", "2022-01-12"),
            "edtf as_given",
            ["Planned end: 31 December 2021 → 12 January 2022, twelve days later"],
        ),
        (
            milestone("end-planned", "2021"),
            milestone("end-planned", "2022-01"),
            "edtf as_given",
            ["Planned end: 2021 → January 2022"],
        ),
        (
            milestone("end-planned", "2021"),
            milestone("end-planned", "2021", as_given="about 2021"),
            "as_given",
            ["Planned end: as given: {+about +}2021"],
        ),
        (
            timeframe(WELL, "2018/2021"),
            timeframe(WELL, "2019/.."),
            "edtf as_given",
            [
                "Timeframe: start: 2018 → 2019, one year later · end: 2021 → open",
                "Timeframe: as given: in [-2018/2021-] {+2019/..+}",
            ],
        ),
        (timeframe(WELL, "2018"), timeframe(WELL, "2018/2018"), "edtf", ["Timeframe: date: 2018{+/2018+}"]),
        (timeframe(WELL, "2018/2021"), timeframe(WELL, "2018/"), "edtf", ["Timeframe: end: 2021 → not stated"]),
        (timeframe(WELL, "2018"), timeframe(WELL, "../2018"), "edtf", ["Timeframe: start: 2018 → open"]),
        (
            timeframe(WELL, "2018", "in 2018"),
            timeframe(WELL, "2018", "during 2018"),
            "as_given",
            ["Timeframe: as given: [-in-] {+during+} 2018"],
        ),
        (
            coded("ActivityStatus", "2"),
            coded("ActivityStatus", "4"),
            "code as_given",
            ["Activity status: Implementation → Closed"],
        ),
        (
            coded("Tag/2", "7"),
            coded("Tag/2", "8", as_given="eight"),
            "code as_given",
            ["Tags, vocabulary 2: 7 → 8", "Tags, vocabulary 2: as given: [-7-] {+eight+}"],
        ),
        (
            coded("PolicyMarker/1", "1", significance="1"),
            coded("PolicyMarker/1", "1"),
            "significance",
            ["Policy markers: significance: 1 → not stated"],
        ),
        (
            statement(WELL, "Dig five wells."),
            statement(WELL, "Dig six wells."),
            "text",
            ["Goal: Dig [-five-] {+six+} wells."],
        ),
        (
            name(WELL, "Puits", language="fr"),
            name(WELL, "Puits", language="en"),
            "language",
            ["Name: language: [-French-] {+English+}"],
        ),
        (
            NIAMEY,
            replace(NIAMEY, latitude=13.52, name="Niamey I"),
            "name latitude",
            ["Place: name: Niamey{+ I+}", "Place: latitude: [-13.51-] {+13.52+}"],
        ),
        (WORK, replace(WORK, ascending=False), "ascending", ["Indicator: whether more is better: [-yes-] {+no+}"]),
        (WORK, replace(WORK, periods=WORK.periods[:1]), "periods", ["Indicator: - [-20: Late-]"]),
        (
            WORK,
            replace(WORK, periods=(WORK.periods[0]._replace(actual="9"), WORK.periods[1])),
            "periods",
            ["Indicator: - [-2019-01-01: 2019-12-31: 10: 7-] · + {+2019-01-01: 2019-12-31: 10: 9+}"],
        ),
        (
            FIELD,
            replace(FIELD, values=(*FIELD.values, PublishedValue("a/text()", ""))),
            "values",
            ["Published field: + {+a/text()+}"],
        ),
        (
            made(Identifier, "identifier/1", scheme=IdentifierScheme.LOCAL, value="A", as_given="A"),
            made(Identifier, "identifier/1", scheme=IdentifierScheme.LOCAL, value="B", as_given="B", owner_id=FUNDER),
            "value owner_id as_given",
            ["Identifier: value: [-A-] {+B+}", "Identifier: assigned by: not stated → Agency"],
        ),
    ],
)
def test_each_field_that_differs_is_said_once(old: Fact, new: Fact, columns: str, lines: list[str]) -> None:
    assert said(change(old, new, *columns.split())) == lines


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        (NIGER, "has beneficiary: new · Niger · 60 %"),
        (replace(NIGER, share=None), "has beneficiary: new · Niger"),
        (WELLS, "takes part in: new · organisation/ministry · adviser"),
        (milestone("end-planned", "2021-12"), "Planned end: new · December 2021"),
        (timeframe(WELL, "2018/2021", "three years"), "Timeframe: new · three years"),
        (coded("ActivityStatus", "2"), "Activity status: new · Implementation"),
        (coded("PolicyMarker/1", "2", significance="1"), "Policy markers: new · Aid to environment (1)"),
        (PAID, "Transaction: new · Disbursement · EUR 4,000,000 · 1 May 2019 · First part"),
        (BUDGET, "Budget: new · EUR 50 · 1 January 2019 – 31 December 2019"),
        (replace(PAID, day=None, type=None, text=None), "Transaction: new · EUR 4,000,000"),
        (amount(WELL, 5), "Grant: new · 5 euros"),
        (quantity(5), "Figure: new · Μέτρο: 1"),
        (name(WELL, "Puits", language="fr"), "Name: new · also: Puits"),
        (statement(WELL, "Dig."), "Goal: new · Dig."),
        (NIAMEY, "Place: new · Niamey"),
        (WORK, "Indicator: new · Number of wells"),
        (FIELD, "Published field: new · crs: 1"),
        (made(Result, "result/1", title="Water", ordinal=1, language="en"), "Result: new · Water"),
        (
            made(Mention, "mention/1", predicate_id="parent-of", ref="XM-999", ordinal=1),
            "Related activity: new · parent of XM-999",
        ),
        (
            made(Identifier, "identifier/1", scheme=IdentifierScheme.IATI, value="XM-1", as_given="XM-1"),
            "Identifier: new · XM-1",
        ),
    ],
)
def test_a_fact_that_only_one_edition_has_is_said_as_a_whole(fact: Fact, line: str) -> None:
    assert said(change(None, fact, kind="new")) == [line]
    gone = line.replace(": new · ", ": no longer published · ", 1)
    assert said(change(fact, None, kind="no-longer-published")) == [gone]
    assert said(change(fact, fact, kind="moved")) == [line.replace(": new · ", ": moved · ", 1)]


def test_of_a_fact_with_another_source_the_fact_and_what_differs_are_said() -> None:
    new = replace(
        WELLS,
        basis=Basis.EDITORIAL,
        note="checked",
        citations=(*cited("leaflet/P1"), *cited("book"), Citation("source/book", None)),
    )
    old = replace(WELLS, citations=cited("atlas"))
    found = change(old, new, "basis", "note", "citations", kind="re-sourced")
    assert said(found) == [
        "takes part in: with another source or note · organisation/ministry · adviser",
        "takes part in: basis: [-stated-] {+editorial+}",
        "takes part in: note: not stated → checked",
        "takes part in: sources: [-atlas-] {+book, leaflet+}",
    ]
    assert said(change(WELLS, WELLS, kind="order-only")) == [
        "takes part in: in another order · organisation/ministry · adviser"
    ]


def test_a_change_without_a_field_is_said_to_be_one() -> None:
    assert said(change(BUDGET, BUDGET)) == ["Budget: changed"]


def test_a_fact_and_its_label_are_not_said_twice() -> None:
    fact = FactLines(NAMES, ENGLISH).key_fact(change(None, statement(WELL, "Dig."), kind="new"))
    assert (fact.label, [shown(line) for line in fact.lines]) == ("Goal", ["new · Dig."])


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Dig wells", "Dig wells", "Dig wells"),
        ("", "Dig", "{+Dig+}"),
        ("a " * 118 + "bcd one", "a " * 118 + "bcd two", "a " * 118 + "bcd [-one-] {+two+}"),
        ("a " * 118 + "bcde one", "a " * 118 + "bcde two", "a " * 45 + "… " + "a " * 42 + "bcde [-one-] {+two+}"),
        ("one " + "x" * 300, "two " + "x" * 300, "[-one-] {+two+} " + "x" * 89 + " … " + "x" * 90),
    ],
)
def test_long_runs_of_words_in_both_texts_are_cut_in_their_middle(old: str, new: str, line: str) -> None:
    assert shown(word_line(old, new)) == line
