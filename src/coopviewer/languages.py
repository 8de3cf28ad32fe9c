"""The choice of the interface's language: the option, else the environment variables of the system, else English.

Only ``__main__`` makes the choice, and passes the one Translate on. English needs neither gettext nor a file.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType

from coopviewer import paths
from coopviewer.domain.errors import EnvironmentFault
from coopviewer.domain.language import ENGLISH, Translate

OPTION = "--language"
FILE = "coopviewer.mo"
RIGHT_TO_LEFT = "qps-rtl"
PSEUDO = ("qps", RIGHT_TO_LEFT)
"""Pseudo-languages generated from English, to show what is not translatable; the second is right-to-left."""
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def take_option(words: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the language that ``--language`` asks for, None without the option, and the other words.

    ``words`` are those of the command line: only the first ``--language`` before ``--`` is looked at. Raises
    EnvironmentFault if that option has no language.
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


def choose_language(code: str | None, environment: Mapping[str, str]) -> Translate:
    """Return the Translate of a language, by its tag; None: that of the system if there is a catalogue, else English.

    ``environment`` are the environment variables. Raises EnvironmentFault if there is no language ``code``, and OSError
    if a catalogue cannot be read.
    """
    if code is None:
        return next(filter(None, map(_translate, _wanted(environment))), ENGLISH)
    found = _translate(code)
    if found is None and code not in PSEUDO:
        raise EnvironmentFault("start.no-language", language=code, languages=", ".join(languages()))
    return found or Translate(code, _catalogues().PseudoCatalogue(right_to_left=code == RIGHT_TO_LEFT))


def languages() -> tuple[str, ...]:
    """Return the tags of all languages: English, those with a catalogue, sorted, then the pseudo-languages."""
    return ("en", *sorted(file.parent.name for file in paths.locale_folder().glob(f"*/{FILE}")), *PSEUDO)


def _wanted(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the tags of the system's languages, the preferred one first; as in gettext, only one variable counts."""
    for each in next(filter(None, map(environment.get, _VARIABLES)), "").split(":"):
        tag = each.partition(".")[0].partition("@")[0].replace("_", "-")
        if tag:
            yield tag
            yield tag.partition("-")[0]


def _translate(code: str) -> Translate | None:
    """Return the Translate of a language, None if there is no such language."""
    if code in ("en", "C", "POSIX"):
        return ENGLISH
    if not code.replace("-", "").isalnum():  # the name of a folder, and no way to anywhere else
        return None
    path = paths.locale_folder() / code / FILE
    if not path.is_file():
        return None
    return Translate(code, _catalogues().read_catalogue(path))


def _catalogues() -> ModuleType:
    """Return the module of catalogues, imported here since English does without."""
    from coopviewer import catalogues

    return catalogues
