"""Sample reviews, made by re-anchoring annotations in another edition."""

from datetime import UTC, datetime

from coopviewer.domain.anchoring.entry_texts import EntryTexts
from coopviewer.domain.anchoring.placement import place_annotation
from coopviewer.domain.anchoring.review import Review, review_of
from coopviewer.domain.annotations.annotation import Anchor, Annotation, Motivation, Person, select
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.fact_texts import FactText
from coopviewer.domain.reference.vocabulary import Basis

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FACT = "project/afic/goal/structures"


def edition(name: str, earliest: str, latest: str) -> Edition:
    return Edition(name, "urn:x", "T", "P", earliest, latest, Basis.INFERRED, "", "", "", content_sha256=name)


THEN = edition("frontex-2021.1", "2019-02-01", "2021-12-31")
LATER = edition("frontex-2023.1", "2022-01-01", "2023-06-30")


def review(uuid: str, title: str, old: str, words: str, new: str | None, body: str = "") -> Review:
    """Return the review of an annotation on ``words`` of an old text; ``new`` is the new text, None for none."""
    start = old.index(words)
    selector = select(old, start, start + len(words), fact_id=FACT, field="text")
    annotation = Annotation(
        uuid=uuid, revision=1, dataset="urn:x", entry_id="project/afic", motivation=Motivation.COMMENTING,
        creator=Person("p", "Ada"), created=NOW, modified=NOW, body=body,
        anchors=(Anchor(selector=selector, edition=THEN.id, edition_sha256=THEN.content_sha256),),
    )  # fmt: skip
    texts = EntryTexts([] if new is None else [FactText(FACT, "text", "project/afic", new)])
    placed = place_annotation(annotation, texts, LATER)
    assert placed.needs_decision
    return review_of(placed, texts, LATER, title)


AFIC = "Strengthening the Africa-Frontex Intelligence Community"
SAMPLES = (
    review(
        "year", AFIC,
        "The working arrangement with the ministry has been in force since 2019 and covers training.",
        "has been in force since 2019", "The working arrangement with the ministry has been in force since 2021 and "
        "covers training, risk analysis and the exchange of information.", "Compare with the annual report.",
    ),
    review(
        "denied", "Niger", "Frontex leads the project.", "Frontex leads the project.",
        "It is not stated that Frontex leads the project.",
    ),
    review(
        "rewritten", AFIC,
        "It began in 2017. Officers of eight countries learn how to analyse risks. Frontex leads it.",
        "Officers of eight countries learn how to analyse risks.",
        "It began in 2017. Risk analysis is taught to staff from the region. Frontex leads it.",
    ),
    review(
        "arabic", "المغرب", "يدعم المشروع تدريب ضباط شرطة الحدود على تحليل المخاطر.",
        "يدعم المشروع تدريب ضباط شرطة الحدود على تحليل المخاطر.",
        "لا يدعم المشروع تدريب ضباط شرطة الحدود على تحليل المخاطر.", "يحتاج إلى تدقيق",
    ),
    review("other", "Kosovo*", "Beneficiaries are Albania, Kosovo* and Serbia.", "Kosovo*", "A list is not given."),
    review("gone", "EU4BorderSecurity", "A handbook is written in three languages.", "A handbook", None, "To quote."),
)  # fmt: skip
