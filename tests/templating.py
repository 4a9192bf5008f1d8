"""The templates of pages and reports are compiled once for a process: a service compiles them for a tenth of a second."""

from __future__ import annotations

from functools import partial

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from exportctl.reports.html import templates


class Compiled(BytecodeCache):
    """The code of templates by their names; Jinja itself compares the text of each."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in the code of a template, if it was compiled before."""
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self.code[bucket.key] = bucket.bytecode_to_string()


def compile_once() -> None:
    """Let all environments of templates share their code; each is made by one function with the same options."""
    vars(templates)["Environment"] = partial(Environment, bytecode_cache=Compiled())
