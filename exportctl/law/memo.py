"""Keep the results of a method with the object that computed them."""

from __future__ import annotations

from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

Owner = TypeVar("Owner")
Keys = ParamSpec("Keys")
Result = TypeVar("Result")


def memo(method: Callable[Concatenate[Owner, Keys], Result]) -> cached_property[Callable[Keys, Result]]:
    """Let a method compute each of its results once; the results live as long as the object."""

    def with_memory(owner: Owner) -> Callable[Keys, Result]:
        # A cache of the function would keep every owner alive; this one ends with the owner.
        return cast("Callable[Keys, Result]", cache(partial(method, owner)))

    return cached_property(with_memory)
