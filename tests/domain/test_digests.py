"""Digests are those of the standard library, whose library of cryptography an overview does not load."""

import subprocess
import sys
from hashlib import sha256

import pytest

from coopviewer.app.on_demand import OVERVIEW_PARTS
from coopviewer.domain.digests import sha256_of


@pytest.mark.parametrize("content", [b"", b"a", "Kosovo* \U0001f600".encode(), bytes(range(256)) * 5])
def test_a_digest_is_that_of_the_library(content: bytes) -> None:
    assert sha256_of(content) == sha256(content).hexdigest()


def test_the_modules_of_the_overviews_load_no_library_of_cryptography() -> None:
    code = f"import sys, importlib\nfor part in {OVERVIEW_PARTS!r}: importlib.import_module(part)\n"
    code += "print('hashlib' in sys.modules, '_hashlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["False", "False"]
