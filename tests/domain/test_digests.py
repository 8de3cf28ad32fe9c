"""Digests are those of the standard library, whose library of cryptography an overview does not load."""

import subprocess
import sys
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

import pytest

from coopviewer.app.on_demand import OVERVIEW_PARTS
from coopviewer.domain.digests import sha256_of, uuid_of_name


@pytest.mark.parametrize("content", [b"", b"a", "Kosovo* \U0001f600".encode(), bytes(range(256)) * 5])
def test_a_digest_is_that_of_the_library(content: bytes) -> None:
    assert sha256_of(content) == sha256(content).hexdigest()


@pytest.mark.parametrize("name", ["", "a", "urn:coopviewer:version:é\U0001f600", "x" * 1000, "nul\0"])
def test_the_uuid_of_a_name_is_that_of_the_library(name: str) -> None:
    assert uuid_of_name(name) == str(uuid5(NAMESPACE_URL, name))


def test_the_uuid_of_a_name_stays_the_same_in_every_version_of_the_program() -> None:
    assert uuid_of_name("https://example.org/") == "527dda32-a0de-5105-a042-cb475b5f7d11"


def test_the_modules_of_the_overviews_load_no_library_of_cryptography() -> None:
    code = f"import sys, importlib\nfor part in {OVERVIEW_PARTS!r}: importlib.import_module(part)\n"
    code += "print('hashlib' in sys.modules, '_hashlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_python_without_its_own_implementations_uses_those_of_the_library() -> None:
    code = "import sys\nsys.modules.update(dict.fromkeys(('_sha1', '_sha2', '_sha256')))\n"
    code += "from coopviewer.domain.digests import sha256_of, uuid_of_name\nprint(sha256_of(b'a'), uuid_of_name('a'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == [sha256(b"a").hexdigest(), str(uuid5(NAMESPACE_URL, "a"))]
