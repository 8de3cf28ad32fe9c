"""Annotations for tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from coopviewer.domain.annotations.annotation import Anchor, Annotation, Motivation, Person, Selector
from coopviewer.domain.annotations.drafts import AnnotatedPage

THEN = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)
ME = Person("person/me", "I")
PAGE = AnnotatedPage("urn:x", "project/afic", "AFIC", ME, {"country/NE": "Niger", "network/afic": "The network"})


def annotation(uuid: str, body: str = "", on: Selector | None = None, *, minutes: int = 0, **more: Any) -> Annotation:
    """Return an annotation on the page, or on a passage of it."""
    anchors = () if on is None else (Anchor(selector=on, edition="e", edition_sha256="0" * 64),)
    fields = {
        "revision": 1,
        "dataset": "urn:x",
        "entry_id": "project/afic",
        "motivation": Motivation.HIGHLIGHTING if anchors and not body else Motivation.COMMENTING,
        "creator": ME,
        "created": THEN + timedelta(minutes=minutes),
        "modified": THEN,
        "anchors": anchors,
    }
    return Annotation(uuid=uuid, body=body, **{**fields, **more})
