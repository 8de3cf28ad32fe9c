"""Facts of every kind as named texts, and back."""

import pytest

from coopviewer import paths
from coopviewer.domain.reference.fact_fields import KINDS, FactFields, fact_of, fields_of, kind_of
from coopviewer.domain.reference.facts import Fact, Name
from coopviewer.domain.reference.published_facts import (
    Indicator,
    IndicatorPeriod,
    Place,
    PublishedField,
    PublishedValue,
)
from coopviewer.domain.reference.vocabulary import Basis, NameKind
from tests.datasets import read_dataset

COMMON = {"id": "project/a/x", "entry_id": "project/a", "basis": Basis.STATED}
MORE: tuple[Fact, ...] = (
    Indicator(
        **COMMON,
        result_fact_id="project/a/r",
        title="T",
        ordinal=1,
        ascending=False,
        periods=(IndicatorPeriod("2020-01-01", None, "5", None), IndicatorPeriod(None, None, None, "words")),
    ),
    PublishedField(
        **COMMON, label="fss", ordinal=2, values=(PublishedValue("fss/@priority", "1"), PublishedValue("", ""))
    ),
    Place(**COMMON, as_given="1 2", ordinal=1, latitude=1.5, longitude=-2.0),
)


def without_citations(fact: Fact) -> Fact:
    values = {name: getattr(fact, name) for name in fact.__dataclass_fields__}
    return type(fact)(**{**values, "citations": ()})


def test_every_fact_of_the_bundled_reference_comes_back() -> None:
    facts = read_dataset(paths.reference_file()).facts
    for fact in (*facts, *MORE):
        assert fact_of(kind_of(fact), fields_of(fact)) == without_citations(fact)


def test_each_kind_has_a_name_of_its_own() -> None:
    assert len(set(KINDS.values())) == len(KINDS) == 17


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("nonsense", {}),
        ("name", {"colour": "red"}),
        ("name", {"kind": "nickname"}),
        ("name", {"citations": "x"}),
        ("name", {"text": None}),
        ("place", {"latitude": "north", "as_given": "x", "ordinal": "1"}),
        ("indicator", {"ascending": "1", "title": "T", "ordinal": "1", "result_fact_id": "r"}),
        ("indicator", {"periods": "2020", "title": "T", "ordinal": "1", "result_fact_id": "r"}),
        ("published_field", {"label": "fss", "ordinal": "1", "values": "x"}),
        ("published_field", {"label": "fss", "ordinal": "1", "values": None}),
        ("place", {"text_fields": "x", "as_given": "x", "ordinal": "1"}),
    ],
)
def test_what_is_no_fact_is_refused(kind: str, changed: dict[str, str | None]) -> None:
    given = {"id": "project/a/x", "entry_id": "project/a", "basis": "stated", "text": "A", "language": "en"}
    given |= {"kind": NameKind.ALIAS.value} if kind == "name" else {}
    if kind != "name":
        given = {name: given[name] for name in ("id", "entry_id", "basis")}
    values = {name: text for name, text in {**given, **changed}.items() if text is not None}
    with pytest.raises(ValueError, match=r".+"):
        fact_of(kind, FactFields(values))


@pytest.mark.parametrize("part", [{"path": "fss/@priority"}, {}, {"path": "x", "value": "y", "more": "z"}])
def test_a_part_that_lacks_a_value_or_has_another_one_is_refused(part: dict[str, str]) -> None:
    fields = {**{name: str(value) for name, value in COMMON.items()}, "label": "fss", "ordinal": "1"}
    with pytest.raises(ValueError, match=r".+"):
        fact_of("published_field", FactFields(fields, {"values": (part,)}))


def test_parts_of_a_field_without_parts_are_refused() -> None:
    fields = fields_of(Name(**COMMON, text="A", language="en", kind=NameKind.ALIAS))
    with pytest.raises(ValueError, match="one value"):
        fact_of("name", FactFields(fields, {"text": ({"path": "x"},)}))
