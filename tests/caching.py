"""The compiled law of the program stays in the cache of the user, which keeps few registers, while tests compile others."""

from __future__ import annotations

from exportctl.law.register import Register
from exportctl.store import cache, compiled


def keep_in_use(law: Register) -> None:
    """Let each register that this process caches come after a use of that of a law: those that were unused for longest are removed."""
    fingerprint, name = (vars(compiled)[function] for function in ("_fingerprint", "_name"))
    own, keep = name(fingerprint(law.digest)), cache.keep

    def keep_beside(name: str, content: bytes) -> None:
        cache.read(own)
        keep(name, content)

    vars(cache)["keep"] = keep_beside
