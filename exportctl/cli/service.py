"""The common parts of `serve` and `mcp`: the law data, the settings of the company, and the descriptions of facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from exportctl.cli import options, printing, session, settings
from exportctl.facts.registry import FACTS
from exportctl.law.scale import DEFAULT_GATE, DEFAULT_UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from exportctl.served.current import CompanySettings, Current


def company_reader(gate: str, undecided: str, max_age: str | None, *, trusted: bool) -> Callable[[], CompanySettings]:
    """Return a function that reads the company's settings: options, environment, file; it raises InputError for an invalid one."""
    given = {"gate": gate, "undecided": undecided, "max_age": max_age, "trust_descriptions": trusted}
    own = {name: value for name, value in given.items() if settings.is_stated(name)}
    places = {name: settings.where(name) for name in own}
    configuration = settings.configuration_policy()

    def read() -> CompanySettings:
        from exportctl import api
        from exportctl.served.current import CompanySettings, Defaults

        config = settings.read(configuration)
        values: dict[str, Any] = settings.file_settings(config) | own
        closes_at, trusted = api.level(values.get("gate", DEFAULT_GATE)), values.get("trust_descriptions", False)
        policy = settings.parse_gate_policy(values.get("undecided", DEFAULT_UNDECIDED), values.get("max_age"))

        def where(name: str) -> str | None:
            return places[name] if name in places else config.where(name) if config and name in config.lines else None

        influences = settings.influences(closes_at, policy, where, trusted=trusted)
        defaults = Defaults(api.today, closes_at, policy, trusted)
        return CompanySettings(config, defaults, settings.loosened_note(influences), settings=influences)

    return read


def current_law(data: Path | None, also: Sequence[Path] | None, read_company: Callable[[], CompanySettings]) -> Current:
    """Return the law data that the options name, or else the newest that is installed, with the settings of the company."""
    from exportctl.served.current import Current

    return Current(
        lambda: session.folders_of(data, also), read_company, printing.note, _enable_collection, printing.complain
    )


def _enable_collection() -> None:
    """Turn on the garbage collector, which commands turn off; the law, which is large and kept, is excluded."""
    import gc

    gc.unfreeze()  # a law that was replaced is frozen, too, and would never be collected
    gc.collect()
    gc.freeze()
    gc.enable()


def helps() -> Mapping[str, str]:
    """Return the descriptions of facts and settings, as the help has them: the first paragraph in short, the others in full."""
    from exportctl.cli import row_options
    from exportctl.cli.party import Threshold

    others = {
        "assume": options.Assume,
        "gate": options.Gate,
        "undecided": options.Undecided,
        "max_age": options.MaxAge,
        "date_order": row_options.DateOrder,
        "trust_descriptions": options.TrustDescriptions,
        "threshold": Threshold,
    }
    return {fact.key: fact.help for fact in FACTS} | {
        name: str(get_args(annotation)[1].help) for name, annotation in others.items()
    }
