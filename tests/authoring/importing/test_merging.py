"""Sums of money that two files state: equal ones are one, and none is counted twice because of its number."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.authoring.importing.imports import imported, titled, written

_PAYMENT = (
    '<transaction><transaction-type code="3"/><transaction-date iso-date="2020-06-01"/>'
    '<value value-date="2020-06-01">{}</value></transaction>'
)
_BUDGET = (
    '<budget><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>'
    '<value value-date="2020-01-01">{}</value></budget>'
)
_PLANNED = _BUDGET.replace("budget>", "planned-disbursement>")


@pytest.mark.parametrize("form", [_PAYMENT, _BUDGET, _PLANNED])
@pytest.mark.parametrize("later_is_read", ["first", "last"])
@pytest.mark.parametrize(
    ("earlier", "later", "total", "replaced"),
    [
        ([100], [200], 200, [100]),  # it was corrected
        ([100, 200], [200], 300, []),  # what only one file says stays
        ([200], [100, 200], 300, []),
        ([100, 200], [100, 200], 300, []),
        ([100, 200, 300], [200, 300, 50], 550, [100]),
        ([200, 200], [200], 400, []),  # each counts
        ([200], [200, 200], 400, []),
        ([100, 200], [300], 500, [100]),  # nothing says which of the two it replaces: the first
    ],
)
def test_a_sum_that_two_files_state_counts_once(
    tmp_path: Path,
    form: str,
    later_is_read: str,
    earlier: Sequence[int],
    later: Sequence[int],
    total: int,
    replaced: list[int],
) -> None:
    files = [
        written(
            tmp_path / f"{year}.xml",
            titled("XM-1", "Wells", *(form.format(sum_) for sum_ in sums)),
            attributes=f'generated-datetime="{year}-01-01T00:00:00Z"',
        )
        for year, sums in ((2021, earlier), (2022, later))
    ]
    imported(tmp_path / "out.db", *(reversed(files) if later_is_read == "first" else files))
    with closing(sqlite3.connect(tmp_path / "out.db")) as connection:
        assert connection.execute("SELECT sum(minor_units) FROM flow_total").fetchone() == (100 * total,)
        query = "SELECT minor_units / 100 FROM flow WHERE instr(fact_id, '@') ORDER BY 1"
        assert [row[0] for row in connection.execute(query)] == replaced
        sources = connection.execute("SELECT count(*) FROM citation WHERE instr(fact_id, '/flow/')").fetchone()[0]
    assert sources == len(earlier) + len(later)


@pytest.mark.parametrize("references", [("R", "R-1"), ("R", "R-2", "R-3"), ("R-2", "R")])
def test_a_payment_keeps_the_id_of_its_reference_beside_one_that_looks_like_its_number(
    tmp_path: Path, references: Sequence[str]
) -> None:
    files = [
        written(
            tmp_path / f"{year}.xml",
            titled("XM-1", "Wells", *(_PAYMENT.format(sum_).replace(">", f' ref="{ref}">', 1) for ref in references)),
            attributes=f'generated-datetime="{year}-01-01T00:00:00Z"',
        )
        for year, sum_ in ((2021, 100), (2022, 200))
    ]
    imported(tmp_path / "out.db", *files)
    with closing(sqlite3.connect(tmp_path / "out.db")) as connection:
        query = "SELECT substr(fact_id, instr(fact_id, '/t-') + 3), reference, minor_units FROM flow ORDER BY 1"
        found = connection.execute(query).fetchall()
    later, earlier = [(ref, ref, 20000) for ref in references], [(f"{ref}@2", ref, 10000) for ref in references]
    assert found == sorted([*later, *earlier])
