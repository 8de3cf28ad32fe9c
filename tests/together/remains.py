"""What is left of all that was written, after files were destroyed, replaced, or put back from an older copy."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coopviewer.domain.annotations.versions.version import Version
from coopviewer.exchange.annotations.jsonld import from_jsonld
from coopviewer.storage.annotations.versions.making import versions_to_make
from coopviewer.storage.annotations.versions.tables import read_people, read_versions
from tests.together.office import Office
from tests.together.replicas import Content, Replica, content_of, versions_in


class Remains(NamedTuple):
    """What is to be found: ``contents`` of any version, and those ``standing`` that no version replaces or deletes."""

    contents: set[Content]
    standing: set[Content]


def remains_of(replicas: Iterable[Replica], late: Iterable[bytes], office: Office | None) -> Remains:
    """Return what is on any machine, on its way, or in the database.

    What another version replaces has been lost if its words were brought back, as by undoing, on a machine that is
    replaced before anybody received that: then the words are there, but nothing says that they count again.
    """
    found: list[Version] = []
    plain: set[Content] = set()
    for replica in replicas:
        found += of_file(replica)
        for place in replica.places:
            found += versions_in(place)
    for file in late:
        read = from_jsonld(file)
        found += read.versions
        plain |= {content_of(each) for each in read.annotations}
    if office is not None:
        found += office.versions()
    gone = {id for each in found for id in each.gone}
    standing = {content_of(each.annotation) for each in found if each.id not in gone and not each.annotation.is_deleted}
    return Remains({content_of(each.annotation) for each in found} | plain, standing | plain)


def of_file(replica: Replica) -> Iterator[Version]:
    """Yield the versions of a file that count there, and those that its present states will become."""
    store = replica.store
    uuids = [each.uuid for each in replica.all]
    with store.file.reading() as connection:
        yield from versions_to_make(connection, uuids, store.person, store.now()).values()
        for known in read_versions(connection, uuids, read_people(connection)).values():
            yield from known.standing
