"""What `serve` and `mcp` are told by their command line: the law, what holds where a question does not say it, and what facts mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exportctl.served.questions import Wishes


def wishes(gate: str, undecided: str, max_age: str | None, *, trusted: bool) -> Wishes:
    """Return what holds where a question does not say it; raises InputError for what makes no sense."""
    from exportctl import api
    from exportctl.cli import session, settings
    from exportctl.served.questions import Wishes

    config = settings.here()
    if config and (config.licences or config.waivers or config.not_the_same or config.items):
        session.note(
            Sentence(
                "the licences, waivers, items and names of {file} are laid over no answer to other programs",
                file=config.name,
            )
        )
    closes_at = api.level(gate)
    return Wishes(api.today, closes_at, settings.terms(undecided, max_age, closes_at, trusted=trusted), trusted)


def paths(data: Path | None, also: Sequence[Path] | None) -> tuple[Path, ...]:
    """Return the data that answers now: what was named, or the newest that is installed."""
    from exportctl.store.chosen import data_folder

    return (data or data_folder(), *(also or ()))


def settled() -> None:
    """Collect garbage from now on, for which a command does not live long enough; the law, which is large, is not looked through."""
    import gc

    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.enable()


def helps() -> Mapping[str, str]:
    """Return what facts and wishes mean, in the words of the help."""
    from exportctl.cli import options
    from exportctl.cli.party import Threshold

    found = {name.rstrip("_"): annotation for name, (annotation, _) in options.FACTS.items()}
    found |= {
        "assume": options.Assume,
        "gate": options.Gate,
        "undecided": options.Undecided,
        "max_age": options.MaxAge,
        "trust_descriptions": options.TrustDescriptions,
        "threshold": Threshold,
    }
    return {name: str(get_args(annotation)[1].help).replace("\\[", "[") for name, annotation in found.items()}
