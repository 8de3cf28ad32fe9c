"""Ids of activities and keys of their facts: formed from content, never from position."""

import re
from hashlib import sha256

LONGEST_KEY = 40
_LONGEST_SLUG = 60
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_REVERSIBLE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_KEY = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", re.ASCII)


def short_hash(*parts: str | None) -> str:
    """Return the first ten hex digits of SHA-256 over some texts; None counts as an empty text."""
    return sha256("\0".join(part or "" for part in parts).encode(errors="replace")).hexdigest()[:10]


def slug(text: str) -> str:
    """Return a code or name as part of an id: itself if it is at most 60 small letters, digits and single hyphens.

    Else its first letters and digits of ASCII, small and joined by hyphens (``x`` without any), and eight digits of its
    hash.
    """
    return text if len(text) <= _LONGEST_SLUG and _REVERSIBLE.fullmatch(text) else _hashed(text)


def identifier_slug(identifier: str) -> str:
    """Return an identifier of an activity or organisation as part of an id, in lower case.

    One of at most 60 capitals, digits and single hyphens can be read back, and has no hash, since ids are repeated in
    each fact and index. To any other eight digits of a hash are added, so that two hardly ever have the same id.
    """
    lower = identifier.lower()
    is_plain = len(lower) <= _LONGEST_SLUG and lower.upper() == identifier and _REVERSIBLE.fullmatch(lower)
    return lower if is_plain else _hashed(identifier)


def _hashed(identifier: str) -> str:
    words = _NOT_IN_SLUG.sub("-", identifier.lower()).strip("-")[:_LONGEST_SLUG].rstrip("-")
    digits = sha256(identifier.encode(errors="replace")).hexdigest()[:8]
    return f"{words}-{digits}" if words else f"x-{digits}"


def project_id(identifier: str) -> str:
    """Return the id of the entry of an activity: ``project/`` and ``identifier_slug`` of its published identifier.

    The same identifier has the same id in every file; one that differs in capitals alone has another id.
    """
    return f"project/{identifier_slug(identifier)}"


def nameless_project_id(title: str, *others: str) -> str:
    """Return the id of the entry of an activity without identifier: of its title, and a hash of it and other texts.

    Of a title it has letters and digits of ASCII, small and joined by hyphens, at most 60 characters in all; the same
    texts make the same id.
    """
    words = _NOT_IN_SLUG.sub("-", title.lower()).strip("-")[:_LONGEST_SLUG].rstrip("-")
    digits = sha256("\0".join((title, *others)).encode(errors="replace")).hexdigest()[:6]
    return f"project/{words}-{digits}" if words else f"project/x-{digits}"


def key_part(text: str, longest: int = 24) -> str:
    """Return a code or reference as part of a key: itself if plain and at most ``longest`` long, else its short hash.

    Plain are letters of ASCII, digits, and single hyphens between them.
    """
    return text if len(text) <= longest and _KEY.fullmatch(text) else short_hash(text)


def fact_key(name: str, *parts: str | None) -> str:
    """Return the key of a fact: its name, ``/``, and ``parts`` joined by hyphens, without those that are None or empty.

    If that is longer than LONGEST_KEY, or if the parts are not plain, their short hash takes the place of the parts.
    """
    return f"{name}/{key_part('-'.join(part for part in parts if part), LONGEST_KEY - len(name) - 1)}"
