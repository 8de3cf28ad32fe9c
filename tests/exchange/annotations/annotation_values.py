"""Annotations of every kind, for the tests of export and import."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from coopviewer.domain.annotations.annotation import (
    CONTEXT,
    Anchor,
    AnchorStatus,
    Annotation,
    AnnotationStatus,
    Colour,
    Decider,
    Motivation,
    Person,
    Selector,
    select,
    sorted_tags,
)
from coopviewer.domain.annotations.exchange import EntryNames
from coopviewer.exchange.annotations.jsonld import jsonld_lines

DATASET = "urn:coopviewer:dataset:frontex-non-eu-cooperation"
MOMENT = datetime(2026, 11, 25, 23, 17, 6, 123000, UTC)
AUTHOR = Person("6f1c0a5e-7a0e-4f57-9a7c-2f4a3f0d9b11", "Zoë Müller")
NAMES = EntryNames(
    DATASET,
    {"project/afic": "AFIC", "country/XK": "Kosovo*", "country/NE": "Niger"},
    {"Kosovo*": "This designation is without prejudice to positions on status."},
)
TEXT = "To strengthen the capacity of اللجنة 👩‍👩‍👧 e\u0301 partners, and to train them."


def to_jsonld(given: Iterable[Annotation], names: EntryNames | None = None) -> bytes:
    """Return the content of an exported file."""
    return b"".join(jsonld_lines(given, names))


def note(number: int = 1, **fields) -> Annotation:
    given = {
        "uuid": f"00000000-0000-4000-8000-{number:012x}",
        "revision": 1,
        "dataset": DATASET,
        "entry_id": "project/afic",
        "motivation": Motivation.COMMENTING,
        "creator": AUTHOR,
        "created": MOMENT,
        "modified": MOMENT,
        "body": f"Note {number}",
    }
    return Annotation(**(given | fields))


def on_passage(start: int = 3, end: int = 13, **fields) -> Anchor:
    selector = select(TEXT, start, end, fact_id="project/afic/goal/capacity", field="text")
    return Anchor(**({"selector": selector, "edition": "2026-02", "edition_sha256": "ab" * 32} | fields))


def of_every_kind() -> tuple[Annotation, ...]:
    """Return annotations in which each field has each kind of value."""
    later = on_passage(5, 15, status=AnchorStatus.MOVED, score=1.0, decided_by=Decider.PROGRAM, edition="2026-03")
    changed = on_passage(5, 16, status=AnchorStatus.CHANGED, score=0.875, decided_by=Decider.PERSON, edition="2026-04")
    lost = on_passage(5, 15, status=AnchorStatus.ORPHAN, score=0.0, decided_by=Decider.PROGRAM, edition="2026-05")
    return (
        note(1, body="", motivation=Motivation.BOOKMARKING),
        note(
            2,
            body='A word.\n\n  Another, 👍 e\u0301 اللجنة\ttab \\ "q" <b>&amp;',
            tags=sorted_tags(["Ärger", "to do", "zoo"]),
        ),
        note(3, body="", motivation=Motivation.HIGHLIGHTING, colour=Colour.PINK, anchors=(on_passage(),)),
        note(4, anchors=(on_passage(30, 50), later, changed, lost), colour=Colour.GREEN, revision=7),
        note(5, motivation=Motivation.LINKING, target_entry_id="country/XK", body="because", entry_id="country/NE"),
        note(
            6, motivation=Motivation.QUESTIONING, status=AnnotationStatus.OPEN_QUESTION, entry_id="source/frontex-page"
        ),
        note(7, motivation=Motivation.ASSESSING, status=AnnotationStatus.DISPUTED, tags=("a",)),
        note(
            8,
            deleted_at=MOMENT + timedelta(days=2),
            modified=MOMENT + timedelta(days=1),
            creator=Person(AUTHOR.uuid, ""),
        ),
        note(9, dataset="urn:example:other#weird?%:x", status=AnnotationStatus.VERIFIED, colour=Colour.BLUE),
        note(
            10,
            status=AnnotationStatus.TO_VERIFY,
            colour=Colour.YELLOW,
            body="\u2028line\u2029",
            anchors=(on_passage(0, len(TEXT)),),
        ),
    )


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
_UUIDS = st.uuids().map(str)
_SLUGS = st.from_regex(r"[a-z][a-z-]{0,8}/[A-Za-z0-9][A-Za-z0-9-]{0,8}", fullmatch=True)
_MOMENTS = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000))


@st.composite
def _anchors(draw) -> Anchor:
    exact, start = draw(WORDS), draw(st.integers(0, 2**40))
    selector = Selector(
        fact_id=draw(WORDS.filter(bool)),
        field=draw(WORDS.filter(bool)),
        start=start,
        end=start + len(exact),
        exact=exact,
        prefix=draw(WORDS)[:CONTEXT],
        suffix=draw(WORDS)[:CONTEXT],
    )
    return Anchor(
        selector=selector,
        edition=draw(WORDS),
        edition_sha256=draw(WORDS),
        status=draw(st.sampled_from(AnchorStatus)),
        score=draw(st.floats(0, 1)),
        decided_by=draw(st.sampled_from(Decider)),
    )


@st.composite
def annotations(draw) -> Annotation:
    """Return a strategy for any annotation that the annotations file can store."""
    motivation = draw(st.sampled_from(Motivation))
    return Annotation(
        uuid=draw(_UUIDS),
        revision=draw(st.integers(1, 2**53 - 1)),
        dataset=draw(st.one_of(st.just(DATASET), WORDS.filter(bool).map("urn:example:{}".format))),
        entry_id=draw(_SLUGS),
        motivation=motivation,
        creator=Person(draw(_UUIDS), draw(WORDS)),
        created=draw(_MOMENTS),
        modified=draw(_MOMENTS),
        body=draw(WORDS),
        colour=draw(st.sampled_from([None, *Colour])),
        status=draw(st.sampled_from([None, *AnnotationStatus])),
        target_entry_id=draw(_SLUGS) if motivation is Motivation.LINKING else None,
        tags=sorted_tags(draw(st.lists(WORDS, max_size=4))),
        deleted_at=draw(st.one_of(st.none(), _MOMENTS)),
        anchors=tuple(draw(st.lists(_anchors(), max_size=3))),
    )
