"""Faults that are planted one by one into what merges versions are each noticed by its tests."""

from pathlib import Path

import pytest

from tests.storage.annotations.planting import Fault, check_that_it_can_be_planted, is_noticed

DOMAIN, STORAGE = "coopviewer/domain/annotations/versions/", "coopviewer/storage/annotations/"
TESTS = (  # the quickest first; those that search for a shorter example of a failure last
    "tests/domain/annotations/versions",
    *(f"tests/storage/annotations/merging/test_{name}.py" for name in ("short_histories", "two_colleagues")),
    *(f"tests/storage/annotations/merging/test_{name}.py" for name in ("forgetting", "histories")),
)


FAULTS = (
    # a comparison turned round
    Fault(DOMAIN + "heads.py", "key=_rank, reverse=True", "key=_rank"),
    Fault(DOMAIN + "heads.py", "return not annotation.is_deleted,", "return annotation.is_deleted,"),
    Fault(DOMAIN + "heads.py", "not version.is_plain,", "version.is_plain,"),
    Fault(DOMAIN + "heads.py", "one.revision > other.revision", "one.revision < other.revision"),
    Fault(DOMAIN + "heads.py", "one.modified > other.modified", "one.modified >= other.modified"),
    Fault(DOMAIN + "heads.py", "later.by.uuid != before.by.uuid", "later.by.uuid == before.by.uuid"),
    # what counts is not the same everywhere
    Fault(DOMAIN + "heads.py", "annotation.modified, version.id", "annotation.modified"),
    # a conflict, or a head, is forgotten
    Fault(DOMAIN + "heads.py", "if not _adds_nothing(each, chosen))", "if each is None)"),
    Fault(DOMAIN + "heads.py", "return version.annotation.is_deleted or are", "return are"),
    Fault(DOMAIN + "version.py", "return _content(one) == _content(other)", "return words_of(one) == words_of(other)"),
    Fault(DOMAIN + "making.py", "if each not in heads.conflicts or each.id in decided", ""),
    Fault(DOMAIN + "making.py", " or each.id in decided", ""),
    # a parent is not noted
    Fault(DOMAIN + "making.py", "owner), (each.id for each in replaced), earlier)", "owner), (), earlier)"),
    Fault(DOMAIN + "version.py", "return (*self.replaces, *self.earlier)", "return self.replaces"),
    Fault(DOMAIN + "version.py", '"replaces": list(replaces)', '"replaces": []'),
    Fault(DOMAIN + "version.py", '{"by": by, ', "{"),
    Fault(
        STORAGE + "versions/tables.py",
        "SET is_replaced = 1, is_conflict = 0 WHERE id = ?",
        "SET is_conflict = 0 WHERE id = ?",
    ),
    Fault(STORAGE + "versions/tables.py", "EXISTS (SELECT 1 FROM version_parent WHERE parent = ?), 0", "0, 0"),
    Fault(STORAGE + "versions/tables.py", "SET is_conflict = 1 WHERE id = ?", "SET is_conflict = 0 WHERE id = ?"),
    # whose it is
    Fault(
        DOMAIN + "conflicts.py",
        "return (waiting, shown) if waiting.is_mine else",
        "return (waiting, shown) if shown.is_mine else",
    ),
    Fault(DOMAIN + "conflicts.py", "else 0) + 1\n    if own", "else 0)\n    if own"),
    Fault(
        DOMAIN + "receiving.py", "sender if sender is not None and is_known else", "sender if sender is not None else"
    ),
    Fault(STORAGE + "merging/receiving.py", "changed_by=chosen.by, only_mine", "changed_by=None, only_mine"),
    Fault(STORAGE + "merging/receiving.py", "only_mine=here is not None and here.only_mine", "only_mine=False"),
    # what is received is not known as such, or known too well
    Fault(STORAGE + "merging/receiving.py", "if version.id in known.ids or", "if"),
    Fault(
        STORAGE + "merging/receiving.py", "make_versions(connection, self._given, store.person, store.now())", "pass"
    ),
    Fault(STORAGE + "merging/receiving.py", " and history.has(version.annotation)", ""),
    Fault(
        STORAGE + "merging/receiving.py",
        "        self._edits(connection)\n        raise _Previewed",
        "        return self._edits(connection)",
    ),
    Fault(STORAGE + "merging/receiving.py", "is_step=self._has_conflicts, ", ""),
    # what is sent
    Fault(STORAGE + "merging/sending.py", "(heads.chosen, *heads.conflicts, *heads.alike)", "(heads.chosen,)"),
    Fault(STORAGE + "merging/sending.py", "note_shared(connection,", "list(versions for _ in"),
    # undoing and forgetting
    Fault(STORAGE + "merging/conflicts.py", "AND o.undone_at IS NULL\n    )", ")"),
    Fault(
        STORAGE + "merging/conflicts.py",
        'return store.operate(operation("decide"',
        'note = None  # type: ignore\n    return store.operate(operation("decide"',
    ),
    Fault(STORAGE + "versions/withdrawing.py", "connection.executemany(_FREE, sorted(freed))", "pass"),
    Fault(STORAGE + "versions/withdrawing.py", 'connection.execute(_DECIDED, (id, row["decided_in"]))', "pass"),
    Fault(
        STORAGE + "versions/making.py",
        "if not is_joined:\n        make_versions",
        "if is_joined:\n        make_versions",
    ),
    Fault(STORAGE + "versions/forgetting.py", "make_versions(connection, decided, owner, at)", "pass"),
    Fault(
        STORAGE + "versions/forgetting.py",
        "SELECT id FROM version WHERE is_replaced = 1 AND",
        "SELECT id FROM version WHERE",
    ),
)


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_each_fault_can_be_planted(fault: Fault) -> None:
    check_that_it_can_be_planted(fault)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_planted_fault_is_noticed(fault: Fault, tmp_path: Path) -> None:
    assert is_noticed(fault, tmp_path, TESTS), f"nothing noticed that “{fault.right}” had become “{fault.wrong}”"
