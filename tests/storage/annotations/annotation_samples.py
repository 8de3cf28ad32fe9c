"""Annotations to test with: one of each kind, in the scripts and signs that people write."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

from coopviewer.domain.annotations.annotation import (
    Anchor,
    AnchorStatus,
    Annotation,
    AnnotationStatus,
    Colour,
    Decider,
    Motivation,
    Person,
    select,
)

DATASET = "urn:coopviewer:frontex"
ME = Person("00000000-0000-4000-8000-00000000000a", "Ana")
GOAL = "Strengthen the capacity of the border authorities, e.g. in Bosnia 🇧🇦 and Côte d’Ivoire."
PLACE = (GOAL.index("Bosnia"), GOAL.index("Côte") - 1)
START = datetime(2026, 11, 25, 9, 30, 0, 123_000, tzinfo=UTC)
_numbers = count(1)


def clock(step: timedelta = timedelta(seconds=1)) -> Iterator[datetime]:
    """Return moments, each a step after the one before."""
    return (START + step * number for number in count())


def anchor(start: int = 0, end: int = 10, *, fact: str = "project/afic/goal/structures", edition: str = "e1") -> Anchor:
    return Anchor(
        selector=select(GOAL, start, end, fact_id=fact, field="text"), edition=edition, edition_sha256="a" * 64
    )


def note(uuid: str | None = None, body: str = "A note", **fields: object) -> Annotation:
    """Make an annotation; ``uuid`` None: one of its own."""
    known: dict[str, object] = {
        "uuid": uuid or f"00000000-0000-4000-8000-{next(_numbers):012}",
        "revision": 1,
        "dataset": DATASET,
        "entry_id": "project/afic",
        "motivation": Motivation.COMMENTING,
        "creator": ME,
        "created": START,
        "modified": START,
        "body": body,
    }
    return Annotation(**(known | fields))  # type: ignore[arg-type]


SAMPLES = (
    note("s1", "Plain, with 'quotes', \"double\" ones, % and _"),
    note("s2", "حدود · 🏳️‍🌈 · e\u0301 · \u202eright to left\u202c\r\nsecond line\n", tags=("à vérifier", "حدود", "🛂")),
    note("s3", "", motivation=Motivation.HIGHLIGHTING, colour=Colour.PINK, anchors=(anchor(*PLACE),)),
    note("s4", "", motivation=Motivation.BOOKMARKING, entry_id="country/NE"),
    note(
        "s5",
        "because",
        motivation=Motivation.LINKING,
        entry_id="country/NE",
        target_entry_id="project/afic",
        tags=("verify",),
    ),
    note("s6", "Is this so?", motivation=Motivation.QUESTIONING, status=AnnotationStatus.OPEN_QUESTION, revision=7),
    note(
        "s7",
        "As stated",
        motivation=Motivation.ASSESSING,
        status=AnnotationStatus.DISPUTED,
        colour=Colour.GREEN,
        creator=Person("00000000-0000-4000-8000-00000000000b", "Björk Ægir"),
        modified=START + timedelta(days=2, milliseconds=1),
        deleted_at=START + timedelta(days=3),
        tags=("verify", "à vérifier"),
        anchors=(
            anchor(),
            Anchor(
                selector=select(GOAL, 2, 12, fact_id="project/afic/goal/structures", field="text"),
                edition="e2",
                edition_sha256="b" * 64,
                status=AnchorStatus.CHANGED,
                score=0.875,
                decided_by=Decider.PROGRAM,
            ),
        ),
    ),
    note("s8", "Of another reference", dataset="urn:other"),
)
