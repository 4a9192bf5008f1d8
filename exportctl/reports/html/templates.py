"""The common parts of all pages: the environment of their templates, which escapes text from outside, and their styles."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from exportctl.effects import APPEARANCES
from exportctl.reports.i18n.language import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.law.model import Source

HERE: Final = Path(__file__).parent
_DAY: Final = re.compile(r"(?<![\w/=&?%.-])\d{4}-\d{2}-\d{2}(?![\w-])", re.ASCII)
"""A day that is not a part of an address."""
_GROUP: Final = re.compile(r"[0-9a-f]{16}|sha256:")


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
    templates.filters |= {
        "render": render,
        "days": whole_days,
        "label": whole_days_of_label,
        "digest": digest_in_groups,
    }
    return templates


def whole_days(text: str) -> Markup:
    """Return a text whose days do not break over two lines: browsers break them at a hyphen."""
    return Markup(_DAY.sub(r'<span class="day">\g<0></span>', str(escape(text))))  # noqa: S704 - escaped


def whole_days_of_label(text: str) -> str:
    """Return a text for a label of a style sheet with word joiners in its days: such a label has no elements, and is never copied."""
    return _DAY.sub(lambda day: day[0].replace("-", "\u2060-\u2060"), text)


def digest_in_groups(text: str) -> Markup:
    """Return a digest that breaks between groups of its digits."""
    return Markup(_GROUP.sub(r"\g<0><wbr>", str(escape(text))))  # noqa: S704 - escaped


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
