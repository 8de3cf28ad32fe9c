"""Makes the facts that need one cell alone, without the others of its row: names, organisations, sectors and so on."""

from collections.abc import Mapping
from typing import NamedTuple

from coopviewer.authoring.importing.directory import EntryDirectory
from coopviewer.authoring.importing.iati.directory import PartyName
from coopviewer.authoring.importing.iati.keys import fact_key, key_part, short_hash
from coopviewer.authoring.importing.sheet.facts.conversion import Convert, Project
from coopviewer.authoring.importing.sheet.facts.read_cells import ReadCell
from coopviewer.authoring.importing.sheet.values.sectors import Sectors
from coopviewer.domain.imports.sheets import SheetSlot
from coopviewer.domain.reference.facts import DocumentFact, Name, Relation, Statement
from coopviewer.domain.reference.published_facts import Classification, Identifier, IdentifierScheme, Place
from coopviewer.domain.reference.vocabulary import NameKind, StatementKind

_ROLES = {
    SheetSlot.REPORTER: "reported-by",
    SheetSlot.FUNDER: "funded-by",
    SheetSlot.ACCOUNTABLE: "accountable-to",
    SheetSlot.EXTENDING: "extended-by",
    SheetSlot.IMPLEMENTER: "implemented-by",
    SheetSlot.PARTNER: "takes-part-in",
}
_STATEMENTS = {
    SheetSlot.DESCRIPTION: StatementKind.DESCRIPTION,
    SheetSlot.GOALS: StatementKind.GOAL,
    SheetSlot.TARGET_GROUP: StatementKind.TARGET_GROUP,
}


def _identifier(project: Project, cell: ReadCell) -> None:
    project.facts.add(
        Identifier,
        "identifier",
        project.cite(cell),
        scheme=IdentifierScheme.LOCAL,
        value=cell.text,
        as_given=cell.text,
    )


def _title(project: Project, cell: ReadCell) -> None:
    language = cell.column.mapping.language
    project.facts.add(
        Name,
        f"name/title-{language}",
        project.cite(cell),
        text=" ".join(cell.text.split()),
        language=language,
        kind=NameKind.AS_GIVEN,
    )


def _statement(project: Project, cell: ReadCell) -> None:
    kind, language = _STATEMENTS[cell.slot], cell.column.mapping.language
    project.facts.add(
        Statement,
        f"{kind}/{language}",
        project.cite(cell),
        kind=kind,
        ordinal=project.facts.ordinal(kind),
        text=cell.text,
        language=language,
    )


def _party(project: Project, cell: ReadCell) -> None:
    predicate = _ROLES[cell.slot]
    for name in cell.names:
        object_id = project.directory.organisation_id(None, (PartyName(name, cell.column.mapping.language),), None)
        if object_id is None:
            project.keep(cell, "cell-name", name)
            continue
        project.facts.add(
            Relation,
            fact_key(predicate, object_id.partition("/")[2]),
            project.cite(cell),
            predicate_id=predicate,
            object_id=object_id,
            ordinal=project.facts.ordinal(predicate),
            as_given=name,
            role_as_given=cell.column.mapping.heading if predicate == "takes-part-in" else None,
        )


def _sector(project: Project, cell: ReadCell) -> None:
    for name in cell.names:
        code = project.sectors.find(name)
        object_id = project.directory.theme_id(code.vocabulary, code.code, code.label, cell.column.mapping.language)
        assert object_id is not None
        project.facts.add(
            Relation,
            fact_key("in-sector", key_part(object_id.partition("/")[2])),
            project.cite(cell),
            predicate_id="in-sector",
            object_id=object_id,
            ordinal=project.facts.ordinal("in-sector"),
            as_given=name,
        )


def _status(project: Project, cell: ReadCell) -> None:
    project.facts.add(
        Classification,
        "activity-status",
        project.cite(cell),
        scheme="ActivityStatus",
        code=str(cell.value),
        ordinal=1,
        as_given=cell.text,
        label=cell.text if cell.text != cell.value else None,
    )


def _place(project: Project, cell: ReadCell) -> None:
    for name in cell.names:
        project.facts.add(
            Place,
            fact_key("place", short_hash(name)),
            project.cite(cell),
            as_given=name,
            name=name,
            ordinal=project.facts.ordinal("place"),
        )


def _website(project: Project, cell: ReadCell) -> None:
    for address in cell.names:
        project.facts.add(
            DocumentFact,
            fact_key("document", short_hash(address)),
            project.cite(cell),
            about=cell.column.mapping.heading,
            url=address,
        )


_CONVERTERS: Mapping[SheetSlot, Convert] = {
    SheetSlot.IDENTIFIER: _identifier,
    SheetSlot.TITLE: _title,
    SheetSlot.SECTOR: _sector,
    SheetSlot.STATUS: _status,
    SheetSlot.PLACE: _place,
    SheetSlot.WEBSITE: _website,
    SheetSlot.OTHER: Project.keep,
    **dict.fromkeys(_STATEMENTS, _statement),
    **dict.fromkeys(_ROLES, _party),
}


class Converter(NamedTuple):
    """Makes a new ``Project`` for each project of an import; all share its ``directory`` of entries and ``sectors``."""

    directory: EntryDirectory
    sectors: Sectors

    def begin(self, entry_id: str) -> Project:
        """Return a new project, still without facts, whose entry has this id."""
        return Project(entry_id, self.directory, self.sectors, _CONVERTERS)
