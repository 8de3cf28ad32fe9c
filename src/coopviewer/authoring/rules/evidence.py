"""Checks evidence: each basis has the citations it needs, and citations refer to existing passages and sources."""

from collections.abc import Iterator

from coopviewer.authoring.examination import Examination
from coopviewer.domain.faults import Fault, display_value, phrase
from coopviewer.domain.reference.facts import Citation, Fact
from coopviewer.domain.reference.vocabulary import Basis, CitationRole


def check_facts(examination: Examination) -> Iterator[Fault]:
    """Yield the faults in basis and citations of every fact.

    The basis says why the reference states the fact. A fact with the basis STATED or INFERRED must cite a passage. One
    with REFERENCE, which is from a standard, must cite a whole source, and no other fact may. One with EDITORIAL needs
    a note that says why. Citations must be of sources and passages that exist, and a fact may cite a passage only once;
    in an imported file it may cite several places of one passage.
    """
    for fact in examination.dataset.facts:
        yield from _basis(examination, fact)
        seen: set[Citation] = set()
        for citation in fact.citations:
            yield from _citation(examination, fact, citation)
            # an imported file may state a fact at several places of one record
            cited = citation._replace(role=CitationRole.STATES)
            if cited in seen:
                found = phrase(
                    "{passage_id} twice", passage_id=display_value(citation.passage_id or citation.source_id)
                )
                yield examination.fault(fact, "citations", found, phrase("each passage once"))
            seen.add(cited)
            if citation.line is not None and citation.line < 1:
                yield examination.fault(
                    fact, "citations", phrase("the line {line}", line=citation.line), phrase("1 or more")
                )


def _basis(examination: Examination, fact: Fact) -> Iterator[Fault]:
    whole_source = any(citation.passage_id is None for citation in fact.citations)
    passage = any(citation.passage_id is not None for citation in fact.citations)
    if fact.basis.needs_passage and not passage:
        found = phrase("no passage, with basis {basis}", basis=fact.basis)
        yield examination.fault(fact, "citations", found, phrase("at least one passage of a source"))
    if fact.basis is Basis.REFERENCE and not whole_source:
        yield examination.fault(
            fact, "citations", phrase("no source, with basis reference"), phrase("a whole source such as source/slug")
        )
    if fact.basis is not Basis.REFERENCE and whole_source:
        found = phrase("a whole source, with basis {basis}", basis=fact.basis)
        yield examination.fault(fact, "citations", found, phrase("passages; a whole source needs basis reference"))
    if fact.basis is Basis.EDITORIAL and fact.note is None:
        yield examination.fault(
            fact, "note", phrase("nothing, with basis editorial"), phrase("a sentence that says why")
        )


def _citation(examination: Examination, fact: Fact, citation: Citation) -> Iterator[Fault]:
    if not examination.is_known(citation.source_id, examination.sources):
        wrong = citation.passage_id or citation.source_id
        yield examination.fault(
            fact, "citations", display_value(wrong), phrase("an existing source, or one of its passages")
        )
        return
    if citation.passage_id is None or citation.source_id in examination.unreadable:
        return
    passage = examination.passages.get(citation.passage_id)
    # a passage whose file does not name its source is known only by its short id
    names = {citation.passage_id, "/" + citation.passage_id.rpartition("/")[2]}
    if passage is None and not names & examination.unreadable:
        yield examination.fault(
            fact,
            "citations",
            display_value(citation.passage_id),
            phrase("a passage of {source_id}", source_id=citation.source_id),
        )
    if passage is not None and passage.source_id != citation.source_id:
        found = phrase(
            "{passage_id} as a passage of {source_id}",
            passage_id=display_value(citation.passage_id),
            source_id=citation.source_id,
        )
        yield examination.fault(
            fact, "citations", found, phrase("its own source {source_id}", source_id=passage.source_id)
        )
