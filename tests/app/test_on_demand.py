"""The table of what is loaded when it is first used: each row leads somewhere, and is used as what it is."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import coopviewer.app
from coopviewer.app.on_demand import ANNOTATION_PARTS, FEATURES, LIST_PARTS, OVERVIEW_PARTS, load

APP = Path(coopviewer.app.__file__).parent


def loads() -> Iterator[tuple[str, str]]:
    """Find each ``load("feature")`` with the type that its result is declared to have, empty where it has none."""
    for path in APP.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        declared = {id(node.value): node.annotation for node in ast.walk(tree) if isinstance(node, ast.AnnAssign)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "load":
                (feature,) = node.args
                assert isinstance(feature, ast.Constant)
                annotation = declared.get(id(node))
                yield str(feature.value), ast.unparse(annotation) if annotation is not None else ""


@pytest.mark.parametrize("feature", FEATURES)
def test_each_feature_is_found_where_the_table_says(feature: str) -> None:
    module, name = FEATURES[feature]
    assert callable(load(feature))
    assert load(feature).__module__ == module
    assert load(feature).__name__ == name


def test_each_feature_is_used_as_the_class_that_the_table_names() -> None:
    classes = [(feature, declared) for feature, declared in loads() if declared.startswith("type[")]
    assert len(classes) > 15
    assert [(feature, f"type[{FEATURES[feature][1]}]") for feature, _ in classes] == classes


def test_each_row_of_the_table_is_used() -> None:
    assert {feature for feature, _ in loads()} == set(FEATURES)


def test_the_parts_of_the_overviews_exist_and_hold_all_that_they_load() -> None:
    for module in OVERVIEW_PARTS:
        import_module(module)
    overviews = [FEATURES[name][0] for name in ("overviews", "coverage", "map", "timeline")]
    assert set(overviews) <= set(OVERVIEW_PARTS)


def test_the_parts_of_annotations_exist_and_end_with_the_feature() -> None:
    for module in ANNOTATION_PARTS:
        import_module(module)
    assert ANNOTATION_PARTS[-1] == FEATURES["annotations"][0]


def test_the_parts_of_the_list_of_annotations_exist_and_hold_all_that_it_loads() -> None:
    for module in LIST_PARTS:
        import_module(module)
    assert {FEATURES[name][0] for name in ("annotation_browser", "review_queue")} <= set(LIST_PARTS)
