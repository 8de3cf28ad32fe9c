"""The program ends while it renews the backup of the day, as at exit on a slow drive: a whole one stays."""

from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from coopviewer.storage.annotations.backups import back_up_daily, list_backups
from coopviewer.storage.annotations.file.backup_files import backup_folder
from tests.storage.annotations.merging.desks import FileDesk
from tests.together.killing import CAN_KILL, killing

pytestmark = pytest.mark.skipif(
    not CAN_KILL, reason="killing at a call of the system needs LD_PRELOAD and a C compiler"
)


def test_renewing_a_backup_is_cut_off_at_each_of_its_calls(tmp_path: Path) -> None:
    with killing(tmp_path) as killer:
        for call in count(1):
            path = tmp_path / str(call) / "ana.db"
            path.parent.mkdir()
            desk = FileDesk(path)
            desk.write("one")
            assert back_up_daily(desk.store) is not None
            desk.write("two")
            desk.store.close()
            is_cut_off = killer("renew", call, path.parent, path=path, now=desk.clock.now.isoformat())
            counts = [each.count for each in list_backups(path)]
            assert counts in ([1], [2], [2, 1]), "half a backup is in place of a whole one"
            again = FileDesk(path, desk.clock)
            with closing(again.store):
                assert again.bodies == ["one", "two"]
                back_up_daily(again.store, renew=True)
            assert list_backups(path)[0].count == 2
            again.store.close()
            if not is_cut_off:
                break
        assert list(backup_folder(path).glob(".*")) == []
    assert call > 5
