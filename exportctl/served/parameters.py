"""Name the parameters of a service in messages, where the command line has options."""

from __future__ import annotations

import re
from typing import Final

from exportctl.sentences import ENGLISH

_OPTION: Final = re.compile(r"--([a-z]+(?:-[a-z]+)*)")
_OTHER_NAMES: Final = {"map": "columns", "set": "values"}
"""The parameters whose options have other names."""


def with_parameters(text: str) -> str:
    """Return a text with the names of parameters in place of the options of the command line."""
    return _OPTION.sub(lambda option: _OTHER_NAMES.get(option[1], option[1].replace("-", "_")), text)


FOR_PROGRAMS: Final = ENGLISH._replace(words=with_parameters)
"""English in which messages name parameters; pages name their fields instead."""
