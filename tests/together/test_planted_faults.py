"""Faults that are planted one by one into the team folder and the relay are each noticed by their tests."""

from pathlib import Path

import pytest

from tests.storage.annotations.planting import Fault, check_that_it_can_be_planted, is_noticed

FOLDER, STORAGE, RELAY = "coopviewer/exchange/team/", "coopviewer/storage/annotations/", "coopviewer_relay/"
TESTS = (  # the quickest first
    "tests/exchange/team",
    "tests/domain/annotations/versions",
    *(f"tests/storage/annotations/merging/test_{name}.py" for name in ("forgetting", "two_colleagues")),
    *(f"tests/storage/annotations/team/test_{name}.py" for name in ("waiting", "replicas", "team_histories")),
    "tests/together/test_three_ways.py",
)
RELAY_TESTS = ("tests/relay",)

FAULTS = (
    # a segment is taken that is none, or not taken
    Fault(FOLDER + "segments.py", 'if version.id != record.get("version"):', "if False:"),
    Fault(FOLDER + "segments.py", 'if record["replica"] != replica:', "if False:"),
    Fault(FOLDER + "segments.py", "if version.annotation.dataset != dataset:", "if False:"),
    Fault(FOLDER + "segments.py", 'if not line.endswith(b"\\n"):', "if False:"),
    Fault(FOLDER + "segments.py", '"plain": version.is_plain,', '"plain": False,'),
    Fault(FOLDER + "segments.py", "list(version.earlier[:MOST_EARLIER])", "[]"),
    Fault(FOLDER + "folder.py", "if id not in seen or _size(path)", "if True or _size(path)"),
    Fault(FOLDER + "folder.py", "if id not in seen or _size(path) not in (seen[id], None):", "if id not in seen:"),
    Fault(FOLDER + "folder.py", "hashes.get(max(files))", "hashes.get(min(files))"),
    Fault(FOLDER + "folder.py", "look.has_more = True", "look.has_more = False"),
    Fault(FOLDER + "folder.py", "if known is not None and known[0] == state:", "if known is not None:"),
    # a segment is written over another, or what is half done is left
    Fault(FOLDER + "writing.py", "if os.path.lexists(target) or os.path.lexists(other):", "if False:"),
    Fault(FOLDER + "writing.py", "os.link(part, target)", "part.replace(target)"),
    Fault(FOLDER + "writing.py", "        _remove_parts(folder)\n", ""),
    # what goes out
    Fault(
        STORAGE + "team/waiting.py",
        "a.only_mine = 0 AND {_HAS_NEWS}\n    AND ({_IS_SENT_FROM",
        "{_HAS_NEWS}\n    AND ({_IS_SENT_FROM",
    ),
    Fault(STORAGE + "team/waiting.py", "AND ({_IS_SENT_FROM_HERE} OR (", "AND (("),
    Fault(STORAGE + "team/waiting.py", "p.number >= {SENT_BEFORE} OR p.number < {UNCERTAIN}", "p.number IS NOT NULL"),
    Fault(STORAGE + "team/publishing.py", " AND p.number IS NOT {UNCERTAIN}", ""),
    Fault(STORAGE + "team/waiting.py", "(p.number IS NULL OR p.number > 0 OR ", "(p.number IS NOT 0 OR "),
    Fault(STORAGE + "team/publishing.py", "        _arrive(connection, own.numbers)\n", ""),
    Fault(STORAGE + "team/publishing.py", "WHERE version = :id AND number IS NOT NULL", "WHERE version = :id"),
    Fault(STORAGE + "team/publishing.py", "WHEN number < -1 THEN", "WHEN number < -10000 THEN"),
    Fault(STORAGE + "team/publishing.py", "(:number, -1 - :number, ", "(:number, "),
    Fault(STORAGE + "team/publishing.py", "THEN {UNCERTAIN} ELSE 0 END", "THEN NULL ELSE NULL END"),
    Fault(STORAGE + "team/publishing.py", "        _forget_lost(connection, membership, own)\n", ""),
    Fault(STORAGE + "team/publishing.py", "noted - own.numbers", "own.numbers - noted"),
    Fault(STORAGE + "team/publishing.py", "_lose(connection, max(own.numbers))", "pass"),
    Fault(STORAGE + "team/publishing.py", "if not is_same_replica(store.path, membership, own, last):", "if False:"),
    Fault(STORAGE + "team/publishing.py", "UPDATE version SET is_shared = 1 WHERE", "UPDATE version SET at = at WHERE"),
    # which replica it is
    Fault(STORAGE + "team/membership.py", "if max(beside.number, newest) > membership.number:", "if False:"),
    Fault(STORAGE + "team/membership.py", "max(beside.number, newest) >", "beside.number >"),
    Fault(STORAGE + "team/membership.py", "max(beside.number, newest) >", "newest >"),
    Fault(
        STORAGE + "team/membership.py", "return last is None or own.sha256 is None or last == own.sha256", "return True"
    ),
    Fault(STORAGE + "team/membership.py", "SENT_BEFORE = -1", "SENT_BEFORE = 0"),
    # what comes in
    Fault(
        STORAGE + "team/pulling.py", "executemany(_PUBLISHED, ((id, SENT_BEFORE) for id in ids))", "execute('SELECT 1')"
    ),
    Fault(STORAGE + "team/pulling.py", "        self._forget_gone(connection)\n", ""),
    # what is deleted, taken back, restored, and private
    Fault(
        STORAGE + "store.py",
        "_kind(connection, operation) in RECEIVING:\n                staying",
        "False:\n                staying",
    ),
    Fault(STORAGE + "versions/withdrawing.py", " AND w.is_shared = 1", ""),
    Fault(STORAGE + "versions/withdrawing.py", "v.is_shared = 0 AND EXISTS", "false AND EXISTS"),
    Fault(STORAGE + "versions/precedence.py", "        if chosen is not version:\n", "        if False:\n"),
    Fault(STORAGE + "versions/precedence.py", "taken += [] if is_shown else [chosen.id]", "taken += []"),
    Fault(STORAGE + "replaying.py", "    if not shared:\n", "    if True:\n"),
    Fault(
        STORAGE + "replaying.py", "_kept(connection, operation, back=False)", "_kept(connection, operation, back=True)"
    ),
    Fault(
        STORAGE + "backups.py",
        "in_bin_if_shared(connection, edits, store.now())",
        "edits",
    ),
    Fault(
        "coopviewer/domain/annotations/versions/conflicts.py", "only_mine=own.only_mine)) if", "only_mine=False)) if"
    ),
)
RELAY_FAULTS = (
    Fault(RELAY + "mirror.py", "if count < state.count or total < state.total or", "if count < state.count or"),
    Fault(RELAY + "mirror.py", "if count < state.count or total < state.total or", "if total > 10**9 or"),
    Fault(RELAY + "mirror.py", "        if self._has_lost():\n", "        if False:\n"),
    Fault(RELAY + "mirror.py", "if version.id == id:", "if version:"),
    Fault(RELAY + "mirror.py", "self.state.note_read(until,", "self.state.note_read(0,"),
    Fault(RELAY + "mirror.py", "max((self.state.number, *known))", "self.state.number"),
    Fault(RELAY + "database.py", "tx < CAST(:until AS text)::xid8", "true OR :until = ''"),
    Fault(RELAY + "database.py", "pg_snapshot_xmin(", "pg_snapshot_xmax("),
    Fault(RELAY + "database.py", "tx >= CAST(:mark", "tx > CAST(:mark"),
    Fault(RELAY + "database.py", " AND relay <> CAST(:relay AS uuid)", " AND :relay <> ''"),
    Fault(RELAY + "schema.sql", "FOR SELECT USING (team = (SELECT coop.my_team()))", "FOR SELECT USING (true)"),
    Fault(RELAY + "schema.sql", "ALTER TABLE coop.team ENABLE ROW LEVEL SECURITY;\n", ""),
)


@pytest.mark.parametrize("fault", FAULTS + RELAY_FAULTS, ids=str)
def test_each_fault_can_be_planted(fault: Fault) -> None:
    check_that_it_can_be_planted(fault)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_planted_fault_is_noticed(fault: Fault, tmp_path: Path) -> None:
    assert is_noticed(fault, tmp_path, TESTS), f"nothing noticed that “{fault.right}” had become “{fault.wrong}”"


@pytest.mark.slow
@pytest.mark.parametrize("fault", RELAY_FAULTS, ids=str)
def test_a_fault_planted_in_the_relay_is_noticed(fault: Fault, tmp_path: Path) -> None:
    found = is_noticed(fault, tmp_path, RELAY_TESTS, "--slow")
    assert found, f"nothing noticed that “{fault.right}” had become “{fault.wrong}”"
