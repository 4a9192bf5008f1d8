"""The common parts of all pages: frame, styles, script, and the headers that keep them from loading anything from elsewhere."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, Response

from exportctl import __version__
from exportctl.reports.html.templates import content_hash, environment, styles
from exportctl.reports.i18n.language import LANGUAGES, current_language, render, translate
from exportctl.reports.i18n.terms import effect_name
from exportctl.reports.pictures.style import STYLE
from exportctl.sentences import Sentence, with_capital
from exportctl.served.guard import POLICY
from exportctl.served.pages.form import LANGUAGE, Stated, label_of, stated_in, with_code
from exportctl.served.pages.wording import page_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request

    from exportctl.served.current import Current
    from exportctl.served.refusals import Refusal

PRIVATE: Final = {"Cache-Control": "no-store"}
_NAMES: Final = {"en": "English", "zh": "中文"}
_HERE: Final = Path(__file__).parent
_POLICY: Final = "; ".join((
    "default-src 'none'",
    f"style-src 'self' {content_hash(STYLE)}",
    "script-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
))  # fmt: skip
"""The content security policy: a page may load its own styles and script, and the style inside the picture of the timeline."""
_PLAIN: Final = str.maketrans("+/=", "---")


class Frame:
    """Fills in the templates of pages."""

    def __init__(self, current: Current) -> None:
        """Take the law, whose version every page names."""
        self._current = current
        self._templates = environment(_HERE / "templates")
        self._templates.filters |= {
            "capital": with_capital,
            "code": with_code,
            "effect": effect_name,
            "render": partial(render, named=label_of),
        }
        self._templates.globals["_"] = translate
        # All templates are read now: a newer program may be installed while the service runs.
        for name in self._templates.list_templates():
            self._templates.get_template(name)
        self.assets = {
            "/style.css": (styles(_HERE / "pages.css"), "text/css"),
            "/script.js": ((_HERE / "script.js").read_text(encoding="utf-8"), "text/javascript"),
            "/icon.svg": ((_HERE / "icon.svg").read_text(encoding="utf-8"), "image/svg+xml"),
        }
        self._digest = content_hash("".join(text for text, _ in self.assets.values()))[8:16].translate(_PLAIN)

    def page(
        self,
        template: str,
        request: Request | None,
        status: int = HTTPStatus.OK,
        headers: Mapping[str, str] | None = None,
        **variables: Any,  # noqa: ANN401 - any value of a template
    ) -> Response:
        """Return a page in the current language; that of a request has links to the same page in other languages."""
        text = self._templates.get_template(template).render(
            language=current_language().code,
            version=__version__,
            law=self._current.law.law.version,
            digest=self._digest,
            languages=[*_languages(request)] if request else (),
            **variables,
        )
        return HTMLResponse(text, status, {POLICY: _POLICY, **PRIVATE, **(headers or {})})

    def deleted_page(self, request: Request) -> Response:
        """Return the page for results that are not here any more."""
        reason = Sentence("These results were deleted. Screen the file again.")
        return self.refused_page(request, HTTPStatus.NOT_FOUND, Sentence("Not here any more"), reason)

    def missing_page(self, request: Request, status: int, headers: Mapping[str, str] | None) -> Response:
        """Return the page for an address that the service does not have."""
        reason = Sentence("This service has no such page.")
        return self.refused_page(request, status, Sentence("Not found"), reason, headers)

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """Return the page with the reason of a refusal."""
        return self.refused_page(request, refusal.status, Sentence("No answer"), refusal.reason, refusal.headers)

    def refused_page(
        self, request: Request, status: int, title: str, reason: str, headers: Mapping[str, str] | None = None
    ) -> Response:
        """Return the page with the reason for which a request has no other one."""
        with page_language(language_of(request)):
            title, reason = render(title), render(reason, label_of)
            return self.page("refused.html", request, status, headers, title=title, reason=reason)

    async def send_asset(self, request: Request) -> Response:
        """Return an asset of pages: their styles, their script or their icon."""
        content, type_ = self.assets[request.url.path]
        return Response(content, media_type=type_, headers={"Cache-Control": "max-age=86400"})


def language_of(request: Request) -> str:
    """Return the code of the language of a page: the one in the address, or else the first supported language of the browser."""
    if (stated := request.query_params.get(LANGUAGE)) in LANGUAGES:
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


def address(path: str, stated: Stated, language: str = "") -> str:
    """Return the address of a question."""
    pairs = [(name, value) for name, values in stated.items() for value in values]
    return f"{path}?{urlencode([*pairs, *([(LANGUAGE, language)] if language else [])])}"


def _languages(request: Request) -> Iterator[tuple[str, str, str]]:
    query, path = stated_in(request.query_params), request.url.path if request.method == "GET" else "/"
    yield from ((code, name, address(path, query, code)) for code, name in _NAMES.items())
