"""Who writes into an annotations file."""

from coopviewer.domain.annotations import Person
from coopviewer.storage.annotation_store import AnnotationStore


def rename_owner(store: AnnotationStore, name: str) -> Person:
    """Give the person whose file it is another name, on all that they wrote.

    Raises EnvironmentFault where the file cannot be written.
    """
    with store.file.writing() as connection:
        connection.execute("UPDATE person SET name = ? WHERE uuid = ?", (name, store.person.uuid))
    store.person = Person(store.person.uuid, name)
    return store.person
