"""Encoding of many small records as compact JSON.

``json.JSONEncoder.encode`` makes an encoder for each call, which takes longer than encoding a row of a table.
"""

import json
from collections.abc import Callable
from json.encoder import encode_basestring
from typing import Any


def json_encoder(*, sort_keys: bool = False) -> Callable[[Any], str]:
    """Return a function that returns a value as JSON on one line, without blanks; ``é`` and the like are not escaped.

    ``sort_keys``: records are written with their keys sorted, so that equal ones result in equal texts. The function
    raises ValueError for a number that JSON does not have, TypeError for another value that it does not have, and
    RecursionError for a list or record that contains itself.
    """
    encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=sort_keys, separators=(",", ":"), allow_nan=False)
    make = getattr(json.encoder, "c_make_encoder", None)  # an interpreter without the C module lacks it
    if make is None:
        return encoder.encode
    chunks = make(None, encoder.default, encode_basestring, None, ":", ",", sort_keys, False, False)

    def encode(value: Any) -> str:
        return "".join(chunks(value, 0)) if isinstance(value, (dict, list)) else encoder.encode(value)

    return encode
