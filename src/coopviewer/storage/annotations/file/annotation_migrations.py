"""Making an annotations file, and bringing one of an older schema up to date; slow to import, so only where needed."""

from dataclasses import dataclass

from sqlite_utils import Database, Migrations

from coopviewer.storage.annotations.file.schema import APPLICATION_ID, SCHEMA_VERSION, STATEMENTS

annotations = Migrations("coopviewer.annotations")


@annotations()
def schema_1(database: Database) -> None:
    """Make the tables of schema 1."""
    for statement in STATEMENTS:
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute("PRAGMA user_version = 1")


@dataclass(frozen=True, slots=True)
class Schema:
    """A version of the schema, and the migrations that lead to it: each sets ``user_version`` at its end."""

    version: int
    migrations: Migrations


CURRENT = Schema(SCHEMA_VERSION, annotations)
