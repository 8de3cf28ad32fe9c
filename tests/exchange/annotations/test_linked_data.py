"""As linked data no term of an export is lost: PyLD expands it with the W3C's own context, stored beside this test."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from coopviewer.exchange.annotations.jsonld import from_jsonld
from coopviewer.exchange.annotations.vocabulary import NAMESPACE, OWN_CONTEXT, W3C_CONTEXT
from tests.exchange.annotations.annotation_values import NAMES, annotations, of_every_kind, to_jsonld

OFFICIAL = json.loads(Path(__file__).with_name("w3c").joinpath("anno.jsonld").read_text(encoding="utf-8"))
OA = "http://www.w3.org/ns/oa#"
DOCUMENT = Path(__file__).parents[3] / "docs" / "annotation-exchange.md"


def load(url: str, _options: object) -> dict[str, Any]:
    assert url == W3C_CONTEXT
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": OFFICIAL}


OPTIONS = {"documentLoader": load}


def expand(content: bytes) -> Any:
    return jsonld.expand(json.loads(content), OPTIONS)


def objects_of(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of an expanded document."""
    for inner in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        yield from objects_of(inner)
    if isinstance(value, dict):
        yield value


def without_context(value: Any) -> Any:
    """Return a document without its context, with lists of one and literals replaced by their value."""
    if isinstance(value, list):
        return without_context(value[0]) if len(value) == 1 else [without_context(each) for each in value]
    if isinstance(value, dict):
        return {key: without_context(inner) for key, inner in value.items() if key != "@context"}
    return value


def test_every_key_and_term_expands_to_an_iri() -> None:
    for node in objects_of(expand(to_jsonld(of_every_kind(), NAMES))):
        for key, value in node.items():
            assert key.startswith("@") or ":" in key
            if key == "@id":
                assert value.startswith(("urn:", OA)), value
            if key == "@type":
                assert all(":" in each for each in ([value] if isinstance(value, str) else value))


def test_every_motivation_is_in_the_vocabulary() -> None:
    found = expand(to_jsonld(of_every_kind()))
    motivations = {each["@id"] for node in objects_of(found) for each in node.get(f"{OA}motivatedBy", ())}
    assert motivations == {f"{OA}{each.motivation}" for each in of_every_kind()}


def test_expanding_and_compacting_loses_nothing() -> None:
    content = to_jsonld(of_every_kind(), NAMES)
    context = [W3C_CONTEXT, dict(OWN_CONTEXT)]
    compacted = jsonld.compact(expand(content), {"@context": context}, OPTIONS)
    assert without_context(compacted) == without_context(json.loads(content))
    assert from_jsonld(json.dumps(compacted).encode()).annotations == of_every_kind()


@settings(max_examples=40)
@given(st.lists(annotations(), min_size=1, max_size=2))
def test_any_annotation_survives_expanding_and_compacting(given_: list[Any]) -> None:
    context = [W3C_CONTEXT, dict(OWN_CONTEXT)]
    compacted = jsonld.compact(expand(to_jsonld(given_)), {"@context": context}, OPTIONS)
    assert from_jsonld(json.dumps(compacted).encode()).annotations == tuple(given_)


def test_the_official_context_lacks_the_own_terms() -> None:
    """If it ever has one of these terms, the own term must be removed: it would have two meanings."""
    assert not OWN_CONTEXT.keys() & OFFICIAL["@context"].keys()
    own = [each["@id"] if isinstance(each, dict) else each for each in OWN_CONTEXT.values()]
    assert all(iri.startswith((NAMESPACE, OA)) for iri in own)


@pytest.mark.parametrize("term", OWN_CONTEXT)
def test_each_own_term_is_documented(term: str) -> None:
    assert f"| `{term}` |" in DOCUMENT.read_text(encoding="utf-8")
