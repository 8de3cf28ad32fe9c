"""Read the top-level rows of one curated file and add them to those gathered from the whole folder."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from coopviewer.authoring.codes import IsoCountry, read_codes, read_names
from coopviewer.authoring.examination import Item
from coopviewer.authoring.fact_rows import FactReading, read_facts
from coopviewer.authoring.row import SourceRow
from coopviewer.authoring.toml_mistakes import foreign_in
from coopviewer.domain.faults import Fault, display_value, phrase
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import CountryCodes, EntryRef, is_entry_id
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.sources import Passage, Predicate, Redirect, Source
from coopviewer.domain.reference.vocabulary import Basis, CodeStatus, EntryKind, PassageKind

_SHORT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*", re.ASCII)
_ENTRY_ID = phrase("kind/slug, where kind is one of {kinds}", kinds=", ".join(EntryKind))


@dataclass(slots=True)
class GatheredRows:
    """The content of the files read so far, in reading order.

    ``codes`` are the countries of ISO 3166-1 by alpha-2 code, ``names`` the names of the CLDR by alpha-2 code and
    language; ``name_files`` has the file of ``codes`` under ``iso_3166``, that of ``names`` under ``cldr``. ``heads``
    are the file and the source id of each line ``source = …``. ``files`` has the file of each item that was read, by
    the ``id()`` of the Python object. ``unreadable`` are ids of rows with faults. ``reading`` is what the readers of
    facts share.
    """

    faults: list[Fault] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)
    entries: list[EntryRef] = field(default_factory=list)
    countries: list[CountryCodes] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    redirects: list[Redirect] = field(default_factory=list)
    codes: dict[str, IsoCountry] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    heads: list[tuple[str, str]] = field(default_factory=list)
    name_files: dict[str, str] = field(default_factory=dict)
    files: dict[int, str] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    reading: FactReading = field(default_factory=FactReading)

    def remember_file(self, file: str, *items: Item) -> None:
        """Store for messages the file that items were read from: ``a.toml``, or with a sheet's row ``a.csv: a!17``."""
        self.files.update((id(thing), file) for thing in items)


def read_file(root: SourceRow, gathered: GatheredRows) -> None:
    """Add all rows of one file, whose top table is ``root``, and their faults to ``gathered``.

    A row with faults is left out, and its id is added to ``unreadable``; that of a redirect is not added. The edition
    is kept even with faults, and so are the facts of an entry with faults.
    """
    source_id = root.optional_text("source")
    if source_id is not None:
        gathered.heads.append((root.file, source_id))
    _read_edition_and_sources(root, source_id, gathered)
    for row in root.rows("entry"):
        _read_entry(row, source_id, gathered)
    for row in root.rows("facts"):
        entry_id = row.text("entry")
        row.where = entry_id or row.where
        _add_facts(row, read_facts(row, entry_id, source_id, gathered.reading), gathered)
        row.finish()
    _read_generated(root, gathered)
    root.finish()


def _read_edition_and_sources(root: SourceRow, source_id: str | None, gathered: GatheredRows) -> None:
    _read_edition(root.table("edition"), gathered)
    for row in root.rows("source_document"):
        _read_source(row, gathered)
    passages = list(root.rows("passage"))
    if passages and source_id is None:
        root.fault("source", phrase("nothing"), phrase("the id of the source that the passages are from"))
    for row in passages:
        _read_passage(row, source_id, gathered)
    for row in root.rows("predicate"):
        _read_predicate(row, gathered)
    for row in root.rows("redirect"):
        _read_redirect(row, gathered)


def _read_edition(row: SourceRow | None, gathered: GatheredRows) -> None:
    if row is None:
        return
    edition = Edition(
        id=row.text("id"),
        dataset=row.text("dataset"),
        title=row.text("title"),
        publisher=row.text("publisher"),
        as_of_earliest=row.text("as_of_earliest"),
        as_of_latest=row.text("as_of_latest"),
        as_of_basis=row.word("as_of_basis", Basis),
        as_of_note=row.text("as_of_note"),
        licence_note=row.text("licence_note"),
        disclaimer=row.text("disclaimer"),
        subject=row.optional_text("subject"),
    )
    if not row.finish():
        gathered.unreadable.add("edition")
    gathered.editions.append(edition)
    gathered.remember_file(row.file, edition)


def _read_source(row: SourceRow, gathered: GatheredRows) -> None:
    source_id = row.text("id")
    row.where = source_id or row.where
    source = Source(
        source_id,
        row.text("title"),
        publisher=row.optional_text("publisher"),
        url=row.optional_text("url"),
        url_basis=row.optional_text("url_basis"),
        language=row.optional_text("language"),
        version=row.optional_text("version"),
        sha256=row.optional_text("sha256"),
    )
    if source_id and not (source_id.startswith("source/") and is_entry_id(source_id)):
        row.fault("id", display_value(source_id), foreign_in(source_id) or "source/slug")
    if row.finish():
        gathered.sources.append(source)
        gathered.remember_file(row.file, source)
    else:
        gathered.unreadable.add(source_id)


def _read_passage(row: SourceRow, source_id: str | None, gathered: GatheredRows) -> None:
    short = row.text("id")
    passage_id = f"{(source_id or '').removeprefix('source/')}/{short}"
    row.where = passage_id if short else row.where
    if short and _SHORT_ID.fullmatch(short) is None:
        row.fault("id", display_value(short), phrase("letters and digits, such as P47"))
    passage = Passage(
        id=passage_id,
        source_id=source_id or "",
        ordinal=gathered.reading.count(source_id or "", "passage"),
        kind=row.word("kind", PassageKind),
        section=row.text("section"),
        locator=row.text("locator"),
        char_start=row.integer("char_start"),
        char_end=row.integer("char_end"),
        sha256=row.text("sha256"),
    )
    if row.finish() and source_id is not None:
        gathered.passages.append(passage)
        gathered.remember_file(row.file, passage)
    else:
        gathered.unreadable.add(passage_id)


def _read_predicate(row: SourceRow, gathered: GatheredRows) -> None:
    predicate_id = row.text("id")
    row.where = predicate_id or row.where
    predicate = Predicate(
        predicate_id,
        row.text("label"),
        row.text("inverse_label"),
        row.texts("subject_kinds", needed=True),
        row.texts("object_kinds", needed=True),
        row.optional_text("iati"),
    )
    if row.finish():
        gathered.predicates.append(predicate)
        gathered.remember_file(row.file, predicate)
    else:
        gathered.unreadable.add(predicate_id)


def _read_redirect(row: SourceRow, gathered: GatheredRows) -> None:
    redirect = Redirect(row.text("old_id"), row.text("new_id"), row.text("edition_id"))
    row.where = redirect.old_id or row.where
    if row.finish():
        gathered.redirects.append(redirect)
        gathered.remember_file(row.file, redirect)


def _read_entry(row: SourceRow, source_id: str | None, gathered: GatheredRows) -> None:
    entry_id = row.text("id")
    row.where = entry_id or row.where
    kind_word, _, slug = entry_id.partition("/")
    if entry_id and not (is_entry_id(entry_id) and kind_word in list(EntryKind)):
        row.fault("id", display_value(entry_id), foreign_in(entry_id) or _ENTRY_ID)
    codes = _read_codes_of(row, entry_id, slug) if kind_word == EntryKind.COUNTRY else None
    title = row.text("title")
    marker = codes.marker if codes else None
    sort_title = row.optional_text("sort_title")
    if sort_title is None:
        sort_title = title.removeprefix("The ").removeprefix("the ").removesuffix(marker or "")
    _add_facts(row, read_facts(row, entry_id, source_id, gathered.reading), gathered)
    if not row.finish():
        gathered.unreadable.add(entry_id)
        return
    entry = EntryRef(entry_id, EntryKind(kind_word), title, sort_title, marker)
    gathered.entries.append(entry)
    gathered.remember_file(row.file, entry)
    if codes is not None:
        gathered.countries.append(codes)
        gathered.remember_file(row.file, codes)


def _read_codes_of(row: SourceRow, entry_id: str, slug: str) -> CountryCodes:
    return CountryCodes(
        entry_id=entry_id,
        alpha2=slug,
        alpha3=None,
        m49=None,
        code_status=row.word("code_status", CodeStatus, CodeStatus.OFFICIAL),
        latitude=row.optional_number("latitude"),
        longitude=row.optional_number("longitude"),
        marker=row.optional_text("marker"),
    )


def _add_facts(row: SourceRow, facts: Iterable[Fact], gathered: GatheredRows) -> None:
    added = list(facts)
    gathered.facts.extend(added)
    gathered.remember_file(row.file, *added)


def _read_generated(root: SourceRow, gathered: GatheredRows) -> None:
    codes_row, names_row = root.table("iso_3166"), root.table("cldr")
    if codes_row is not None:
        codes = read_codes(codes_row)
        gathered.codes.update(codes)
        gathered.unreadable.update(set(codes_row.keys()) - codes.keys())
        gathered.name_files["iso_3166"] = root.file
    if names_row is not None:
        gathered.names.update(read_names(names_row))
        gathered.name_files["cldr"] = root.file
