"""What users wrote, decided and kept for themselves in a history, and what must be found of it in the end."""

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from coopviewer.domain.annotations.operations import read_operation
from tests.together.remains import Remains
from tests.together.replicas import Content, Replica


class Seen(NamedTuple):
    """What a user sees before or after doing something."""

    visible: set[Content]
    mine: set[str]
    rows: dict[str, tuple[Content, int, bool]]


def look(replica: Replica) -> Seen:
    return Seen(replica.visible, replica.mine, replica.rows)


class Ledger:
    """Follows what users do; what programs exchange between them changes nothing here.

    ``alive`` is what nobody who saw it has replaced, deleted or decided against. ``said`` is all that was saved, by
    replica. ``writers`` are the persons who made a state. ``private`` are texts that must not leave their machine, and
    ``public`` are others.
    """

    def __init__(self) -> None:
        self.alive: set[Content] = set()
        self.said: dict[int, set[Content]] = defaultdict(set)
        self.writers: dict[Content, set[str]] = defaultdict(set)
        self.authors: dict[str, str] = {}
        self.private: set[str] = set()
        self.public: set[str] = set()

    def follow(self, number: int, replica: Replica, act: Callable[[], object], label: str = "") -> None:
        """Let the user of a replica do something; ``label`` is that of an operation that is undone or done again."""
        before = look(replica)
        act()
        after = look(replica)
        gone, come = before.visible - after.visible, after.visible - before.visible
        if (read_operation(label) or ("",))[0] in {"import", "receive"}:  # others have it still, and it may come again
            self.alive -= {each for each in gone if each in replica.readable(each.uuid)}
        else:
            self.alive = self.alive - gone | come
        self._note(number, replica, before, after)

    def write(self, number: int, replica: Replica, body: str) -> None:
        """Let the user of a replica write a new note."""
        made = []
        self.follow(number, replica, lambda: made.append(replica.write(body)))
        self.authors[made[0].uuid] = replica.store.person.uuid

    def _note(self, number: int, replica: Replica, before: Seen, after: Seen) -> None:
        person = replica.store.person.uuid
        for uuid, row in after.rows.items():
            if row != before.rows.get(uuid):
                self.writers[row[0]].add(person)
        self.said[number] |= after.visible - before.visible
        no_longer_mine = before.mine - after.mine
        self.private -= {each.body for each in after.visible if each.uuid in no_longer_mine}
        self.public |= {each.body for each in after.visible if each.uuid not in after.mine} - self.private
        self.private |= {each.body for each in after.visible - before.visible if each.uuid in after.mine} - self.public

    def recount(self, remains: Remains) -> None:
        """Forget what does not count anywhere any more, after somebody has destroyed or replaced files."""
        self.alive &= remains.standing

    def is_another(self, number: int, replica: Replica) -> None:
        """Forget what a file does not have, since an older one or another one is in its place."""
        self.said[number] = {each for each in self.said[number] if each in replica.readable(each.uuid)}
