"""The choice of the interface's language: the option, else the environment variables of the system, else English.

Only ``__main__`` makes the choice, and passes the one Translate on. English needs neither gettext nor a file.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import ModuleType

from coopviewer import paths
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH, Translate

OPTION = "--language"
FILE = "coopviewer.mo"
RIGHT_TO_LEFT = "qps-rtl"
PSEUDO = ("qps", RIGHT_TO_LEFT)
"""Pseudo-languages generated from English, to show what is not translatable; the second is right-to-left."""
Report = Callable[[EnvironmentFault], object]
"""Receives the fault of a catalogue that cannot be read."""
_LONGEST = 100  # characters of a tag
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def take_option(words: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the language that ``--language`` asks for, None without this option, and the command line without it.

    ``words`` is the command line; only the first ``--language`` before ``--`` is looked at. Raises EnvironmentFault if
    no language follows it.
    """
    end = words.index("--") if "--" in words else len(words)
    for at, word in enumerate(words[:end]):
        option, is_joined, code = word.partition("=")
        if option != OPTION:
            continue
        after = at + 1 if is_joined else at + 2
        code = code if is_joined else "".join(words[at + 1 : min(after, end)])
        if not code:
            raise EnvironmentFault("start.no-language-code")
        return code, [*words[:at], *words[after:]]
    return None, list(words)


def choose_language(code: str | None, environment: Mapping[str, str], report: Report | None = None) -> Translate:
    """Return the Translate of the language ``code``; None: of the first of the system's languages that is available.

    ``environment`` are the environment variables, which name the system's languages. If none of these languages is
    available, it is English. A catalogue that cannot be read is passed over: instead of ``code`` English is used, of
    the system's languages the next one; ``report``, if given, receives the fault. Raises EnvironmentFault if there is
    no language ``code``.
    """
    if code is None:
        return next(filter(None, (_readable(each, report) for each in _wanted(environment))), ENGLISH)
    found = _readable(code, report, ENGLISH)
    if found is None and code not in PSEUDO:
        raise EnvironmentFault("start.no-language", language=code, languages=", ".join(languages()))
    return found or Translate(code, _catalogues().PseudoCatalogue(right_to_left=code == RIGHT_TO_LEFT))


def languages() -> tuple[str, ...]:
    """Return the tags of all languages: ``en``, those with a catalogue sorted, and the pseudo-languages.

    The pseudo-languages, ``qps`` and ``qps-rtl``, show which texts are not translatable.
    """
    return ("en", *sorted(file.parent.name for file in paths.locale_folder().glob(f"*/{FILE}")), *PSEUDO)


def _wanted(environment: Mapping[str, str]) -> Iterable[str]:
    """Return the tags of the system's languages, the preferred one first; as in gettext, only one variable counts."""
    found: list[str] = []
    for each in next(filter(None, map(environment.get, _VARIABLES)), "").split(":"):
        tag = each.partition(".")[0].partition("@")[0].replace("_", "-")
        found += (tag, tag.partition("-")[0]) if tag else ()
    return dict.fromkeys(found)


def _readable(code: str, report: Report | None, instead: Translate | None = None) -> Translate | None:
    """Return the Translate of a language; None if there is no such language, ``instead`` if it cannot be read."""
    try:
        return _translate(code)
    except EnvironmentFault as fault:
        if report is not None:
            report(fault)
        return instead


def _translate(code: str) -> Translate | None:
    """Return the Translate of a language, None if there is none. Raises EnvironmentFault for a damaged one."""
    if code in ("en", "C", "POSIX"):
        return ENGLISH
    if not code.replace("-", "").isalnum() or len(code) > _LONGEST:  # the name of a folder, and no way to elsewhere
        return None
    path = paths.locale_folder() / code / FILE
    try:
        return Translate(code, _catalogues().read_catalogue(path)) if path.is_file() else None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise EnvironmentFault("start.damaged-language", language=code, path=path, error=reason) from error


def _catalogues() -> ModuleType:
    """Return the module of catalogues, imported here since English does without."""
    from coopviewer import catalogues

    return catalogues
