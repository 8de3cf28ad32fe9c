"""``coopviewer team``: share annotations with colleagues through a folder, without the window."""

import shlex
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from coopviewer import paths
from coopviewer.commands.parsing import add_reference, make_parser, path_argument
from coopviewer.commands.reporting import run_verb
from coopviewer.commands.sharing.annotation_files import held_store
from coopviewer.domain.annotations.annotation import clean_tag, clean_text
from coopviewer.domain.annotations.team.team import Membership, TeamContent, TeamFile, TeamStatus, one_of_each
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH, Translate
from coopviewer.exchange.state.references_file import with_title
from coopviewer.exchange.team.description import join_folder, look_at_place
from coopviewer.exchange.team.folder import TeamFolder
from coopviewer.exchange.team.segments import pack, refusal_of
from coopviewer.exchange.team.writing import remove_segments, say_left, write_segments
from coopviewer.file_kinds import full_path
from coopviewer.own_annotations import own_file
from coopviewer.rendering.words.annotation_file_words import import_words
from coopviewer.rendering.words.faults.fault_words import fault_sentence
from coopviewer.rendering.words.teams.team_words import (
    choosing_words,
    colleague_line,
    joining_words,
    left_words,
    limit_lines,
    name_words,
    place_words,
    sent_words,
    team_lines,
    trouble_lines,
    unsendable_lines,
    waiting_words,
)
from coopviewer.standard_output import confirm, print_error
from coopviewer.storage.annotations.file.checks import is_absent
from coopviewer.storage.annotations.store import AnnotationStore
from coopviewer.storage.annotations.team.membership import choose_what_is_sent, join_team, leave_team, read_former
from coopviewer.storage.annotations.team.publishing import note_written, prepare
from coopviewer.storage.annotations.team.pulling import note_present, read_seen, read_status, receive, receive_again
from coopviewer.storage.annotations.team.waiting import read_waiting
from coopviewer.storage.reference.store import ReferenceStore


def main(arguments: Sequence[str], tr: Translate = ENGLISH) -> int:
    """Join or leave a team folder, choose what is sent, send, receive, or print its state; return the exit status.

    The status is 2 for a fault.
    """
    return run_verb(lambda: _run_titled(_parser(tr).parse_args(arguments), tr), tr)


def _run_titled(chosen: Namespace, tr: Translate) -> int:
    try:
        return _run(chosen, tr)
    except EnvironmentFault as fault:
        raise with_title(fault, paths.user_files().references) from fault


def _run(chosen: Namespace, tr: Translate) -> int:
    verbs = {"join": _join, "choose": _choose, "publish": _publish, "pull": _pull, "status": _status, "leave": _leave}
    act = verbs[chosen.action]
    own = own_file()
    if chosen.action != "join" and chosen.annotations is None and not own.is_chosen and is_absent(own.path):
        raise EnvironmentFault("team.not-joined", path=own.path)
    if chosen.action == "status":  # also while a window has the file
        with closing(AnnotationStore.open(chosen.annotations or own.path, read_only=True)) as store:
            act(store, chosen, tr)
    else:
        with held_store(chosen.annotations, creates=chosen.action == "join") as store:
            act(store, chosen, tr)
    return 0


def _parser(tr: Translate) -> ArgumentParser:
    parser = make_parser(
        "team",
        tr("Share annotations with colleagues through a folder that all of you can reach, as on a network drive."),
        tr,
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    join = actions.add_parser("join", help=tr("take part in a team folder; nothing is sent yet"))
    join.description = tr(
        "Take part in the team of a folder, or make the folder one of a team. Nothing is sent before the first "
        "publish. What has been sent cannot be called back, and authors are stated, not proved."
    )
    join.add_argument("folder", metavar="FOLDER", type=path_argument(tr), help=tr("the folder, which must exist"))
    join.add_argument("--name", metavar="NAME", help=tr("your own name, as colleagues see it (default: as until now)"))
    join.add_argument("--team", metavar="NAME", help=tr("the name of a new team (default: that of the folder)"))
    tagged = tr("send only annotations with this tag; may be repeated (default: send all)")
    join.add_argument("--tag", metavar="TAG", action="append", help=tagged)
    add_reference(join, tr)
    choose = actions.add_parser("choose", help=tr("change which annotations are sent from now on"))
    choose.description = tr(
        "Change which annotations are sent to the team from now on. What has been sent cannot be called back."
    )
    choose.add_argument("--tag", metavar="TAG", action="append", help=tagged)
    words = {
        "publish": tr("send to the team what it does not have yet"),
        "pull": tr("receive what colleagues have sent"),
        "status": tr("print who takes part, what waits to be sent, and what cannot be read"),
        "leave": tr("take part no longer; what was sent stays in the folder"),
    }
    others = {action: actions.add_parser(action, help=summary) for action, summary in words.items()}
    again = tr("also receive again what was taken back by undoing")
    others["pull"].add_argument("--again", action="store_true", help=again)
    added = [join, choose, *others.values()]
    for each in added:
        own = tr("the annotations file (default: your own)")
        each.add_argument("--annotations", metavar="FILE", type=path_argument(tr), help=own)
    return parser


def _join(store: AnnotationStore, chosen: Namespace, tr: Translate) -> None:
    dataset = _dataset(chosen.reference)
    place = full_path(chosen.folder)
    found = look_at_place(place)
    team = join_folder(place, TeamFile(chosen.team or place.name or "team", dataset), store.path)
    name = clean_text(chosen.name or "").strip()
    if name and name != store.person.name:
        store.rename_owner(name)
    former, before = read_former(store.path), read_status(store).membership
    made = join_team(store, place, team.name, dataset, _tags(chosen))
    waiting = read_waiting(store, dataset, made.tags, refusal_of)
    confirm(
        tr("{file} takes part in the team “{name}” in {path}.").format(file=store.path, name=team.name, path=place),
        place_words(found, team.name, tr),
        name_words(store.person.name, tr),
        waiting_words(waiting.total, tr),
        *unsendable_lines(waiting.unsendable, {}, tr),
        *limit_lines(former, made, tr),
        *(_leave_for(made, before, store, tr) if before is not None else ()),
        *joining_words(tr),
        tr("Send with: {command}").format(command=_command(chosen, "publish")),
    )


def _leave_for(made: Membership, before: Membership, store: AnnotationStore, tr: Translate) -> tuple[str, ...]:
    """Say in the folder of the team before that the user left it; return the line on that, none for the same folder."""
    try:
        say_left(before, store.person, store.now())
        told = tr("You have left the team in {path}, and your colleagues there see that.")
    except EnvironmentFault:
        told = tr(
            "You have left the team in {path}. The folder could not be reached, so your colleagues there still see you "
            "in their list."
        )
    return (told.format(path=before.place),) if before.place != made.place else ()


def _publish(store: AnnotationStore, _chosen: Namespace, tr: Translate) -> None:
    membership = _membership(store)
    found = _found_to_send(store, membership)
    prepared = prepare(store, found.own, pack)
    if prepared is None:
        return
    write_segments(prepared.membership, store.person, prepared.outgoing)
    note_written(store, prepared)
    remove_segments(prepared.membership, prepared.superfluous)
    confirm(sent_words(prepared.sent, tr))


def _found_to_send(store: AnnotationStore, membership: Membership) -> TeamContent:
    """Look at all of the folder, so that nothing is sent that is there, as after joining again; nothing is received."""
    folder, seen = TeamFolder(membership), read_seen(store)
    while True:
        found = folder.look(seen)
        if found.segments:
            note_present(store, found)
        if not found.has_more:
            return found
        seen |= {each.id: each.size for each in found.segments}


def _pull(store: AnnotationStore, chosen: Namespace, tr: Translate) -> None:
    folder = TeamFolder(_membership(store))
    if chosen.again:
        receive_again(store)
    while True:
        found = folder.look(read_seen(store))
        plan, _ = receive(store, found)
        confirm(import_words(plan.counts_of_annotations, tr))
        if not found.has_more:
            break
    print_unread(found, tr)


def print_unread(found: TeamContent, tr: Translate) -> None:
    """Print on standard error how many files of colleagues could not be read; nothing without any."""
    if found.unreadable:
        words = tr.plural(
            "{n} file of a colleague could not be read, and is tried again: see coopviewer team status",
            "{n} files of colleagues could not be read, and are tried again: see coopviewer team status",
            len(found.unreadable),
        )
        print_error(words)


def _status(store: AnnotationStore, _chosen: Namespace, tr: Translate) -> None:
    membership, found = _membership(store), None
    try:
        found = TeamFolder(membership).look(read_seen(store))
    except EnvironmentFault as fault:
        print_error(fault_sentence(fault, tr))
    confirm(*_lines_of(read_status(store, refusal_of), tr))
    if found is not None:
        found = replace(found, colleagues=one_of_each(found.colleagues, store.person.uuid))
        confirm(*(colleague_line(each, tr) for each in found.colleagues))
        confirm(*trouble_lines(found, tr))


def _choose(store: AnnotationStore, chosen: Namespace, tr: Translate) -> None:
    _membership(store)
    choose_what_is_sent(store, _tags(chosen))
    confirm(*_lines_of(read_status(store, refusal_of), tr), choosing_words(tr))


def _lines_of(status: TeamStatus, tr: Translate) -> tuple[str, ...]:
    return (*team_lines(status, tr), *unsendable_lines(status.waiting.unsendable, {}, tr))


def _tags(chosen: Namespace) -> tuple[str, ...] | None:
    return None if chosen.tag is None else tuple(filter(None, map(clean_tag, chosen.tag)))


def _leave(store: AnnotationStore, chosen: Namespace, tr: Translate) -> None:
    membership = _membership(store)
    leave_team(store)
    try:
        say_left(membership, store.person, store.now())
        told = left_words(tr, is_told=True)
    except EnvironmentFault:
        told = left_words(tr, is_told=False)
    tags = None if membership.tags is None else membership.tags or ("",)  # an empty one sends nothing
    command = _command(chosen, "join", membership.place, *(f"--tag={tag}" for tag in tags or ()))
    confirm(
        tr("{file} takes part in no team any more.").format(file=store.path),
        tr("What was sent stays in {path}.").format(path=membership.place),
        told,
        tr("To join again, with the same annotations sent: {command}").format(command=command),
    )


def _command(chosen: Namespace, *words: str) -> str:
    """Return a command line to be copied, which is about the same annotations file as the one that was given."""
    own = () if chosen.annotations is None else ("--annotations", str(full_path(chosen.annotations)))
    return shlex.join(("coopviewer", "team", *words, *own))


def _membership(store: AnnotationStore) -> Membership:
    found = read_status(store).membership
    if found is None:
        raise EnvironmentFault("team.not-joined", path=store.path)
    return found


def _dataset(reference: Path | None) -> str:
    opened = ReferenceStore(reference or paths.reference_file())
    try:
        return opened.edition.dataset
    finally:
        opened.close()
