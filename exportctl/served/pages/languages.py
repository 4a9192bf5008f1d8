"""Choose the language of a page: the one in the address, or else the first supported language of the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.reports.i18n.language import LANGUAGES

if TYPE_CHECKING:
    from starlette.requests import Request

PARAMETER: Final = "lang"
NAMES: Final = {"en": "English", "zh": "中文"}


def language_of(request: Request) -> str:
    """Return the code of the language in which a request is answered."""
    if (stated := request.query_params.get(PARAMETER)) in LANGUAGES:
        return stated
    wanted = [_weight_of(part) for part in request.headers.get("accept-language", "").split(",")]
    known = [(weight, code) for weight, code in wanted if code in LANGUAGES and weight > 0]
    return max(known, key=lambda item: item[0])[1] if known else LANGUAGES[0]


def _weight_of(part: str) -> tuple[float, str]:
    """Return the weight of a part of Accept-Language, and the language without its region: `zh-CN;q=0.8`."""
    tag, _, quality = part.partition(";")
    code = tag.strip().lower().partition("-")[0]
    try:
        return float(quality.partition("=")[2] or 1), code
    except ValueError:
        return 0, code
