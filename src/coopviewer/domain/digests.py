"""Digests of short texts by Python's own implementations: SHA-256, and the UUIDs that SHA-1 makes of names.

``hashlib`` loads a library of cryptography, which takes 4 MiB of memory and 3 ms, but hashes five times as fast: whole
documents are hashed by ``hashlib``. ``uuid`` loads ``platform`` and ``hashlib``.
"""

import sys
from collections.abc import Iterable

try:
    from _sha1 import sha1  # type: ignore[import-not-found]

    if sys.version_info >= (3, 12):
        from _sha2 import sha256  # type: ignore[import-not-found]
    else:
        from _sha256 import sha256  # type: ignore[import-not-found]
except ImportError:  # some distributions build Python without them
    from hashlib import sha1, sha256

_NAMESPACE_URL = bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8")  # RFC 9562, section 6.6


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 digest of some bytes in hexadecimal digits."""
    return str(sha256(content).hexdigest())


def uuid_of_name(name: str) -> str:
    """Return the UUID of a name in the namespace of URLs, version 5 (RFC 9562, section 5.5): always the same.

    It is what ``str(uuid.uuid5(uuid.NAMESPACE_URL, name))`` returns.
    """
    return uuid_text(int.from_bytes(sha1(_NAMESPACE_URL + name.encode()).digest()[:16]), 5)


def uuid_text(number: int, version: int) -> str:
    """Return 128 bits as the text of a UUID of a version (RFC 9562, sections 4 and 5); six of the bits are replaced."""
    number = number & ~(0xF << 76) | version << 76
    number = number & ~(0x3 << 62) | 0x2 << 62  # the variant
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def digest_of_element(name: str, attributes: Iterable[tuple[str, str]], text: str, children: Iterable[str]) -> str:
    """Return ten hexadecimal digits for what an element of XML says, to see whether somebody changed it.

    How much white space separates words, white space at the ends of texts and the order of attributes do not count.
    ``children`` are such digests, in order.
    """
    said = sorted((key, " ".join(value.split())) for key, value in attributes)
    return sha256_of(repr((name, said, " ".join(text.split()), [*children])).encode(errors="replace"))[:10]
