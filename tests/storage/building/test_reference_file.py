"""Writing a reference value by value: any order and number, and nothing left behind by what fails."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from coopviewer.domain.progress import Cancelled, never_cancelled
from coopviewer.domain.reference.dataset import Dataset
from coopviewer.domain.reference.facts import Fact
from coopviewer.domain.reference.imports import CodeLabel, ImportedFile, ImportNote, ImportSeverity
from coopviewer.domain.reference.published_facts import (
    Flow,
    FlowKind,
    Identifier,
    IdentifierScheme,
    Indicator,
    IndicatorPeriod,
    PublishedField,
    PublishedValue,
    Result,
)
from coopviewer.domain.reference.vocabulary import Basis
from coopviewer.storage.building import content_writer
from coopviewer.storage.building.reference_file import ReferenceFile, first_damage
from coopviewer.storage.building.writer import write_reference
from coopviewer.storage.files.held_signals import held_signals
from tests.datasets import read_dataset
from tests.faults import raises_fault
from tests.reference_values import cited, dataset, relation, statement

PROJECT = "project/wells"


def stated(key: str, **more: Any) -> dict[str, Any]:
    return {"id": f"{PROJECT}/{key}", "entry_id": PROJECT, "basis": Basis.STATED, "citations": cited(), **more}


def flow(key: str, minor_units: int, **more: Any) -> Flow:
    fields = {"kind": FlowKind.TRANSACTION, "decimals": 2, "currency": "EUR", "as_given": "EUR", "ordinal": 1, **more}
    return Flow(**stated(f"flow/{key}"), minor_units=minor_units, **fields)


PUBLISHED: tuple[Fact, ...] = (
    Identifier(**stated("identifier/iati"), scheme=IdentifierScheme.IATI, value="XM-1", as_given="XM-1"),
    Result(**stated("result/water"), title="Water", ordinal=1, language="en"),
    Indicator(
        **stated("indicator/wells"),
        result_fact_id=f"{PROJECT}/result/water",
        title="Wells",
        ordinal=1,
        periods=(IndicatorPeriod("2020-01-01", None, "3", "2"), IndicatorPeriod(None, "2021-12-31", None, "few")),
    ),
    PublishedField(
        **stated("published/x"), label="x", ordinal=1, values=(PublishedValue("x/@y", "1"), PublishedValue("x", "two"))
    ),
    flow("t-1", -12050, type="3", day="2020-05-06"),
    relation(PROJECT, "has-beneficiary", "country/NE"),
    statement(PROJECT, "dig"),
)


@pytest.fixture
def made() -> Dataset:
    return dataset(*PUBLISHED)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "my.db"


def add_things(file: ReferenceFile, made: Dataset) -> None:
    for source in made.sources:
        file.add_source(source)
    for passage in made.passages:
        file.add_passage(passage)
    for predicate in made.predicates:
        file.add_predicate(predicate)
    for entry in made.entries:
        file.add_entry(entry)
    for country in made.countries:
        file.add_country(country)


def write_all(made: Dataset, target: Path, is_cancelled: Callable[[], bool] = never_cancelled) -> None:
    with ReferenceFile(target) as file:
        add_things(file, made)
        for fact in made.facts:
            file.add_fact(fact)
        file.finish(made.edition, is_cancelled)


def rows_of(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_facts_may_come_before_the_things_that_they_name(made: Dataset, target: Path, tmp_path: Path) -> None:
    with ReferenceFile(target) as file:
        for fact in reversed(made.facts):
            file.add_fact(fact)
        add_things(file, made)
        digest = file.finish(made.edition)
    assert write_reference(made, tmp_path / "other.db") == digest
    assert target.read_bytes() == (tmp_path / "other.db").read_bytes()


def test_the_size_of_the_parts_does_not_matter_to_the_bytes(
    made: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_reference(made, tmp_path / "one.db")
    monkeypatch.setattr(content_writer, "_MOST", 2)
    write_reference(made, tmp_path / "two.db")
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()


def test_every_fact_is_read_back_while_the_file_is_written(made: Dataset, target: Path) -> None:
    with ReferenceFile(target) as file:
        for fact in made.facts:
            file.add_fact(fact)
        assert [file.fact(fact.id) for fact in made.facts] == list(made.facts)
        file.flush()
        assert [file.fact(fact.id) for fact in made.facts] == list(made.facts)
        assert file.fact(f"{PROJECT}/goal/none") is None


@pytest.mark.parametrize("flushed", [False, True])
def test_a_removed_fact_leaves_its_id_to_another(made: Dataset, target: Path, flushed: bool) -> None:
    with ReferenceFile(target) as file:
        add_things(file, made)
        for fact in made.facts:
            file.add_fact(fact)
        if flushed:
            file.flush()
        for fact in made.facts:
            file.remove_fact(fact.id)
        file.remove_fact(f"{PROJECT}/goal/none")
        for fact in made.facts:
            assert file.fact(fact.id) is None
            file.add_fact(fact)
        file.finish(made.edition)
    assert read_dataset(target).facts == tuple(sorted(made.facts, key=lambda fact: fact.id))


FULL: tuple[tuple[str, Callable[[ReferenceFile, Dataset, list[Fact]], object]], ...] = (
    ("add_fact", lambda file, made, facts: [file.add_fact(replace(each, id=f"{each.id}x")) for each in facts]),
    ("fact", lambda file, made, facts: [file.fact(each.id) for each in facts]),
    ("remove_fact", lambda file, made, facts: [file.remove_fact(each.id) for each in facts]),
    ("flush", lambda file, made, facts: (file.add_fact(replace(facts[0], id="x", text="x" * 100_000)), file.flush())),
    ("derive", lambda file, made, facts: file.derive(made.edition)),
    ("finish", lambda file, made, facts: file.finish(made.edition)),
)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize("does", [each for _, each in FULL], ids=[name for name, _ in FULL])
def test_a_disk_that_becomes_full_is_reported_by_every_method(
    made: Dataset, target: Path, does: Callable[[ReferenceFile, Dataset, list[Fact]], object]
) -> None:
    import resource  # which Windows lacks

    facts: list[Fact] = [statement(PROJECT, "Dig. " * 50, id=f"{PROJECT}/goal/{each}") for each in range(6_500)]
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    with raises_fault(f"{target.name} could not be written"), ReferenceFile(target) as file:
        file._connection.execute("PRAGMA cache_size = 1")  # so that what is changed is soon written to the disk
        add_things(file, made)
        for fact in facts:
            file.add_fact(fact)
        file.flush()
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, usual[1]))
        try:
            does(file, made, facts)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert list(target.parent.iterdir()) == []


def test_what_is_kept_of_an_import_is_written(made: Dataset, target: Path) -> None:
    with ReferenceFile(target) as file:
        add_things(file, made)
        source = made.sources[0].id
        file.add_import(ImportedFile(1, source, "a.xml", 12, "0" * 64, "iati", "2.03", None, "1.0", "{}"))
        file.add_note(ImportNote(1, ImportSeverity.KEPT, "a.xml", 3, None, "odd", "found", "kept"))
        file.add_label(CodeLabel("ActivityStatus", "2", "en", "Implementation"))
        file.finish(made.edition)
    assert rows_of(target, "SELECT name, version FROM import") == [("a.xml", "2.03")]
    assert rows_of(target, "SELECT severity, line FROM import_note") == [("kept", 3)]
    assert rows_of(target, "SELECT label FROM code_label") == [("Implementation",)]


def test_flows_are_added_by_kind_type_currency_and_year_of_one_entry(target: Path) -> None:
    other = flow("t-9", 1)
    other = Flow(
        **{name: getattr(other, name) for name in other.__dataclass_fields__}
        | {"id": "project/zinc/flow/t-9", "entry_id": "project/zinc"}
    )
    flows = (
        flow("t-1", 10000, type="3", day="2020-05-06"),
        flow("t-2", -12050, type="3", day="2020-12-31"),
        flow("t-3", 1, type="3", day="2020-12-31", decimals=3),
        flow("t-4", 7, type="3", day="2021-01-01"),
        flow("t-5", 5, type="3", day="2020-01-01", currency="XDR"),
        flow("b-1", 2**63 - 1, kind=FlowKind.BUDGET, period_start="2020-01-01"),
        flow("b-2", 2**63 - 1, kind=FlowKind.BUDGET, period_start="2020-01-01"),
        flow("b-3", 3, kind=FlowKind.BUDGET),
        other,
    )
    write_reference(dataset(*flows), target)
    assert rows_of(target, "SELECT * FROM flow_total") == [
        ("project/wells", "budget", "", "EUR", "", 3, 2, 1),
        ("project/wells", "transaction", "3", "EUR", "2020", -20499, 3, 3),
        ("project/wells", "transaction", "3", "EUR", "2021", 7, 2, 1),
        ("project/wells", "transaction", "3", "XDR", "2020", 5, 2, 1),
        ("project/zinc", "transaction", "", "EUR", "", 1, 2, 1),
    ]


def test_a_slot_counts_the_entries_that_have_a_kind_of_fact(target: Path) -> None:
    facts = (*PUBLISHED, statement(PROJECT, "drink"), statement("project/zinc", "mine"))
    write_reference(dataset(*facts), target)
    assert rows_of(target, "SELECT * FROM slot") == [
        ("project", "flow/transaction", 1),
        ("project", "identifier/iati", 1),
        ("project", "indicator", 1),
        ("project", "published_field", 1),
        ("project", "relation/has-beneficiary", 1),
        ("project", "result", 1),
        ("project", "statement/goal", 2),
    ]


def test_two_facts_with_one_id_are_refused(target: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a second fact"):
        write_all(dataset(PUBLISHED[0], flow("t-1", 1), flow("t-1", 2)), target)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("dangling", [relation(PROJECT, "has-beneficiary", "country/NX"), statement("theme/x", "y")])
def test_a_fact_of_a_missing_entry_is_refused(dangling: Fact, made: Dataset, target: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="refers to what is not in it"):
        write_all(replace(made, facts=(*made.facts, dangling)), target)
    assert list(tmp_path.iterdir()) == []


def test_a_value_that_its_table_does_not_allow_is_refused(made: Dataset, target: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="CHECK constraint failed in flow"):
        write_all(dataset(*PUBLISHED, flow("t-9", 1, currency="EURO")), target)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_finished_leaves_the_old_one_alone(made: Dataset, target: Path, tmp_path: Path) -> None:
    target.write_text("old", encoding="utf-8")
    with ReferenceFile(target) as file:
        add_things(file, made)
        assert len(list(tmp_path.iterdir())) == 2
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("my.db", "old")]


def cancelled_after(questions: int) -> Callable[[], bool]:
    answers: Iterator[bool] = iter([False] * questions)
    return lambda: next(answers, True)


@pytest.mark.parametrize("questions", [0, 1, 2, 5, 8])
def test_a_cancelled_file_leaves_nothing(
    questions: int, made: Dataset, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopviewer.storage.building.reference_file._STEPS", 200)
    with pytest.raises(Cancelled):
        write_all(made, target, cancelled_after(questions))
    assert list(tmp_path.iterdir()) == []


def test_the_filling_of_facets_is_cancelled_although_sqlite_does_not_ask(
    made: Dataset, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopviewer.storage.building.reference_file._STEPS", 10**9)
    names: list[set[str]] = []

    def cancelled() -> bool:
        names.append({path.name for path in tmp_path.rglob("*")})
        return True

    with pytest.raises(Cancelled):
        write_all(made, target, cancelled)
    assert "filled.db" in names[0]
    assert "packed.db" not in names[0]
    assert list(tmp_path.iterdir()) == []


class NotedConnection(sqlite3.Connection):
    """Notes that it was interrupted."""

    is_interrupted = False

    def interrupt(self) -> None:
        self.is_interrupted = True
        super().interrupt()


@pytest.fixture
def large() -> Iterator[NotedConnection]:
    """Yield a database whose check takes SQLite many times the pause between two questions."""
    with closing(sqlite3.connect(":memory:", check_same_thread=False, factory=NotedConnection)) as connection:
        connection.execute("CREATE TABLE many (value)")
        rows = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 400000) SELECT i FROM n"
        connection.execute(f"INSERT INTO many {rows}")
        connection.commit()
        yield connection


def test_the_check_of_a_complete_file_is_interrupted(large: NotedConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coopviewer.storage.building.reference_file._PAUSE", 0.001)
    with pytest.raises(Cancelled):
        first_damage(large, cancelled_after(2))
    assert large.is_interrupted
    assert first_damage(large, never_cancelled) is None


@pytest.mark.parametrize(
    "cut", [lambda file: file[:100] + bytes(file[100:]).replace(b"\x05", b"\xee"), lambda file: file[:600]]
)
def test_damage_is_returned_however_great_it_is(
    cut: Callable[[bytes], bytes], made: Dataset, target: Path, tmp_path: Path
) -> None:
    write_all(made, target)
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(cut(target.read_bytes()))
    with closing(sqlite3.connect(damaged, check_same_thread=False)) as connection:
        found = first_damage(connection, never_cancelled)
    assert found is not None
    assert found != "ok"


def test_what_the_question_raises_while_a_file_is_checked_is_raised(
    large: NotedConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopviewer.storage.building.reference_file._PAUSE", 0.001)

    def broken() -> bool:
        raise LookupError

    with pytest.raises(LookupError):
        first_damage(large, broken)
    assert large.is_interrupted


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_a_signal_while_a_file_is_completed_ends_the_program_and_is_no_full_disk(
    made: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopviewer.storage.building.reference_file._STEPS", 200)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a window that another test opened has its own
    asked = count()

    def signalled() -> bool:
        if next(asked) == 3:
            signal.raise_signal(signal.SIGINT)
        return False

    with pytest.raises(KeyboardInterrupt):
        write_all(made, tmp_path / "my.db", signalled)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_a_signal_is_held_back_until_a_block_is_left() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    done: list[list[int]] = []

    def work() -> None:
        with held_signals() as received:
            signal.raise_signal(signal.SIGINT)
            done.append(list(received))

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == [[signal.SIGINT]]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_empty_folder_that_was_left_behind_goes_after_a_while(made: Dataset, tmp_path: Path) -> None:
    old, new = tmp_path / ".my.db.old.tmp", tmp_path / ".my.db.new.tmp"
    old.mkdir()
    new.mkdir()
    os.utime(old, (0, 0))
    write_all(made, tmp_path / "my.db")
    assert not old.exists()
    assert new.exists()


def test_a_target_in_a_missing_folder_is_refused_at_once(tmp_path: Path) -> None:
    with raises_fault("There is no folder"):
        ReferenceFile(tmp_path / "missing" / "my.db")


KILLED = """
import os, sys
from pathlib import Path
from coopviewer.storage.building.reference_file import ReferenceFile
from tests.storage.building.test_reference_file import PUBLISHED
file = ReferenceFile(Path(sys.argv[1]))
for fact in PUBLISHED:
    file.add_fact(fact)
file.flush()
os._exit(9)
"""


def test_what_a_killed_process_left_behind_is_removed_by_the_next(made: Dataset, target: Path, tmp_path: Path) -> None:
    target.write_text("old", encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", KILLED, str(target)], env=environment, check=False)
    assert done.returncode == 9
    assert target.read_text(encoding="utf-8") == "old"
    assert len(list(tmp_path.iterdir())) == 2
    write_all(made, target)
    assert list(tmp_path.iterdir()) == [target]


def test_two_files_of_one_name_may_be_written_at_once(made: Dataset, target: Path, tmp_path: Path) -> None:
    with ReferenceFile(target) as first:
        add_things(first, made)
        write_all(made, target)
        for fact in made.facts:
            first.add_fact(fact)
        first.finish(made.edition)
    assert list(tmp_path.iterdir()) == [target]
    assert read_dataset(target).size == made.size
