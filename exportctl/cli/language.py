"""Choose the language before all else: from --lang, the environment, the configuration file, or the locale."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from exportctl.cli.policy import Policy
from exportctl.cli.variables import take_options
from exportctl.errors import ExportctlError, none_of
from exportctl.reports.i18n.language import LANGUAGES
from exportctl.sentences import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable

OPTION: Final = "--lang"
VARIABLE: Final = "EXPORTCTL_LANG"
_LOCALE: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
_SHOWN: Final = 40


def choose_language(arguments: Iterable[str], policy: Policy | None = None) -> tuple[str, list[str]]:
    """Return the language, and the arguments without --lang; raises InputError for an unknown language."""
    stated, rest = take_options(arguments, (), {OPTION})
    if OPTION in stated:
        return language(stated[OPTION], OPTION), rest
    if text := os.environ.get(VARIABLE):
        return language(text, VARIABLE), rest
    return _by_file(policy or Policy()) or by_locale()[0], rest


def language(text: str, where: str) -> str:
    """Return the code of a language: zh also for zh_CN and zh-Hans; raises InputError for an unsupported language."""
    code = text.strip().lower().replace("_", "-").partition("-")[0].partition(".")[0]
    if code not in LANGUAGES:
        raise none_of(where, text[:_SHOWN], LANGUAGES)
    return code


def _by_file(policy: Policy) -> str | None:
    """Return the language of the configuration file; None if it cannot be read, which the command itself reports."""
    try:
        file = policy.configuration()
        name = file.table.get("lang") if file else None
        return language(name, "lang") if isinstance(name, str) else None
    except (ExportctlError, OSError):
        return None


def by_locale() -> tuple[str, str]:
    """Return the language of the locale, and the variable that sets it: the first variable that is set decides."""
    name = next((name for name in _LOCALE if os.environ.get(name)), "")
    return ("zh", name) if os.environ.get(name, "").lower().startswith("zh") else (ENGLISH.code, "default")
