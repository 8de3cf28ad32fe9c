"""Texts about a team folder: what joining one means, what was sent and received, and how it is now."""

from collections.abc import Mapping, Sequence

from coopviewer.domain.annotations.team.team import (
    Colleague,
    FormerTeam,
    JoinablePlace,
    Membership,
    TeamContent,
    TeamStatus,
    Unsendable,
)
from coopviewer.domain.language import Translate
from coopviewer.rendering.words.age_words import moment_words

_MOST_LISTED = 12


def joining_words(tr: Translate) -> tuple[str, ...]:
    """Return what the user has to know before joining a team, a sentence each."""
    return (
        tr("What has been sent cannot be called back: your colleagues have copies of it."),
        tr("Anybody who may write into the folder can write under any name: authors are stated, and not proved."),
        tr("Annotations that are marked “Only mine” are never sent, nor are those on other references."),
    )


def place_words(found: JoinablePlace, name: str, tr: Translate) -> str:
    """Return which team the user joins with a folder: the one that shares it already, or a new one called ``name``.

    For a new team it also says how many other files or folders are in the folder, if any.
    """
    if found.team is not None:
        return tr("This is the folder of the team “{name}”, which you join.").format(name=found.team.name)
    new = tr("Nobody shares this folder yet: you begin the team “{name}”.").format(name=name)
    if not found.others:
        return new
    others = tr.plural(
        "The folder has {n} other file or folder. Better choose an empty one.",
        "The folder has {n} other files or folders. Better choose an empty one.",
        found.others,
    )
    return f"{new} {others}"


def choice_words(membership: Membership, tr: Translate) -> str:
    """Return which annotations are sent, as a sentence: all but those marked *Only mine*, or those with chosen tags."""
    if membership.tags is None:
        return tr("All annotations on this reference are sent, apart from those marked “Only mine”.")
    tags = tr.listed(f"“{tag}”" for tag in membership.tags)
    return tr("Annotations with one of these tags are sent: {tags}.").format(tags=tags)


def waiting_words(count: int, tr: Translate) -> str:
    """Return how many annotations wait to be sent, as a sentence, also for none."""
    if not count:
        return tr("Nothing waits to be sent.")
    return tr.plural("{n} annotation waits to be sent.", "{n} annotations wait to be sent.", count)


def name_words(name: str, tr: Translate) -> str:
    """Return a sentence such as *Your colleagues see your name as “Ana”* for the user's name."""
    return tr("Your colleagues see your name as “{name}”.").format(name=name)


def kept_lines(count: int, tr: Translate) -> tuple[str, ...]:
    """Return a line on how many of the team's annotations were changed here but not sent, as they lack a chosen tag.

    Empty if ``count`` is 0.
    """
    if not count:
        return ()
    one = tr.plural(
        "{n} change to an annotation of the team that has none of these tags stays here.",
        "{n} changes to annotations of the team that have none of these tags stay here.",
        count,
    )
    return (one,)


def sent_words(count: int, tr: Translate) -> str:
    """Return how many changes were sent to the team, as a sentence, also for none; each annotation counts as one."""
    if not count:
        return tr("There was nothing to send.")
    return tr.plural("{n} change was sent to the team.", "{n} changes were sent to the team.", count)


def colleague_cells(colleague: Colleague, tr: Translate) -> tuple[str, str]:
    """Return a colleague's name, and when the colleague last sent a change, or left the team if that is known.

    The time is *nothing yet* if neither is known. A colleague whose name is not known is *Unknown*, with the first
    characters of the id of the colleague's file.
    """
    person = colleague.person
    name = person.name if person is not None else tr("Unknown ({id})").format(id=colleague.replica[:8])
    if colleague.left is not None:
        return name, tr("left the team: {moment}").format(moment=moment_words(colleague.left, tr))
    return name, tr("nothing yet") if colleague.seen is None else moment_words(colleague.seen, tr)


def colleague_line(colleague: Colleague, tr: Translate) -> str:
    """Return a line on a colleague: the name, and when the colleague left or last sent something, if ever."""
    name, moment = colleague_cells(colleague, tr)
    if colleague.left is not None:
        return tr("{name}: {moment}").format(name=name, moment=moment)
    if colleague.seen is None:
        return tr("{name}: has sent nothing yet").format(name=name)
    return tr("{name}: last sent {moment}").format(name=name, moment=moment)


def known_words(count: int, tr: Translate) -> str:
    """Return the sentence on annotations that are marked *Only mine* now, but were sent to the team before.

    It says that colleagues keep what was sent, and that later changes are not sent. ``count`` is their number.
    """
    return tr.plural(
        "Your team has this annotation already: what was sent stays with your colleagues, later changes stay here.",
        "Your team has {n} of these annotations already: what was sent stays with your colleagues, later changes stay "
        "here.",
        count,
    )


def received_words(count: int, names: Sequence[str], tr: Translate) -> str:
    """Return the report that ``count`` changes came from colleagues: *Received 3 changes from Ana, Ben*.

    ``names`` are theirs, at least one; all are in the report.
    """
    return tr.plural(
        "Received {n} change from {names}.",
        "Received {n} changes from {names}.",
        count,
        names=tr.listed(names),
    )


def unreadable_words(count: int, tr: Translate) -> str:
    """Return the report that ``count`` files of colleagues in the team folder are unreadable for a day or more."""
    return tr.plural(
        "{n} file of a colleague cannot be read since yesterday or longer: see File > Team folder.",
        "{n} files of colleagues cannot be read since yesterday or longer: see File > Team folder.",
        count,
    )


def reason_word(reason: str, tr: Translate) -> str:
    """Return why a segment (a colleague's file of changes) could not be read; ``reason`` is a key such as ``damaged``.

    Raises KeyError for an unknown reason.
    """
    return {
        "damaged": tr("it is damaged, or not complete yet"),
        "empty": tr("it is empty"),
        "too-large": tr("it is larger than a segment can be"),
        "foreign": tr("it belongs to another team, or to another colleague's folder"),
        "altered": tr("its content does not fit its checksum"),
        "not-understood": tr("it is not in the format of this version of coopviewer"),
        "not-reached": tr("it cannot be opened"),
    }[reason]


def team_lines(status: TeamStatus, tr: Translate) -> tuple[str, ...]:
    """Return three lines on the team of an annotations file, or four if changes are kept here (``kept_lines``).

    They are ``Team “Desk” in /mnt/desk``, which annotations are sent (``choice_words``), how many annotations wait to
    be sent, and how many changes are kept here. Empty if the file has no team.
    """
    membership = status.membership
    if membership is None:
        return ()
    named = tr("Team “{name}” in {path}").format(name=membership.name, path=membership.place)
    waits = waiting_words(status.waiting.total, tr)
    return named, choice_words(membership, tr), waits, *kept_lines(status.waiting.kept_here, tr)


def unsendable_lines(unsendable: Sequence[Unsendable], titles: Mapping[str, str], tr: Translate) -> tuple[str, ...]:
    """Return lines on annotations that cannot be sent to the team, each with entry and reason; empty without any.

    The first twelve have a line each, and one more line says how many others there are. ``titles`` has the titles of
    entries by id; an entry that is not among them is named by its id.
    """
    words = {
        "long-text": tr("its text is too long for colleagues to receive: more than 500,000 characters"),
        "long": tr("it is too long for colleagues to receive: more than a million bytes"),
        "many-tags": tr("it has more than 100 tags"),
        "many-anchors": tr("it has more than 1,000 passages"),
        "no-uuid": tr("another program wrote its id, or that of its author, in a form that colleagues cannot receive"),
    }
    lines = [
        tr("Not sent: an annotation on {entry} ({reason}).").format(
            entry=titles.get(each.annotation.entry_id, each.annotation.entry_id), reason=words[each.reason]
        )
        for each in unsendable[:_MOST_LISTED]
    ]
    more = len(unsendable) - _MOST_LISTED
    return (*lines, tr.plural("{n} more is not sent.", "{n} more are not sent.", more)) if more > 0 else tuple(lines)


def choosing_words(tr: Translate) -> str:
    """Return the sentence for a user who changes which annotations a team is sent: those sent before stay sent."""
    return tr("Only what is sent from now on changes: what has been sent cannot be called back.")


def leaving_words(status: TeamStatus, tr: Translate) -> tuple[str, str]:
    """Return the question whether to leave a team, and what that means; ``status`` must have a membership."""
    assert status.membership is not None
    stays = tr(
        "Nothing is deleted: your annotations and those that you received stay in your file. Your colleagues keep what "
        "you sent; it cannot be called back."
    )
    forgotten = tr("What your file knows of what it sent is forgotten. If you join again, folder and tags are offered.")
    waiting = status.waiting.total
    kept = (
        tr.plural("{n} annotation that waits is not sent.", "{n} annotations that wait are not sent.", waiting)
        if waiting
        else ""
    )
    question = tr("Leave the team “{name}”?").format(name=status.membership.name)
    return question, "\n\n".join(filter(None, (stays, kept, forgotten)))


def left_words(tr: Translate, *, is_told: bool) -> str:
    """Return the report that the user has left the team.

    ``is_told``: the team folder was marked, so that the colleagues see it too.
    """
    if is_told:
        return tr(
            "You share annotations with no team any more. What was sent stays sent; your colleagues see that you left."
        )
    return tr(
        "You share annotations with no team any more. What was sent stays sent. The folder could not be reached, so "
        "your colleagues still see you in their list."
    )


def limit_lines(former: FormerTeam | None, membership: Membership, tr: Translate) -> tuple[str, ...]:
    """Return a line that all annotations are sent now, while the former team got only those with certain tags.

    Empty if that is not so. ``former`` is the team that the user left last; None: none is known.
    """
    if former is None or former.tags is None or membership.tags is not None:
        return ()
    words = tr("Before you left, only annotations with one of these tags were sent: {tags}. Now all are.")
    return (words.format(tags=tr.listed(f"“{tag}”" for tag in former.tags)),)


def trouble_lines(content: TeamContent, tr: Translate) -> tuple[str, ...]:
    """Return lines on what is unusual in a team's folder; empty if nothing is.

    First comes a line if the folder has no colleague. Segments (colleagues' files of changes) that cannot be read
    follow: a line for each of the first twelve with the reason, none for further ones, and a line on how damaged
    segments are mended. If files are ignored, the last line names them. The user must not be among
    ``content.colleagues``.
    """
    alone = () if content.colleagues else (tr("No colleague has sent anything to this team yet."),)
    words = tr("Not read: {file} ({reason}). It is tried again.")
    unread = (
        words.format(file=f"{each.id.replica[:8]}…/{each.id.number:08}", reason=reason_word(each.reason, tr))
        for each in content.unreadable[:_MOST_LISTED]
    )
    lines = tuple(unread)
    if lines:
        again = tr("What is in a damaged file is sent again by the program of the colleague who wrote it.")
        lines = (*lines, again)
    return (*alone, *lines, *ignored_lines(content.ignored, tr))


def ignored_lines(ignored: Sequence[str], tr: Translate) -> tuple[str, ...]:
    """Return one line on the files in a team folder that are ignored, as a tuple; an empty tuple without such files.

    ``ignored`` are their paths within the folder: the line names the first twelve and the number of the others,
    and says when they may be deleted.
    """
    if not ignored:
        return ()
    more = len(ignored) - _MOST_LISTED
    named = [*ignored[:_MOST_LISTED], *([tr("{count} more").format(count=tr.number(more))] if more > 0 else [])]
    words = tr.plural(
        "{n} file was ignored: {files}. The team does not need it: it is a copy that a synchronising program made, or "
        "no file of coopviewer. It may be deleted if nobody else needs it.",
        "{n} files were ignored: {files}. The team does not need them: they are copies that a synchronising program "
        "made, or no files of coopviewer. They may be deleted if nobody else needs them.",
        len(ignored),
        files=tr.listed(named),
    )
    return (words,)
