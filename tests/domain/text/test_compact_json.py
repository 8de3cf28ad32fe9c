"""Records as JSON on one line are what the standard library writes."""

import json
from collections.abc import Callable

import pytest

from coopviewer.domain.text.compact_json import json_encoder

VALUES = (
    {},
    [],
    {"b": 1, "a": 'حدود " \\ \n \0 \u2028 🇧🇦', "c": [None, True, 0.5, {"d": []}]},
    ["x"],
    "text",
    None,
    7,
    0.1,
)


@pytest.mark.parametrize("sort_keys", [False, True])
def test_a_value_is_written_as_the_standard_library_writes_it(*, sort_keys: bool) -> None:
    encode = json_encoder(sort_keys=sort_keys)
    for value in VALUES:
        assert encode(value) == json.dumps(value, ensure_ascii=False, sort_keys=sort_keys, separators=(",", ":"))


def test_without_the_c_module_the_text_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = json_encoder()
    monkeypatch.setattr(json.encoder, "c_make_encoder", None)
    assert [json_encoder()(each) for each in VALUES] == [fast(each) for each in VALUES]


@pytest.mark.parametrize("make", [json_encoder, lambda: json_encoder(sort_keys=True)])
def test_what_json_does_not_have_is_refused(make: Callable[[], Callable[[object], str]]) -> None:
    endless: list[object] = []
    endless.append(endless)
    for value, kind in (([float("nan")], ValueError), ([object()], TypeError), (endless, RecursionError)):
        with pytest.raises(kind):
            make()(value)
