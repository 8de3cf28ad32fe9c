"""SHA-256 digests of short texts, by Python's own implementation.

``hashlib`` loads a library of cryptography, which takes 4 MiB of memory and 3 ms, but hashes five times as fast: whole
documents are hashed by ``hashlib``.
"""

import sys
from collections.abc import Iterable

if sys.version_info >= (3, 12):
    from _sha2 import sha256  # type: ignore[import-not-found]
else:
    from _sha256 import sha256  # type: ignore[import-not-found]


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 digest of some bytes in hexadecimal digits."""
    return str(sha256(content).hexdigest())


def digest_of_element(name: str, attributes: Iterable[tuple[str, str]], text: str, children: Iterable[str]) -> str:
    """Return ten hexadecimal digits for what an element of XML says, to see whether somebody changed it.

    How much white space separates words, white space at the ends of texts and the order of attributes do not count.
    ``children`` are such digests, in order.
    """
    said = sorted((key, " ".join(value.split())) for key, value in attributes)
    return sha256_of(repr((name, said, " ".join(text.split()), [*children])).encode(errors="replace"))[:10]
