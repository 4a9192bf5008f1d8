"""The services: the questions of the API over HTTP, and over MCP for assistants."""

from __future__ import annotations

from importlib.machinery import PathFinder

from exportctl.errors import MissingExtraError
from exportctl.sentences import Sentence

if not all(map(PathFinder.find_spec, ("mcp", "prometheus_client", "starlette", "uvicorn"))):
    raise MissingExtraError(Sentence("answering other programs"), "serve")
