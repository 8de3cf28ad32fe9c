"""The bodies of annotations in a file: a note's text, tags, and the far end of a link."""

from dataclasses import dataclass, field
from typing import Any

from coopviewer.domain.annotations.annotation import LONGEST_TAG
from coopviewer.domain.annotations.exchange import Loss
from coopviewer.exchange.annotations.jsonld_values import (
    MOST_TAGS,
    MOST_TEXT,
    Refused,
    iri_in,
    text,
    types_of,
    unwrapped,
    words_in,
)
from coopviewer.exchange.annotations.vocabulary import place_of

_HTML = ("text/html", "application/xhtml+xml")


@dataclass(slots=True)
class Bodies:
    """What the bodies of one annotation come to; several texts are paragraphs of one note."""

    texts: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    target_entry_id: str | None = None

    def note(self) -> str:
        """Give the text of the note; raises Refused where it is longer than is taken."""
        note = "\n\n".join(each for each in self.texts if each)
        if len(note) > MOST_TEXT:
            raise Refused(Loss.TOO_LONG)
        return note


def read_bodies(record: dict[str, Any], dataset: str, losses: set[Loss]) -> Bodies:
    """Read the bodies of an annotation of ``dataset``; raises Refused for more tags, or longer ones, than are taken."""
    bodies = Bodies()
    if "bodyValue" in record:
        bodies.texts.append(text(record["bodyValue"]))
    given = unwrapped(record.get("body"))
    # the model lets the one body of an annotation that tags be a tag without saying so again
    tagging = len(given) == 1 and words_in(record.get("motivation")) == ["tagging"]
    for each in given:
        _add_body(bodies, each, dataset, losses, tagging=tagging)
    if len(bodies.tags) > MOST_TAGS:
        raise Refused(Loss.TOO_LONG)
    return bodies


def _add_body(bodies: Bodies, body: Any, dataset: str, losses: set[Loss], *, tagging: bool) -> None:
    node = body if isinstance(body, dict) else {}
    iri = iri_in(node.get("source", body))
    purposes = words_in(node.get("purpose"))
    if tagging or "tagging" in purposes:
        bodies.tags.append(text(_tag(node, iri), LONGEST_TAG))
    elif "value" in node:
        bodies.texts.append(text(node["value"]))
        if "format" in node and text(node["format"]).lower() in _HTML:
            losses.add(Loss.MARKUP)
    elif iri is None:
        if not _is_embedded_nothing(node):
            losses.add(Loss.OTHER_BODY)
    elif not _is_link(bodies, iri, dataset):
        bodies.texts.append(iri)


def _is_link(bodies: Bodies, iri: str, dataset: str) -> bool:
    """Take an entry of the same reference as the far end of a link, where there is none yet."""
    place = place_of(iri)
    if place is None or place.dataset != dataset or place.text is not None or bodies.target_entry_id is not None:
        return False
    bodies.target_entry_id = place.entry_id
    return True


def _is_embedded_nothing(node: dict[str, Any]) -> bool:
    """Tell whether a body says nothing: some tools write a text without a value for an empty note."""
    return "TextualBody" in types_of(node)


def _tag(node: dict[str, Any], iri: str | None) -> Any:
    """Give the word of a tag: its value, or the label or the address of the thing that is the tag."""
    source = node.get("source")
    for holder in (node, source if isinstance(source, dict) else {}):
        for key in ("value", "label", "name"):
            if key in holder:
                return holder[key]
    if iri is None:
        raise Refused
    return iri
