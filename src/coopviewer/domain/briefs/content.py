"""What is read for a brief, as values."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from coopviewer.domain.annotations.annotation import Annotation
from coopviewer.domain.briefs.request import BriefRequest
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.overviews.coverage import UnstatedProjects
from coopviewer.domain.reference.editions import Edition
from coopviewer.domain.reference.pages import EntryPage


class BriefContent(NamedTuple):
    """The entries of a brief, each with everything that its page shows.

    ``total`` is the number of chosen entries that this edition has, of which ``pages`` are the first ``MOST_ENTRIES``.
    ``unknown`` are chosen ids that this edition does not have. ``columns`` are titles, by key, of the columns of the
    coverage that the request filters by; those that the interface names are left out. ``region_title`` is the title of
    the request's region, empty if it has none. ``own`` are the annotations in the user's file to show, by the id of
    their entry, in the order of their creation; ``owner`` is the name of the owner of that file, empty if none is set
    or no annotations were read. ``unstated`` are the projects for which the source names no country, if the request
    asks for countries that are in no project; otherwise it has none. ``own_fault`` says why annotations could not be
    read, None: they could, or were not needed.
    """

    request: BriefRequest
    edition: Edition
    pages: tuple[EntryPage, ...]
    total: int
    unknown: tuple[str, ...] = ()
    columns: Mapping[str, str] = MappingProxyType({})
    region_title: str = ""
    own: Mapping[str, tuple[Annotation, ...]] = MappingProxyType({})
    owner: str = ""
    unstated: UnstatedProjects = UnstatedProjects()
    own_fault: EnvironmentFault | None = None
