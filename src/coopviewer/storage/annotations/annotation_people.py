"""Who writes into an annotations file."""

from coopviewer.domain.annotations.annotation import Person, clean_text
from coopviewer.storage.annotations.store import AnnotationStore


def rename_owner(store: AnnotationStore, name: str) -> Person:
    """Give the person whose file it is another name, on all that they wrote.

    Raises EnvironmentFault where the file cannot be written.
    """
    with store.file.writing() as connection:
        connection.execute("UPDATE person SET name = ? WHERE uuid = ?", (clean_text(name), store.person.uuid))
    store.person = Person(store.person.uuid, clean_text(name))
    return store.person
