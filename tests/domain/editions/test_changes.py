"""Whether the changes of an entry's names say already that its title is another one."""

import pytest

from coopviewer.domain.editions.changes import ChangeSlot, EntryChanges, FactChange, FactChangeKind
from coopviewer.domain.reference.entries import EntryRef
from coopviewer.domain.reference.facts import Name
from coopviewer.domain.reference.vocabulary import Basis, EntryKind, NameKind


def entry(title: str) -> EntryRef:
    return EntryRef("organisation/x", EntryKind.ORGANISATION, title, title)


def name(text: str | None) -> Name | None:
    if text is None:
        return None
    return Name(
        id=f"organisation/x/name/{text}",
        entry_id="organisation/x",
        basis=Basis.STATED,
        note=None,
        text=text,
        language="en",
        kind=NameKind.OFFICIAL,
        citations=(),
    )


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ([("Old", "New")], True),
        ([("Old", None), (None, "New")], True),
        ([("Old", "Other")], False),
        ([("Other", "New")], False),
        ([("New", "Old")], False),
        ([], False),
    ],
)
def test_names_say_another_title_if_they_have_both(names: list[tuple[str | None, str | None]], says: bool) -> None:
    facts = tuple(
        FactChange(FactChangeKind.CHANGED, ChangeSlot.REST, name(old), name(new), ("text",)) for old, new in names
    )
    changes = EntryChanges(entry("Old"), entry("New"), facts=facts)
    assert changes.facts_say_title is says
    assert changes.ref == entry("New")
    gone = changes._replace(new=None)
    assert not gone.facts_say_title
    assert gone.ref == entry("Old")
    assert not changes._replace(old=None).facts_say_title, "an entry that is new had no other title"
