"""What has locked an annotations file is named as exactly as it is known."""

import pytest

from coopviewer.domain.language import ENGLISH
from coopviewer.rendering.words.faults.annotation_fault_words import holder_words


@pytest.mark.parametrize(
    ("application", "host", "process", "words"),
    [
        ("", "", "", "another program"),
        ("", "", "7", "another program"),
        ("window", "", "7", "another coopviewer window"),
        ("command", "", "7", "a coopviewer command that is running"),
        ("coopviewer", "", "7", "coopviewer"),
        ("window", "office-pc", "", "another coopviewer window on office-pc"),
        ("", "office-pc", "7", "another program on office-pc (process 7)"),
        ("Zotero", "", "", "Zotero"),
        ("Zotero", "", "812", "Zotero (process 812)"),
        ("Zotero", "office-pc", "", "Zotero on office-pc"),
        ("Zotero", "office-pc", "812", "Zotero on office-pc (process 812)"),
    ],
)
def test_a_holder_is_named_with_its_computer_and_its_process_where_these_tell_more(
    application: str, host: str, process: str, words: str
) -> None:
    values = {"application": application, "host": host, "process": process}
    assert holder_words(values, ENGLISH) == words
    assert holder_words({name: value for name, value in values.items() if value}, ENGLISH) == words
