"""What another author wrote into an annotation: a version beside one's own, until it is decided about."""

from dataclasses import replace
from datetime import timedelta

from coopviewer.domain.annotations.annotation import Motivation, Person, select
from coopviewer.domain.annotations.versions.earlier import (
    OTHER_VERSION,
    LocalHistory,
    OtherVersion,
    as_version,
    keep_version,
    origin_of,
    version_uuid,
    without_mark,
)
from tests.annotated import ME, THEN, annotation

JANE, JOHN = Person("person/jane", "Jane"), Person("person/john", "John")
OWN = annotation("own", "A note", minutes=5, tags=("Niger",))
LATER = THEN + timedelta(days=1)


def test_each_author_has_one_version_of_an_annotation() -> None:
    assert version_uuid("own", JANE) == version_uuid("own", replace(JANE, name="Jane Doe"))
    assert len({"own", version_uuid("own", JANE), version_uuid("own", JOHN), version_uuid("other", JANE)}) == 4


def test_a_version_is_its_authors_and_waits_for_a_decision() -> None:
    made = as_version(replace(OWN, deleted_at=LATER), JANE)
    assert (made.creator, made.body, made.deleted_at) == (JANE, "A note", None)
    assert set(made.tags) == {"Niger", OTHER_VERSION}
    assert made.uuid == version_uuid("own", JANE)
    assert as_version(OWN, JANE) == made


def test_the_origin_of_a_version_is_found_among_annotations() -> None:
    made = as_version(OWN, JANE)
    assert origin_of(made, ["other", "own"]) == "own"
    assert origin_of(made, ["other"]) is None
    assert origin_of(replace(made, creator=JOHN), ["own"]) is None


def test_a_version_that_is_kept_waits_no_longer() -> None:
    kept = keep_version(as_version(OWN, JANE), LATER)
    assert (kept.tags, kept.modified, kept.revision) == (("Niger",), LATER, OWN.revision + 1)
    assert keep_version(kept, LATER + timedelta(days=1)) is kept


def test_a_version_decided_about_is_without_its_mark_what_it_was_before() -> None:
    made = as_version(OWN, JANE)
    for decided in (keep_version(made, LATER), replace(made, deleted_at=LATER), replace(made, revision=7)):
        assert without_mark(decided) == without_mark(made)
    assert without_mark(replace(made, body="Another")) != without_mark(made)


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
