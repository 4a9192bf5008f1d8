"""The services: the questions of the API over HTTP, on pages, and over MCP for assistants."""

from __future__ import annotations

from importlib.machinery import PathFinder

from exportctl.errors import MissingExtraError
from exportctl.sentences import Sentence

if not all(
    map(PathFinder.find_spec, ("jinja2", "mcp", "prometheus_client", "python_multipart", "starlette", "uvicorn"))
):
    raise MissingExtraError(Sentence("answering other programs"), "serve")
