"""A version of an annotation: one state of it, who made it, and which versions it replaces."""

from collections.abc import Iterable

from coopviewer.domain.annotations.annotation import Annotation, Person, tag_key
from coopviewer.domain.annotations.versions.states import state_of, state_text
from coopviewer.domain.digests import sha256_of
from coopviewer.domain.values import value

ID_LENGTH = 32
"""The number of hexadecimal digits in the id of a version."""


@value(frozen=True, slots=True, kw_only=True)
class Version:
    """One state of an annotation, who made it, and which versions it replaces.

    ``state`` is the state of ``annotation`` (``state_of``) as JSON text, ``by`` the person who made the version.
    ``replaces`` are the ids of the versions that it replaces directly, ``earlier`` the ids of versions that those had
    replaced before. ``id`` is computed from ``state``, ``replaces`` and ``by``, so that it is the same in every file.
    ``is_plain``: the version was made of an annotation in a file that stores no versions, so it is not known what it
    replaces.
    """

    id: str
    annotation: Annotation
    state: str
    replaces: tuple[str, ...]
    by: Person
    earlier: tuple[str, ...] = ()
    is_plain: bool = False

    @property
    def gone(self) -> tuple[str, ...]:
        """The ids of all versions that this one is known to replace: first directly, then through others."""
        return (*self.replaces, *self.earlier)


def make_version(
    annotation: Annotation,
    by: Person,
    replaces: Iterable[str] = (),
    earlier: Iterable[str] = (),
    *,
    is_plain: bool = False,
    state: str | None = None,
) -> Version:
    """Return a version with the present state of ``annotation``, made by the person ``by``.

    ``replaces`` are the ids of the versions that it replaces. ``earlier`` are the ids of versions that these had
    replaced before; they are ignored if ``replaces`` is empty. ``state`` is the annotation's state as JSON text, if the
    caller has it; None: it is written here. ``is_plain``: the annotation is from a file that stores no versions.
    """
    direct = tuple(sorted(set(replaces)))
    state = state or state_text(state_of(annotation))
    id = version_id(state, direct, by.uuid)
    known = tuple(sorted(set(earlier).difference((*direct, id)))) if direct else ()  # a file may say anything
    return Version(id=id, annotation=annotation, state=state, replaces=direct, by=by, earlier=known, is_plain=is_plain)


def version_id(state: str, replaces: tuple[str, ...], by: str) -> str:
    """Return the id of a version: 32 hexadecimal digits of the SHA-256 of who made it, what it replaces and its state.

    ``state`` is the text of the state, ``replaces`` must be sorted, and ``by`` is the uuid of the person who made it.
    """
    head = state_text({"by": by, "replaces": list(replaces)})
    return sha256_of(f'{head[:-1]},"state":{state}}}'.encode())[:ID_LENGTH]


def is_version_id(text: object) -> bool:
    """Return whether a value is a text in the form of a version's id: 32 of the characters 0 to 9 and a to f."""
    return isinstance(text, str) and len(text) == ID_LENGTH and not text.strip("0123456789abcdef")


def are_alike(one: Annotation, other: Annotation) -> bool:
    """Return whether two states of one annotation say the same, whenever and by whomever they were changed.

    Compared are the note, the tags regardless of case, uuid, dataset and entry, a link's target, motivation, colour,
    status, the author's uuid, the first anchor's selector, and whether the annotation is in the bin. Not compared are
    the revision, all times, who changed it, names of persons, ``only_mine`` and further anchors.
    """
    return _content(one) == _content(other)


def words_of(annotation: Annotation) -> tuple[str, frozenset[str]]:
    """Return what the author wrote in an annotation: its note, and the set of its tags, folded (``tag_key``)."""
    return annotation.body, frozenset(map(tag_key, annotation.tags))


def _content(annotation: Annotation) -> tuple[object, ...]:
    anchor = annotation.anchors[0] if annotation.anchors else None
    return (
        *words_of(annotation),
        (annotation.uuid, annotation.dataset, annotation.entry_id, annotation.target_entry_id),
        (annotation.motivation, annotation.colour, annotation.status),
        (annotation.creator.uuid, annotation.is_deleted),
        anchor and anchor.selector,
    )
