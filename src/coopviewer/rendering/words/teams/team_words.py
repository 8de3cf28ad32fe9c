"""Texts about a team folder: what joining one means, what was sent and received, and how it is now."""

from collections.abc import Iterator, Sequence

from coopviewer.domain.annotations.team.team import Colleague, Membership, TeamContent, TeamStatus
from coopviewer.domain.language import Translate

_MOST_LISTED = 12


def joining_words(tr: Translate) -> tuple[str, ...]:
    """Return what the user has to know before joining a team, a sentence each."""
    return (
        tr("What has been sent cannot be called back: your colleagues have copies of it."),
        tr("Anybody who may write into the folder can write under any name: authors are stated, and not proved."),
        tr("Annotations that are marked “Only mine” are never sent, nor are those on other references."),
    )


def choice_words(membership: Membership, tr: Translate) -> str:
    """Return which annotations are sent, as a sentence."""
    if membership.tags is None:
        return tr("All annotations on this reference are sent, apart from those marked “Only mine”.")
    tags = tr.listed(f"“{tag}”" for tag in membership.tags)
    return tr("Annotations with one of these tags are sent: {tags}.").format(tags=tags)


def waiting_words(count: int, tr: Translate) -> str:
    """Return how many annotations wait to be sent."""
    if not count:
        return tr("Nothing waits to be sent.")
    return tr.plural("{n} annotation waits to be sent.", "{n} annotations wait to be sent.", count)


def sent_words(count: int, tr: Translate) -> str:
    """Return how many versions of annotations were sent."""
    if not count:
        return tr("There was nothing to send.")
    return tr.plural("{n} change was sent to the team.", "{n} changes were sent to the team.", count)


def colleague_words(colleague: Colleague, tr: Translate) -> str:
    """Return a line on a colleague: the name, and the day of the last change that was sent."""
    name = (
        colleague.person.name if colleague.person is not None else tr("Unknown ({id})").format(id=colleague.replica[:8])
    )
    if colleague.seen is None:
        return tr("{name}: has sent nothing yet").format(name=name)
    return tr("{name}: last sent on {day}").format(name=name, day=f"{colleague.seen:%Y-%m-%d %H:%M} UTC")


def reason_word(reason: str, tr: Translate) -> str:
    """Return why a segment could not be read."""
    return {
        "damaged": tr("it is damaged, or not complete yet"),
        "empty": tr("it is empty"),
        "too-large": tr("it is larger than a segment can be"),
        "foreign": tr("it belongs to another team, or to another colleague's folder"),
        "altered": tr("its content does not fit its checksum"),
        "not-understood": tr("it is not in the format of this version of coopviewer"),
        "not-reached": tr("it cannot be opened"),
    }[reason]


def status_lines(status: TeamStatus, found: TeamContent | None, tr: Translate) -> tuple[str, ...]:
    """Return lines on a team; ``found`` is what is in its folder, None if that cannot be reached now."""
    membership = status.membership
    if membership is None:
        return ()
    return (
        tr("{name}, in {path}").format(name=membership.name, path=membership.place),
        choice_words(membership, tr),
        waiting_words(status.waiting.total, tr),
        *(() if found is None else _found_lines(found, tr)),
    )


def _found_lines(found: TeamContent, tr: Translate) -> Iterator[str]:
    if not found.colleagues:
        yield tr("No colleague has joined yet.")
    for colleague in found.colleagues:
        yield colleague_words(colleague, tr)
    for each in found.unreadable[:_MOST_LISTED]:
        words = tr("Not read: {file} ({reason}). It is tried again.")
        yield words.format(file=f"{each.id.replica}/{each.id.number:08}", reason=reason_word(each.reason, tr))
    yield from ignored_lines(found.ignored, tr)


def ignored_lines(ignored: Sequence[str], tr: Translate) -> tuple[str, ...]:
    """Return a line on files in a team folder that belong to nothing known; empty without any."""
    if not ignored:
        return ()
    more = len(ignored) - _MOST_LISTED
    named = [*ignored[:_MOST_LISTED], *([tr("{count} more").format(count=tr.number(more))] if more > 0 else [])]
    words = tr.plural(
        "{n} file was ignored: {files}", "{n} files were ignored: {files}", len(ignored), files=tr.listed(named)
    )
    return (words,)
