"""Derives the identity of an imported edition from what its files state: its dataset, its day, its publisher."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from coopviewer.authoring.importing.first_pass import FirstPass, ScannedDocument, day_of
from coopviewer.authoring.importing.iati.keys import short_hash, slug
from coopviewer.domain.imports.requests import ImportRequest
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.vocabulary import Basis

_DATASET = "urn:coopviewer:dataset:iati:"
_MOST_NAMED = 4  # publishers named in a URN or a title
_UPDATED = "The earliest and the latest day on which one of the activities was last updated, as the files state them."
_GENERATED = "The day on which the files were generated, as they state it."
_UNKNOWN = "The files state neither when they were generated nor when an activity was last updated."
_LICENCE = "The facts are those of the imported files, under the terms of their publishers."
_DISCLAIMER = (
    "Imported; the report of the import lists what was mended. "
    "coopviewer is not affiliated with the publishers of the files."
)


def edition_of(request: ImportRequest, first_pass: FirstPass) -> Edition:
    """Return the edition that an import makes, from what the files state; ``request`` may set title and dataset.

    Its two *as of* days are the first and the last day on which an activity was last updated, or else on which a file
    was generated; None if neither is stated. Its id is the latest day on which a file was generated, or else an
    activity updated, such as ``2024-05-31``, or else a short hash of the files' contents.
    """
    names = publishers(first_pass.reporters)
    days = _days(first_pass)
    return Edition(
        id=_edition_id(first_pass),
        dataset=request.dataset or dataset_of(first_pass.reporters, names),
        title=request.title or title_of_names(names, [each.document.name for each in first_pass.documents]),
        publisher=_listed(names) or first_pass.documents[0].document.name,
        as_of_earliest=None if days is None else days[0],
        as_of_latest=None if days is None else days[1],
        as_of_basis=Basis.STATED,
        as_of_note=_UNKNOWN if days is None else _UPDATED if first_pass.days else _GENERATED,
        licence_note=_LICENCE,
        disclaimer=_DISCLAIMER,
    )


def publishers(reporters: Mapping[str | None, Counter[str]]) -> tuple[str, ...]:
    """Return one name for each reporter, its most frequent one; reporters with the most activities come first.

    Each name is returned once. ``reporters`` has, by the reference of a reporter, how often it is called by which name;
    all reporters without a reference are under None, and count as one.
    """
    ordered = sorted(reporters.values(), key=lambda names: -names.total())
    return tuple(dict.fromkeys(names.most_common(1)[0][0] for names in ordered))


def dataset_of(reporters: Mapping[str | None, Counter[str]], names: Sequence[str]) -> str:
    """Return the URN of the dataset, formed from the references of those who report activities, or else their names.

    For ``XM-DAC-41114`` it is ``urn:coopviewer:dataset:iati:xm-dac-41114-57e339ed``. Of two to four references the
    parts after the last colon are joined by ``+``. For more, this part is their number and one hash of all,
    beginning with ``5-publishers-`` for five; without references and names it is ``unknown``.

    ``reporters`` has, by the reference of a reporter (None: all without one), how often it is called by which name.
    ``names``, one for each reporter, are used only if no reporter has a reference.
    """
    refs = sorted(ref for ref in reporters if ref is not None) or sorted(names)
    if not refs:
        return f"{_DATASET}unknown"
    slugs = [slug(ref) for ref in refs]
    if len(slugs) > _MOST_NAMED:
        return f"{_DATASET}{len(slugs)}-publishers-{short_hash(*refs)}"
    return _DATASET + "+".join(slugs)


def title_of_names(names: Sequence[str], files: Sequence[str]) -> str:
    """Return the title of an edition for which the user chose none: ``IATI: UNDP, Sida`` for two publishers.

    ``names`` are the names of the publishers; if there are none, ``files``, the names of the files, take their place.
    Of more than four, the first four are in the title, followed by ``…``.
    """
    return f"IATI: {_listed(names) or _listed(files)}"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    return f"{shown} …" if len(names) > _MOST_NAMED else shown


def _edition_id(first_pass: FirstPass) -> str:
    """Return the latest day on which a file was generated, else an activity updated, else a short hash of the files."""
    if generated := _generated(first_pass.documents):
        return generated[-1]
    if first_pass.days is not None:
        return first_pass.days[1]
    return short_hash(*(each.digest.sha256 for each in first_pass.documents))


def _days(first_pass: FirstPass) -> tuple[str, str] | None:
    if first_pass.days is not None:
        return first_pass.days
    generated = _generated(first_pass.documents)
    return (generated[0], generated[-1]) if generated else None


def _generated(documents: Iterable[ScannedDocument]) -> list[str]:
    """Return the days on which documents were generated, sorted."""
    days = (day_of(each.head.generated or "") for each in documents if each.head is not None)
    return sorted(day for day in days if day is not None)
