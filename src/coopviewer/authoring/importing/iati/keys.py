"""Ids of activities and keys of their facts: formed from content, never from position."""

import re
from hashlib import sha256

LONGEST_KEY = 40
_LONGEST_SLUG = 60
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_REVERSIBLE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_KEY = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", re.ASCII)


def short_hash(*parts: str | None) -> str:
    """Return the first ten hex digits of SHA-256 over some texts, parted by NUL; None counts as an empty text."""
    return sha256("\0".join(part or "" for part in parts).encode(errors="replace")).hexdigest()[:10]


def slug(text: str) -> str:
    """Return a code or name as part of an id: unchanged if it is at most 60 small letters, digits and single hyphens.

    Any other text is put in small letters, with hyphens in place of other signs, and cut to 60; a hyphen and eight
    digits of its hash follow: ``"Sub Saharan"`` → ``sub-saharan-d24212ab``. Without letters and digits of ASCII it is
    ``x-`` and these digits.
    """
    return text if len(text) <= _LONGEST_SLUG and _REVERSIBLE.fullmatch(text) else _hashed(text)


def identifier_slug(identifier: str) -> str:
    """Return an identifier of an activity or organisation as part of an id: ``"GB-1"`` → ``gb-1``.

    An identifier of at most 60 capitals, digits and single hyphens is only put in lower case, from which it can be read
    back. Any other is put in lower case too, hyphens take the place of signs other than ASCII letters and digits, it is
    cut at 60 characters, and eight digits of a hash are added, so that two identifiers hardly ever get the same id:
    ``"gb-1"`` → ``gb-1-4bcb0341``.
    """
    lower = identifier.lower()
    is_plain = len(lower) <= _LONGEST_SLUG and lower.upper() == identifier and _REVERSIBLE.fullmatch(lower)
    return lower if is_plain else _hashed(identifier)


def _hashed(identifier: str) -> str:
    words = _NOT_IN_SLUG.sub("-", identifier.lower()).strip("-")[:_LONGEST_SLUG].rstrip("-")
    digits = sha256(identifier.encode(errors="replace")).hexdigest()[:8]
    return f"{words}-{digits}" if words else f"x-{digits}"


def project_id(identifier: str) -> str:
    """Return the id of the entry of an activity: ``project/`` and its published identifier in lower case.

    ``"GB-1"`` → ``project/gb-1``. If the identifier has anything but capitals, digits and single hyphens, or over 60
    characters, eight digits of a hash follow: ``"gb-1"`` → ``project/gb-1-4bcb0341`` (see ``identifier_slug``). So the
    same identifier has the same id in every file, and one that differs in capitals alone has another id.
    """
    return f"project/{identifier_slug(identifier)}"


def nameless_project_id(title: str, *others: str) -> str:
    """Return the id of the entry of an activity without identifier, formed from its title and other texts.

    The title is put in small letters, with hyphens in place of other signs than ASCII letters and digits, and cut to 60
    characters; six hex digits of a hash of the title and ``others`` follow: ``"Clean Water"`` →
    ``project/clean-water-cb9dc2``. The same texts make the same id.
    """
    words = _NOT_IN_SLUG.sub("-", title.lower()).strip("-")[:_LONGEST_SLUG].rstrip("-")
    digits = sha256("\0".join((title, *others)).encode(errors="replace")).hexdigest()[:6]
    return f"project/{words}-{digits}" if words else f"project/x-{digits}"


def key_part(text: str, longest: int = 24) -> str:
    """Return a code or reference as part of a key: unchanged if plain and at most ``longest`` long, else its hash.

    Plain are letters of ASCII, digits, and single hyphens between them. The hash is ``short_hash``, ten hex digits.
    """
    return text if len(text) <= longest and _KEY.fullmatch(text) else short_hash(text)


def fact_key(name: str, *parts: str | None) -> str:
    """Return the key of a fact, by which it is known in its entry: ``name``, ``/``, and ``parts`` joined by hyphens.

    Parts that are None or empty are left out: ``fact_key("budget", "1", None, "2012")`` is ``budget/1-2012``. If the
    key would be over 40 characters (LONGEST_KEY), or the joined parts are empty or have anything but ASCII letters,
    digits and single hyphens between these, ten hex digits of their hash take the place of the parts.
    """
    return f"{name}/{key_part('-'.join(part for part in parts if part), LONGEST_KEY - len(name) - 1)}"
