"""Saving briefs: several at the same time, cancelled together."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from coopviewer import paths
from coopviewer.domain.briefs.content import BriefContent
from coopviewer.domain.briefs.request import BriefRequest, parse_brief_request
from coopviewer.workspace.briefs import BriefService


@pytest.fixture
def briefs(qtbot: QtBot) -> Iterator[BriefService]:
    service = BriefService(paths.reference_file(), lambda: None)
    yield service
    service.stop()


@pytest.fixture
def request_of_niger() -> BriefRequest:
    return parse_brief_request("entries=country/NE")


def test_all_that_has_not_ended_is_cancelled_whichever_ended_first(
    briefs: BriefService, request_of_niger: BriefRequest, tmp_path: Path, qtbot: QtBot
) -> None:
    goes_on = Event()

    def make_slowly(_content: BriefContent) -> bytes:
        assert goes_on.wait(30)
        return b"made"

    ends: list[object] = []
    briefs.not_saved.connect(ends.append)
    briefs.save(request_of_niger, tmp_path / "first", make_slowly)
    with qtbot.waitSignal(briefs.saved):
        briefs.save(request_of_niger, tmp_path / "second", lambda _content: b"made")
    briefs.save(request_of_niger, tmp_path / "third", make_slowly)
    briefs.cancel()
    goes_on.set()
    qtbot.waitUntil(lambda: len(ends) == 2)
    assert ends == [None, None]
    assert [path.name for path in tmp_path.iterdir()] == ["second"]
    with qtbot.waitSignal(briefs.saved):
        briefs.save(request_of_niger, tmp_path / "fourth", lambda _content: b"made")
