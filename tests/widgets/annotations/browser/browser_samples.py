"""Sample annotations for tests and screenshots: ten realistic ones, or any number of generated ones."""

from datetime import UTC, datetime, timedelta
from typing import Any

from coopviewer.domain.annotations.annotation import (
    Anchor,
    Annotation,
    AnnotationStatus,
    Colour,
    Motivation,
    Person,
    select,
    sorted_tags,
)

DATASET = "urn:example:reference"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ADA, BEN = Person("00000000-0000-4000-8000-00000000000a", "Ada"), Person("00000000-0000-4000-8000-00000000000b", "Ben")
ENTRIES = ("country/NE", "project/afic", "organisation/frontex", "source/frontex-other-partners", "network/afic")
_TEXT = "The project shall strengthen the capacities of the partner countries to share information on migration."


def annotation(number: int, **fields: Any) -> Annotation:
    """Return the annotation with a number, from 0; each is changed a minute after the previous one."""
    made: dict[str, Any] = {
        "uuid": f"00000000-0000-4000-9000-{number:012}",
        "revision": 1,
        "dataset": DATASET,
        "entry_id": ENTRIES[number % len(ENTRIES)],
        "motivation": Motivation.COMMENTING,
        "creator": ADA,
        "created": NOON + timedelta(minutes=number),
        "modified": NOON + timedelta(minutes=number),
        "body": f"Note number {number}",
        **fields,
    }
    made["tags"] = sorted_tags(tuple(made.get("tags", ())))
    return Annotation(**made)


def highlight(number: int, start: int, end: int, **fields: Any) -> Annotation:
    """Return a highlight on a range of a goal's text."""
    selector = select(_TEXT, start, end, fact_id="project/afic/goal/1", field="text")
    anchor = Anchor(selector=selector, edition="2026-1", edition_sha256="0" * 64)
    chosen = {"motivation": Motivation.HIGHLIGHTING, "colour": Colour.YELLOW, "body": "", "anchors": (anchor,)}
    return annotation(number, **{"entry_id": "project/afic", **chosen, **fields})


def few() -> tuple[Annotation, ...]:
    """Return ten annotations such as a user writes in a day."""
    return (
        annotation(
            0,
            tags=("niger", "verify"),
            status=AnnotationStatus.TO_VERIFY,
            body="Which year does this figure belong to?",
        ),
        highlight(1, 18, 45, tags=("capacity",), body="The same words as in the 2019 programme."),
        highlight(2, 75, 101, colour=Colour.PINK, status=AnnotationStatus.DISPUTED, tags=("verify",)),
        annotation(3, motivation=Motivation.BOOKMARKING, body="", entry_id="organisation/frontex"),
        annotation(
            4,
            motivation=Motivation.LINKING,
            target_entry_id="network/afic",
            entry_id="project/afic",
            body="The network grew out of the project.",
            creator=BEN,
        ),
        highlight(5, 4, 17, colour=Colour.GREEN, status=AnnotationStatus.VERIFIED, creator=BEN),
        highlight(6, 46, 74, colour=Colour.BLUE, status=AnnotationStatus.OPEN_QUESTION, tags=("capacity", "niger")),
        annotation(7, body="Call the office in Niamey.\nAsk for the list of equipment.", tags=("to do",)),
        annotation(8, body="النيجر: 🛂 check the spelling", tags=("النيجر",)),
        annotation(9, body="<b>Not bold</b> & plain", entry_id="source/frontex-other-partners"),
    )


def many(count: int) -> tuple[Annotation, ...]:
    """Return this many annotations, with alternating tags, colours and statuses."""
    colours, statuses = (None, *Colour), (None, *AnnotationStatus)
    return tuple(
        annotation(
            number,
            tags=[f"tag {number % 100}"] + (["verify"] if number % 10 == 0 else []),
            colour=colours[number % len(colours)],
            status=statuses[number % len(statuses)],
        )
        for number in range(count)
    )
