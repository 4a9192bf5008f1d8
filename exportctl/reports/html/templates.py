"""The common parts of all pages: the environment of their templates, which escapes text from outside, and their styles."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from exportctl.effects import APPEARANCES
from exportctl.reports.i18n.language import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.law.model import Source

HERE: Final = Path(__file__).parent


def environment(folder: Path) -> Environment:
    """Return the environment of the templates in a folder."""
    templates = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,  # a service keeps the templates that fit its code, if a newer program is installed meanwhile
    )
    templates.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    templates.filters["count"] = "{:,}".format
    templates.filters["render"] = render
    return templates


def styles(*files: Path) -> str:
    """Return the colours of decisions, the styles of every page, and those in files, as one style sheet."""
    return _colours() + "".join(file.read_text(encoding="utf-8") for file in (HERE / "base.css", *files))


def content_hash(content: str) -> str:
    """Return the source expression by which a content security policy permits a script or a style sheet inside a page."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def content_policy(scripts: Iterable[str], *others: str) -> str:
    """Return a content security policy that permits these scripts, and styles inside the page, and nothing from other origins."""
    sources = " ".join(map(content_hash, scripts))
    rules = ("default-src 'none'", f"script-src {sources}", "style-src 'unsafe-inline'", "base-uri 'none'")
    return "; ".join((*rules, "form-action 'none'", *others))


def web_address(sources: Iterable[Source]) -> str | None:
    """Return the first address of sources that a browser can open; None if there is none."""
    urls = (source.url for source in sources)
    return next((url for url in urls if url and url.startswith(("https://", "http://"))), None)


def _colours() -> str:
    """Return the style rules that give each decision its colour, on light screens, on paper and on dark screens."""
    light = " ".join(f"--{decision}: {appearance.light};" for decision, appearance in APPEARANCES.items())
    dark = " ".join(f"--{decision}: {appearance.dark};" for decision, appearance in APPEARANCES.items())
    classes = "\n".join(f".v-{decision} {{ color: var(--{decision}) }}" for decision in APPEARANCES)
    return f":root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n{classes}\n"
