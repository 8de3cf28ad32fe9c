"""The targets of annotations in a file: the entry that each is about, and where in its texts it stands."""

from enum import StrEnum
from typing import Any, TypeVar

from coopviewer.domain.annotations.annotation import CONTEXT, Anchor, AnchorStatus, Decider, Selector
from coopviewer.domain.annotations.exchange import Loss
from coopviewer.exchange.annotations.jsonld_values import (
    MOST_LISTED,
    Refused,
    iri_in,
    many,
    share,
    text,
    types_of,
    unwrapped,
    whole_number,
)
from coopviewer.exchange.annotations.vocabulary import ImportLocation, place_of

Word = TypeVar("Word", bound=StrEnum)


def choose_target(value: Any, losses: set[Loss]) -> tuple[ImportLocation, dict[str, Any]]:
    """Give the first target that is an entry of a reference, and its record; raises Refused where none is."""
    targets = unwrapped(value)
    for target in targets:
        iri = iri_in(target.get("source", target)) if isinstance(target, dict) else iri_in(target)
        place = place_of(iri) if iri is not None else None
        if place is not None:
            if len(targets) > 1:
                losses.add(Loss.FURTHER_TARGETS)
            return place, target if isinstance(target, dict) else {}
    raise Refused(Loss.ABOUT_SOMETHING_ELSE if any(iri_of_any(target) for target in targets) else Loss.NOT_UNDERSTOOD)


def iri_of_any(target: Any) -> str | None:
    """Give the IRI of a target of any kind; None where there is none."""
    return iri_in(target.get("source", target)) if isinstance(target, dict) else iri_in(target)


def read_anchor(place: ImportLocation, target: dict[str, Any], losses: set[Loss]) -> tuple[Anchor | None, str]:
    """Read where a target stands; None: on the entry as a whole, beside the words quoted if the file quotes any."""
    selectors = _selectors(target)
    quote = next((each for each in selectors if "TextQuoteSelector" in types_of(each) and "exact" in each), None)
    position = next((each for each in selectors if "TextPositionSelector" in types_of(each)), None)
    if quote is None:
        if selectors or place.text is not None:
            losses.add(Loss.NO_QUOTATION)
        return None, ""
    if place.text is None:
        losses.add(Loss.QUOTATION_IN_TEXT)
        return None, text(quote["exact"])
    return _anchor(place.text, target, quote, position, losses), ""


def read_later_anchors(value: Any) -> tuple[Anchor, ...]:
    """Read the further anchors of an annotation; raises Refused where one is not as we write it."""
    return tuple(_later_anchor(each) for each in many(value))


def word(kind: type[Word], value: Any) -> Word:
    """Read one of our own words; raises Refused where there is no such word."""
    try:
        return kind(text(value))
    except ValueError:
        raise Refused from None


def _later_anchor(target: Any) -> Anchor:
    place = place_of(iri_in(target.get("source")) or "") if isinstance(target, dict) else None
    if place is None:
        raise Refused
    losses: set[Loss] = set()
    anchor, _ = read_anchor(place, target, losses)
    if anchor is None or losses:
        raise Refused
    return anchor


def _selectors(target: dict[str, Any]) -> list[dict[str, Any]]:
    """List the selectors of a target, those that refine others too."""
    found: list[dict[str, Any]] = []
    waiting = many(target.get("selector"))
    while waiting and len(found) < MOST_LISTED:
        selector, *waiting = waiting
        if isinstance(selector, dict):
            found.append(selector)
            waiting += many(selector.get("refinedBy"))
    return found


def _anchor(
    named: tuple[str, str],
    target: dict[str, Any],
    quote: dict[str, Any],
    position: dict[str, Any] | None,
    losses: set[Loss],
) -> Anchor:
    """Make an anchor; an orphan, to be found again, where the file does not say rightly where it stands."""
    exact = text(quote["exact"])
    start, end = _range(position) if position is not None else (0, -1)
    edition, edition_sha256 = _edition(target)
    placed = end - start == len(exact) and edition is not None
    if not placed:
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
        status=word(AnchorStatus, target.get("anchorStatus", "exact")) if placed else AnchorStatus.ORPHAN,
        score=share(target.get("score", 1)) if placed else 0.0,
        decided_by=word(Decider, target.get("decidedBy", "person")) if placed else Decider.PROGRAM,
    )


def _range(position: dict[str, Any]) -> tuple[int, int]:
    return whole_number(position.get("start")), whole_number(position.get("end"))


def _edition(target: dict[str, Any]) -> tuple[str | None, str]:
    """Give the edition that a target's state names, and the hash of its content; None where it names none."""
    for state in many(target.get("state")):
        if isinstance(state, dict) and "edition" in state:
            return text(state["edition"]), text(state.get("editionSha256", ""))
    return None, ""
