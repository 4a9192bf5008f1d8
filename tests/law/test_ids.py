"""An act can refer to a provision by its own id, by that of a paragraph above it, or by that of its act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.law.words import ids_of, names

if TYPE_CHECKING:
    from exportctl.api import Law


def test_the_ids_of_a_provision_are_those_that_name_it(store: Law) -> None:
    """They are all ids under which an act can mean it, and no others."""
    provisions = store.law.provisions
    every = {id_ for provision in provisions for id_ in ids_of(provision)}
    for provision in provisions:
        assert set(ids_of(provision)) == {id_ for id_ in every if names(id_, provision)}
    assert every >= {*provisions, *(store.law.act_of(provision).id for provision in provisions)}
