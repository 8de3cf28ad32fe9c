"""What another author wrote into an annotation: a version beside one's own, until it is decided about."""

from dataclasses import replace
from datetime import timedelta

from coopviewer.domain.annotations.annotation import Motivation, Person, select
from coopviewer.domain.annotations.versions.earlier import (
    OTHER_VERSION,
    LocalHistory,
    OtherVersion,
    keep_version,
    origin_of,
    version_uuid,
)
from tests.annotated import ME, THEN, annotation

JANE, JOHN = Person("person/jane", "Jane"), Person("person/john", "John")
OWN = annotation("own", "A note", minutes=5, tags=("Niger",))
LATER = THEN + timedelta(days=1)
VERSION = replace(OWN, uuid=version_uuid("own", JANE), creator=JANE, tags=("Niger", OTHER_VERSION))


def test_each_author_has_one_version_of_an_annotation() -> None:
    assert version_uuid("own", JANE) == version_uuid("own", replace(JANE, name="Jane Doe"))
    assert len({"own", version_uuid("own", JANE), version_uuid("own", JOHN), version_uuid("other", JANE)}) == 4


def test_the_origin_of_a_version_is_found_among_annotations() -> None:
    assert origin_of(VERSION, ["other", "own"]) == "own"
    assert origin_of(VERSION, ["other"]) is None
    assert origin_of(replace(VERSION, creator=JOHN), ["own"]) is None


def test_a_version_that_is_kept_waits_no_longer() -> None:
    kept = keep_version(VERSION, LATER)
    assert (kept.tags, kept.modified, kept.revision) == (("Niger",), LATER, OWN.revision + 1)
    assert keep_version(kept, LATER + timedelta(days=1)) is kept


def test_a_version_is_shown_by_the_text_that_it_is_on_or_by_its_note() -> None:
    passage = select("The police of Niger.", 4, 10, fact_id="f", field="text")
    highlight = annotation("a", on=passage, motivation=Motivation.HIGHLIGHTING)
    assert OtherVersion(highlight, None, "AFIC").quotation == "police"
    assert OtherVersion(OWN, None, "AFIC").quotation == "A note"


def test_a_former_state_is_recognised_by_its_revision_time_and_note() -> None:
    known = LocalHistory(frozenset({(OWN.revision, OWN.modified, OWN.body)}))
    assert known.has(replace(OWN, tags=(), creator=ME))
    for changed in (replace(OWN, revision=2), replace(OWN, modified=LATER), replace(OWN, body="Another")):
        assert not known.has(changed)
    assert not LocalHistory().has(OWN)
