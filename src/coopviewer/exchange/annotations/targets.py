"""Reads the targets of an annotation in a file: its entry, and its passage in the entry's texts."""

from enum import StrEnum
from typing import Any, TypeVar

from coopviewer.domain.annotations.annotation import CONTEXT, Anchor, AnchorStatus, Decider, Selector
from coopviewer.domain.annotations.exchange import Loss
from coopviewer.exchange.annotations.jsonld_values import (
    MOST_LISTED,
    Refused,
    as_list,
    fraction,
    iri_in,
    text,
    types_of,
    unwrapped,
    whole_number,
)
from coopviewer.exchange.annotations.vocabulary import ImportLocation, location_of

Term = TypeVar("Term", bound=StrEnum)


def choose_target(value: Any, losses: set[Loss]) -> tuple[ImportLocation, dict[str, Any]]:
    """Return the first target of an annotation that names an entry of a reference, and the JSON object of this target.

    ``value`` is the field with all targets. The reference may be another one than the open one. The object is empty if
    the target is written as an address alone. If there are further targets, that is added to ``losses``. Raises Refused
    if no target names an entry.
    """
    targets = unwrapped(value)
    for target in targets:
        iri = iri_in(target.get("source", target)) if isinstance(target, dict) else iri_in(target)
        location = location_of(iri) if iri is not None else None
        if location is not None:
            if len(targets) > 1:
                losses.add(Loss.FURTHER_TARGETS)
            return location, target if isinstance(target, dict) else {}
    raise Refused(Loss.ABOUT_SOMETHING_ELSE if any(iri_of_any(target) for target in targets) else Loss.NOT_UNDERSTOOD)


def iri_of_any(target: Any) -> str | None:
    """Return the IRI of a target, be it in a reference of this program or anything else; None if it has none.

    ``target`` is a value of JSON: a text, an object with ``id``, a list of these, of which the first is taken, or an
    object with such a value in ``source``. Raises Refused for a list of more than 1,000 items, or a text of
    more than 500,000 code points.
    """
    return iri_in(target.get("source", target)) if isinstance(target, dict) else iri_in(target)


def read_anchor(location: ImportLocation, target: dict[str, Any], losses: set[Loss]) -> tuple[Anchor | None, str]:
    """Return the anchor of a target, and the quotation for an annotation that cannot be anchored.

    ``location`` is what the target's IRI names. The anchor is None if the target has no quotation of a fact: then the
    annotation refers to the entry as a whole. The second value is the quotation if the file quotes a text without
    saying from which fact, else empty. A quotation of a fact without a valid position or edition becomes an anchor with
    the status ORPHAN, whose quotation is searched for in the open edition later. What cannot be kept is added to
    ``losses``. Raises Refused for values that the W3C's model does not allow.
    """
    selectors = _selectors(target)
    quote = next((each for each in selectors if "TextQuoteSelector" in types_of(each) and "exact" in each), None)
    position = next((each for each in selectors if "TextPositionSelector" in types_of(each)), None)
    if quote is None:
        if selectors or location.text is not None:
            losses.add(Loss.NO_QUOTATION)
        return None, ""
    if location.text is None:
        losses.add(Loss.QUOTATION_IN_TEXT)
        return None, text(quote["exact"])
    return _anchor(location.text, target, quote, position, losses), ""


def read_later_anchors(value: Any) -> tuple[Anchor, ...]:
    """Return the further anchors of an annotation, in later editions, from the field in which this program writes them.

    Empty if ``value`` is None. Raises Refused if one of them is not as this program writes it.
    """
    return tuple(_later_anchor(each) for each in as_list(value))


def term(kind: type[Term], value: Any) -> Term:
    """Return the member of an enumeration (``kind``) that has this value; raises Refused if none has."""
    try:
        return kind(text(value))
    except ValueError:
        raise Refused from None


def _later_anchor(target: Any) -> Anchor:
    location = location_of(iri_in(target.get("source")) or "") if isinstance(target, dict) else None
    if location is None:
        raise Refused
    losses: set[Loss] = set()
    anchor, _ = read_anchor(location, target, losses)
    if anchor is None or losses:
        raise Refused
    return anchor


def _selectors(target: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the selectors of a target, including those that refine others."""
    found: list[dict[str, Any]] = []
    pending = as_list(target.get("selector"))
    while pending and len(found) < MOST_LISTED:
        selector, *pending = pending
        if isinstance(selector, dict):
            found.append(selector)
            pending += as_list(selector.get("refinedBy"))
    return found


def _anchor(
    named: tuple[str, str],
    target: dict[str, Any],
    quote: dict[str, Any],
    position: dict[str, Any] | None,
    losses: set[Loss],
) -> Anchor:
    """Return an anchor in the text of the fact and field ``named``.

    Without a valid position or edition it is an orphan, which the program looks for in the text later.
    """
    exact = text(quote["exact"])
    start, end = _range(position) if position is not None else (0, -1)
    edition, edition_sha256 = _edition(target)
    has_position = end - start == len(exact) and edition is not None
    if not has_position:
        losses.add(Loss.NO_PLACE)
    selector = Selector(
        fact_id=named[0],
        field=named[1],
        start=start,
        end=start + len(exact),
        exact=exact,
        prefix=text(quote.get("prefix", ""))[-CONTEXT:],
        suffix=text(quote.get("suffix", ""))[:CONTEXT],
    )
    return Anchor(
        selector=selector,
        edition=edition or "",
        edition_sha256=edition_sha256,
        status=term(AnchorStatus, target.get("anchorStatus", "exact")) if has_position else AnchorStatus.ORPHAN,
        score=fraction(target.get("score", 1)) if has_position else 0.0,
        decided_by=term(Decider, target.get("decidedBy", "person")) if has_position else Decider.PROGRAM,
    )


def _range(position: dict[str, Any]) -> tuple[int, int]:
    return whole_number(position.get("start")), whole_number(position.get("end"))


def _edition(target: dict[str, Any]) -> tuple[str | None, str]:
    """Return the edition in a target's state and the hash of its content; None and empty if the state names none."""
    for state in as_list(target.get("state")):
        if isinstance(state, dict) and "edition" in state:
            return text(state["edition"]), text(state.get("editionSha256", ""))
    return None, ""
