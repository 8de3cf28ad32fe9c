"""The values that are read from the reference, and from the user's annotations, to lay out a brief."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation, Person
from coopviewer.domain.briefs.request import BriefRequest
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.overviews.coverage import UnstatedProjects
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.pages import EntryPage, EntryRecord
from coopviewer.domain.reference.vocabulary import EntryKind


def listed_projects(page: EntryPage) -> Mapping[str, EntryRecord]:
    """Return the projects that a page lists as those of its entry, by id; empty for a project's own page."""
    return {} if page.record.ref.kind is EntryKind.PROJECT else page.related


class BriefContent(NamedTuple):
    """The entries of a brief, each with everything that its page shows.

    ``pages`` are the first 300 (MOST_ENTRIES) of the chosen entries that this edition has, ``total`` is the number of
    all of these entries. ``unknown`` are chosen ids that this edition does not have. ``columns`` has the titles of
    those columns of the coverage by which the request filters, by the column's key; columns that the interface has
    words for are left out. ``region_title`` is the title of the region that is asked for, empty if none is.

    ``own`` has the annotations of the user's file that are to be shown, by the id of their entry, oldest first: on the
    entries of ``pages``, and on the projects that are listed on them (but for pages of projects). ``owner`` is the
    file's owner, None if no annotations were read. ``own_fault`` says why annotations could not be read; None: they
    could be, or were not needed. ``unstated`` has the projects for which the source names no country, if the request
    asks for countries that are in no project; otherwise it is empty.
    """

    request: BriefRequest
    edition: Edition
    pages: tuple[EntryPage, ...]
    total: int
    unknown: tuple[str, ...] = ()
    columns: Mapping[str, str] = MappingProxyType({})
    region_title: str = ""
    own: Mapping[str, tuple[Annotation, ...]] = MappingProxyType({})
    owner: Person | None = None
    unstated: UnstatedProjects = UnstatedProjects()
    own_fault: EnvironmentFault | None = None

    @property
    def noted_projects(self) -> Mapping[str, EntryRef]:
        """Projects with annotations (``own``) that a page of the brief lists, but that have no page in it, by id."""
        entries = {page.record.ref.id for page in self.pages}
        listed = ((id_, record.ref) for page in self.pages for id_, record in listed_projects(page).items())
        return {id_: ref for id_, ref in listed if id_ in self.own and id_ not in entries}
