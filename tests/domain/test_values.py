"""Values behave as frozen dataclasses with slots do: compared with the same classes made by the standard library."""

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, fields, is_dataclass, replace
from pprint import pformat
from typing import Any

import pytest

from coopviewer.domain.reference import facts
from coopviewer.domain.reference.facts import Amount, Fact, Name, Statement
from coopviewer.domain.reference.vocabulary import Basis, NameKind
from coopviewer.domain.values import value

NAME = {
    "id": "a/b#1",
    "entry_id": "a/b",
    "basis": Basis.STATED,
    "text": "Name",
    "language": "en",
    "kind": next(iter(NameKind)),
}


@value(frozen=True, slots=True)
class Point:
    """A value with arguments by position."""

    x: int
    y: int = 2


@dataclass(frozen=True, slots=True)
class PointOfLibrary:
    """The same, made by the standard library."""

    x: int
    y: int = 2


def test_a_value_is_equal_to_one_with_the_same_fields_and_of_the_same_class_only() -> None:
    assert Point(1) == Point(x=1, y=2) != Point(1, 3)
    assert Point(1) != PointOfLibrary(1)
    assert len({Point(1), Point(1, 2), Point(2)}) == 2
    assert repr(Point(1)) == repr(PointOfLibrary(1)).replace("PointOfLibrary", "Point")


@pytest.mark.parametrize(
    "arguments", [((), {}), ((1, 2, 3), {}), ((1,), {"x": 2}), ((1,), {"z": 2})], ids=["few", "many", "twice", "other"]
)
def test_wrong_arguments_are_refused_in_the_words_of_the_library(arguments: tuple[tuple[int, ...], Any]) -> None:
    given, named = arguments
    with pytest.raises(TypeError) as of_library:
        PointOfLibrary(*given, **named)
    with pytest.raises(TypeError) as ours:
        Point(*given, **named)
    assert str(ours.value) == str(of_library.value).removeprefix("PointOfLibrary.")


def test_a_value_cannot_be_changed_and_has_no_other_attributes() -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del point.x  # type: ignore[misc]
    assert not hasattr(point, "__dict__")


def test_values_are_copied_pickled_replaced_and_matched() -> None:
    point = Point(1, 5)
    assert copy.copy(point) == copy.deepcopy(point) == pickle.loads(pickle.dumps(point)) == point
    assert replace(point, y=6) == Point(1, 6)
    match point:
        case Point(x, y):
            assert (x, y) == (1, 5)


def test_a_value_that_inherits_has_the_fields_of_both() -> None:
    name = Name(**NAME)  # type: ignore[arg-type]
    assert isinstance(name, Fact)
    assert name.note is None
    assert asdict(name).items() >= {**NAME, "citations": (), "note": None}.items()
    assert [each.name for each in fields(Name)] == [*(each.name for each in fields(Fact)), "text", "language", "kind"]
    assert replace(name, text="Other") != name
    with pytest.raises(TypeError, match="positional"):
        Name("a/b#1")  # type: ignore[misc, call-arg]


def test_every_fact_is_as_the_library_would_make_it() -> None:
    kinds = [each for each in vars(facts).values() if isinstance(each, type) and issubclass(each, Fact)]
    assert {Fact, Name, Statement, Amount} < set(kinds)
    for kind in kinds:
        assert is_dataclass(kind)
        assert all(each.kw_only for each in fields(kind))
        assert kind.__match_args__ == ()  # type: ignore[attr-defined]


@pytest.mark.parametrize("names", [{"frozen": False, "slots": True}, {"frozen": True, "slots": False}])
def test_what_a_value_cannot_be_is_refused(names: dict[str, bool]) -> None:
    with pytest.raises(TypeError):
        value(**names)  # type: ignore[call-overload]


def test_a_value_is_printed_in_the_report_of_a_test() -> None:
    assert "text='Name'" in pformat([Name(**NAME)])
