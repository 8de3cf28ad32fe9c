"""A server on another computer is reached with TLS alone, and its announcements come as those of one here do."""

from contextlib import closing
from pathlib import Path

import pytest

from coopviewer_relay.problems import Problem
from coopviewer_relay.server import Connection
from tests.relay.postgres import Distant, Postgres

pytestmark = pytest.mark.slow


@pytest.fixture
def distant(postgres: Postgres) -> Distant:
    postgres.sql("DROP ROLE IF EXISTS tess", "CREATE ROLE tess LOGIN PASSWORD 'wells'")
    return postgres.distant("tess", "postgres", "wells")


def test_an_announcement_comes_over_tls(postgres: Postgres, distant: Distant) -> None:
    with closing(Connection(distant)) as listening:
        assert listening.run("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()") == [[True]]
        listening.run("LISTEN news")
        assert not listening.wait(0.01)
        for _ in range(3):
            postgres.sql("NOTIFY news")
            assert listening.wait(30)
        assert not listening.wait(0.01)


def test_what_came_with_an_answer_is_not_waited_for(postgres: Postgres, distant: Distant) -> None:
    with closing(Connection(distant)) as listening:
        listening.run("LISTEN news")
        postgres.sql("NOTIFY news")
        listening.run("SELECT 1")
        assert listening.wait(0.0)


def test_a_server_that_goes_while_it_is_waited_for_is_a_passing_problem(postgres: Postgres, distant: Distant) -> None:
    with closing(Connection(distant)) as listening:
        listening.run("LISTEN news")
        postgres.stop()
        try:
            with pytest.raises(Problem) as raised:
                listening.wait(30)
            assert raised.value.is_passing
        finally:
            postgres.start()


def test_a_certificate_of_nobody_known_is_not_trusted(distant: Distant) -> None:
    with pytest.raises(Problem, match=r"is not trusted: .* Name its authority with --ca"):
        Connection(distant._replace(authority=None))


def test_a_file_that_has_no_certificates_is_named(distant: Distant, tmp_path: Path) -> None:
    (tmp_path / "none.pem").write_text("nothing")
    with pytest.raises(Problem, match=r"The certificates in .*none\.pem cannot be read"):
        Connection(distant._replace(authority=tmp_path / "none.pem"))


def test_a_wrong_password_is_said(distant: Distant) -> None:
    with pytest.raises(Problem, match="password"):
        Connection(distant._replace(password="pumps"))
