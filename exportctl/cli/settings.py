"""Options take their values from the command line, else from the environment, else from the configuration file."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Final, cast

from exportctl.cli import invocation
from exportctl.cli.policy import Policy
from exportctl.cli.printing import complain, note
from exportctl.cli.values import number_of_days, parse_bool
from exportctl.law.scale import DEFAULT_GATE, STRICTNESS, Effect
from exportctl.list_cells import split_cell
from exportctl.sentences import Sentence, join

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from exportctl.config.model import Config
    from exportctl.engine.gate_policy import GatePolicy
    from exportctl.permits.influence import Influence

BY_FILE: Final = ("gate", "undecided", "max_age", "trust_descriptions")
"""The options that a file sets by keys of the same names."""
_OF_QUESTION: Final = frozenset({"--assume", "--holdings", "--threshold", "--set", "--date-order"})
"""The options of a question that are no facts: how to read the law, names and cells, and values for all rows."""
_CONFIG: Final = "exportctl.config"
_INFLUENCES: Final = "exportctl.influences"


def note_policy(policy: Policy) -> None:
    """Print the notes of a policy on stderr, and, in a GitHub workflow, an annotation for each edited file."""
    for text in policy.notes:
        note(text)
    if policy.edited_files and os.environ.get("GITHUB_ACTIONS") == "true":
        from exportctl.reports.gates.github import annotation

        for file in policy.edited_files:
            print(annotation("warning", "policy", file, policy.notes[-1]), file=sys.stderr)


def configuration() -> Config | None:
    """Return the configuration of the working directory; a command reads it once, and its help never does."""
    meta = invocation.context().meta
    if _CONFIG not in meta:
        meta[_CONFIG] = read(configuration_policy())
    return cast("Config | None", meta[_CONFIG])


def configuration_policy() -> Policy:
    """Return the policy that chooses the configuration of the running command."""
    return cast("Policy | None", invocation.context().obj) or Policy()


def read(policy: Policy = Policy()) -> Config | None:  # noqa: B008 - an immutable value
    """Return the configuration that applies; raises InputError if it is invalid."""
    file = policy.configuration()
    if file is None:
        return None
    from exportctl.config.reading import config_of

    return config_of(file)


def where(name: str) -> str | None:
    """Return the variable or the line of the file that sets an option of the command; None if neither does."""
    if invocation.source_of(name) != invocation.ENVIRONMENT:
        return None
    variable, config = _variable(name), configuration()
    return variable if os.environ.get(variable) or config is None else config.where(name)


def is_stated(name: str) -> bool:
    """Return whether the command line or a variable sets an option, so that the file does not."""
    by = invocation.source_of(name)
    return by == invocation.COMMAND_LINE or (by == invocation.ENVIRONMENT and bool(os.environ.get(_variable(name))))


def _variable(name: str) -> str:
    """Return the variable of an option of the command."""
    return next((str(item.envvar) for item in invocation.context().command.params if item.name == name), "")


def file_settings(config: Config | None) -> dict[str, Any]:
    """Return the values that a configuration file has for options."""
    return {name: value for name in BY_FILE if (value := getattr(config, name, None)) is not None}


def gate_policy(undecided: str, max_age: str | None, gate: Effect, *, trusted: bool = False) -> GatePolicy:
    """Return the policy of the gate, and note which settings loosen it; raises InputError if it is invalid."""
    policy = parse_gate_policy(undecided, max_age)
    settings = influences(gate, policy, where, trusted=trusted)
    if sentence := loosened_note(settings):
        complain(sentence)  # a quiet run does not hide what opens the gate
    _add_influences(settings)
    return policy


def _facts_by_variables() -> list[Influence]:
    """Return the parts of the question that variables state: nobody sees them on the command line."""
    from exportctl.facts.registry import FACTS

    options = {fact.option for fact in FACTS} | _OF_QUESTION
    named = [str(item.name) for item in invocation.context().command.params if not options.isdisjoint(item.opts)]
    by_variables = [(name, by) for name in named if (by := where(name))]
    if not by_variables:
        return []
    from exportctl.permits.influence import setting

    return [setting(name.rstrip("_"), os.environ[by], by) for name, by in by_variables]


def parse_gate_policy(undecided: str, max_age: str | int | None) -> GatePolicy:
    """Return the policy of a gate; raises InputError if it is invalid."""
    from exportctl.engine.gate_policy import GatePolicy, undecided_policy

    days = None if max_age is None else number_of_days(str(max_age), "max_age")
    return GatePolicy(undecided_policy(undecided), days)


def loosened_note(settings: Iterable[Influence]) -> str:
    """Return a note on the settings that loosen the gate, each with its variable or line; empty if there are none."""
    looser = ", ".join(f"{item.by} ({item.stated_at})" for item in settings if is_looser(item))
    return Sentence("looser than the default: {settings}", settings=looser) if looser else ""


def is_looser(influence: Influence) -> bool:
    """Return whether a setting loosens the gate."""
    if influence.option is None:
        return False
    name, value = influence.option
    if name == "gate":
        return STRICTNESS[cast("Effect", value)] > STRICTNESS[DEFAULT_GATE]
    return (name, value) in {("undecided", "warn"), ("trust_descriptions", "true")}


def influences(
    gate: Effect, policy: GatePolicy, where: Callable[[str], str | None], *, trusted: bool
) -> tuple[Influence, ...]:
    """Return the settings from a file or a variable, with their places."""
    places = {name: place for name in BY_FILE if (place := where(name))}
    if not places:
        return ()
    from exportctl.permits.influence import gate_options, setting

    options = gate_options(gate, policy, trusted=trusted)
    return tuple(setting(name, options[name], place) for name, place in places.items())


def current_influences() -> tuple[Influence, ...]:
    """Return the settings, columns and facts of the command that come from a file or a variable."""
    return (*_influences(), *_facts_by_variables())


def _influences() -> tuple[Influence, ...]:
    return cast("tuple[Influence, ...]", invocation.context().meta.get(_INFLUENCES, ()))


def _add_influences(contributions: Iterable[Influence]) -> None:
    invocation.context().meta[_INFLUENCES] = tuple(dict.fromkeys([*_influences(), *contributions]))


def note_passed(passed: int, of: int) -> None:
    """Note how many undecided answers pass as warnings."""
    if passed:
        complain(
            "{passed} of {of} undecided, passed with a warning: undecided = warn ({where})",
            passed=passed,
            of=of,
            where=where("undecided") or "--undecided",
        )


def columns(by_options: Mapping[str, str], otherwise: Mapping[str, str]) -> Mapping[str, str]:
    """Return the columns of facts: those of options, else of the file; facts stated for all rows (`otherwise`) need none."""
    from exportctl.permits.influence import Influence

    config = configuration()
    of_file = config.columns_but({**otherwise, **by_options}) if config else {}
    places = {config.where_columns(of_file): of_file} if config and of_file else {}
    if by := where("map_"):
        places[by] = dict(by_options)
    _add_influences(Influence(Sentence("columns {facts}", facts=join(facts)), at) for at, facts in places.items())
    return {**(config.columns_but(otherwise) if config else {}), **by_options}


def value_elsewhere(option: Any, context: Any) -> Any:  # noqa: ANN401 - an option and Typer's context
    """Return the value of an option in its variable, else in the configuration file, else None; completion ignores both."""
    if context.resilient_parsing:
        return None
    text = option.resolve_envvar_value(context)
    if text is None:
        config = configuration() if option.name in BY_FILE else None
        value = getattr(config, option.name) if config else None
        return value if value is None or isinstance(value, bool) else str(value)
    if option.is_flag:
        return parse_bool(text, str(option.envvar))
    return split_cell(text) if option.multiple else text


def place_of(fact: str) -> str | None:
    """Return the variable or the line of the file that states the subject of an error; None if the command line does."""
    place = where(fact) or where(f"{fact}_")
    if place is None and fact == "columns":
        if is_stated("map_"):
            return where("map_")
        config = configuration()
        return config.where("columns") if config and config.columns else None
    return place
