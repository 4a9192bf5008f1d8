"""Every option can be said by the environment, and some by a file; the command line beats both, the environment the file."""

from __future__ import annotations

import os
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Final, cast

from exportctl.cli.policy import Policy
from exportctl.cli.variables import COMMAND_LINE_ONLY, tell_unread, variable
from exportctl.errors import InputError, PlaceError
from exportctl.sentences import Sentence, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from typer._click.core import Command, Context

    from exportctl.config.model import Config
    from exportctl.engine.gate_policy import GatePolicy
    from exportctl.law.scale import Effect
    from exportctl.permits.influence import Influence

BY_FILE: Final = ("gate", "undecided", "max_age", "trust_descriptions")
"""The options that a file says by keys of their own names."""
_BETWEEN: Final = ";"
"""What stands between several values of an option that can be given more than once, as in a cell of a file."""
_TRUE: Final = frozenset({"true", "1", "yes", "y", "on", "t"})
_FALSE: Final = frozenset({"false", "0", "no", "n", "off", "f"})
_CONFIG: Final = "exportctl.config"
_INFLUENCES: Final = "exportctl.influences"


def several(text: str) -> list[str]:
    """Return what a variable says of an option that can be given more than once."""
    return [part.strip() for part in text.split(_BETWEEN) if part.strip()]


def truth(text: str, place: str) -> bool:
    """Return a truth value that a variable says; raises InputError for what is none."""
    word = text.strip().lower()
    if word not in _TRUE | _FALSE:
        raise InputError(place, Sentence("'{text}' is not true or false", text=text))
    return word in _TRUE


def configured(command: Command) -> Command:
    """Let a command, or each of a group, take from the environment and the file what its command line does not say."""
    for one in getattr(command, "commands", {}).values():
        configured(one)
    options: list[Any] = [item for item in command.params if item.param_type_name == "option"]
    for option in options:
        if option.is_flag:
            option.add_to_parser = partial(_with_opposite, option, option.add_to_parser)
        if option.name in COMMAND_LINE_ONLY:
            continue
        if option.envvar is None:
            longest = max(option.opts, key=len)
            option.envvar, option.show_envvar = variable(longest), False  # all are called alike, so help names none
        option.value_from_envvar = partial(_said_elsewhere, option)
    if command.callback:
        command.callback = _telling_where(command.callback)
    return command


def here() -> Config | None:
    """Return the configuration that holds in the working directory; it is read once for a command, and never for its help."""
    from typer._click.globals import get_current_context

    meta = get_current_context().meta
    if _CONFIG not in meta:
        meta[_CONFIG] = read(policy())
    return cast("Config | None", meta[_CONFIG])


def policy() -> Policy:
    """Return which configuration counts for the command that runs."""
    from typer._click.globals import get_current_context

    return cast("Policy | None", get_current_context().obj) or Policy()


def read(policy: Policy = Policy()) -> Config | None:  # noqa: B008 - a value, and no state
    """Return the configuration that counts; raises InputError for one that makes no sense."""
    found = policy.found()
    if found is None:
        return None
    from exportctl.config.reading import config_of

    return config_of(found)


def where(name: str) -> str | None:
    """Return which variable, or which line of the file, says an option of the command that runs; None if neither does."""
    said_by, by = _source(name)
    if by != "ENVIRONMENT":
        return None
    config = here()
    return said_by if os.environ.get(said_by) or config is None else config.where(name)


def is_said(name: str) -> bool:
    """Tell whether the command line or a variable says an option of the command that runs, so that no file does."""
    said_by, by = _source(name)
    return by == "COMMANDLINE" or (by == "ENVIRONMENT" and bool(os.environ.get(said_by)))


def _source(name: str) -> tuple[str, str]:
    """Return the variable of an option of the command that runs, and what said it, as Typer calls that."""
    from typer._click.globals import get_current_context

    context = get_current_context()
    source = context.get_parameter_source(name)
    said_by = next((str(item.envvar) for item in context.command.params if item.name == name), "")
    return said_by, source.name if source else ""


def by_file(config: Config | None) -> dict[str, Any]:
    """Return what a file says in place of options."""
    said = {name: getattr(config, name) for name in BY_FILE} if config else {}
    return {name: value for name, value in said.items() if value is not None}


def terms(undecided: str, max_age: str | None, gate: Effect, *, trusted: bool = False) -> GatePolicy:
    """Return the terms of a gate, and tell on stderr what makes it looser than it is by itself and is not said by an option.

    Raises InputError for what makes no sense.
    """
    from exportctl.cli.session import note

    found = terms_of(undecided, max_age)
    if told := looser(gate, found, where, trusted=trusted):
        note(told)
    _add(influences(gate, found, where, trusted=trusted))
    return found


def terms_of(undecided: str, max_age: str | int | None) -> GatePolicy:
    """Return the terms of a gate; raises InputError for what makes no sense."""
    from exportctl.cli.session import number
    from exportctl.engine.gate_policy import MOST_DAYS, GatePolicy, undecided_policy

    days = None if max_age is None else number(str(max_age), "max_age", MOST_DAYS, Sentence("number of days"))
    return GatePolicy(undecided_policy(undecided), days)


def looser(gate: Effect, terms: GatePolicy, where: Callable[[str], str | None], *, trusted: bool) -> str:
    """Return what makes a gate looser than it is by itself, and `where` a variable or a file says so."""
    told = [
        f"{item.by} ({item.said_at})" for item in influences(gate, terms, where, trusted=trusted) if is_looser(item)
    ]
    return Sentence("looser than by default: {told}", told=", ".join(told)) if told else ""


def is_looser(found: Influence) -> bool:
    """Return whether a setting makes a gate looser than it is by itself."""
    from exportctl.law.scale import STRICTNESS

    name, _, value = found.by.partition(" = ")
    if name == "gate":
        return STRICTNESS[cast("Effect", value)] > STRICTNESS["license_required"]
    return (name, value) in {("undecided", "warn"), ("trust_descriptions", "true")}


def influences(
    gate: Effect, terms: GatePolicy, where: Callable[[str], str | None], *, trusted: bool
) -> tuple[Influence, ...]:
    """Return the options that a file or a variable says, with their places."""
    places = {name: place for name in BY_FILE if (place := where(name))}
    if not places:
        return ()
    from exportctl.permits.influence import gate_options, setting

    said = gate_options(gate, terms, trusted=trusted)
    return tuple(setting(name, said[name], place) for name, place in places.items())


def told_of() -> tuple[Influence, ...]:
    """Return the options and columns of the command that runs which a file or a variable says."""
    from typer._click.globals import get_current_context

    return cast("tuple[Influence, ...]", get_current_context().meta.get(_INFLUENCES, ()))


def _add(found: Iterable[Influence]) -> None:
    from typer._click.globals import get_current_context

    get_current_context().meta[_INFLUENCES] = tuple(dict.fromkeys([*told_of(), *found]))


def tell_passed(passed: int, of: int) -> None:
    """Tell how many answers decide nothing and pass all the same."""
    from exportctl.cli.session import note

    if passed:
        note(
            Sentence(
                "{passed} of {of} cannot be decided, which passes as a warning: undecided = warn ({where})",
                passed=passed,
                of=of,
                where=where("undecided") or "--undecided",
            )
        )


def columns(said: Mapping[str, str], otherwise: Mapping[str, str]) -> Mapping[str, str]:
    """Return the columns that options name with those of the file for all other facts; what all rows say `otherwise` needs none."""
    from exportctl.permits.influence import Influence

    config = here()
    of_file = config.columns_but({**otherwise, **said}) if config else {}
    places = {config.where("columns"): of_file} if config and of_file else {}
    if by := where("map_"):
        places[by] = dict(said)
    _add(Influence(Sentence("columns {facts}", facts=listed(facts)), at) for at, facts in places.items())
    return {**(config.columns_but(otherwise) if config else {}), **said}


def _said_elsewhere(option: Any, context: Context) -> object:  # noqa: ANN401 - the type has no name outside Typer
    """Return what a variable says of an option, else what the file does, else None; a shell that completes asks neither."""
    if context.resilient_parsing:
        return None
    text = option.resolve_envvar_value(context)
    if text is None:
        config = here() if option.name in BY_FILE else None
        said = getattr(config, option.name) if config else None
        return said if said is None or isinstance(said, bool) else str(said)
    if option.is_flag:
        return truth(text, str(option.envvar))
    return several(text) if option.multiple else text


def _with_opposite(option: Any, add: Callable[..., None], parser: Any, context: Context) -> None:  # noqa: ANN401
    """Let the command line take back a flag that a file or a variable has put: `--no-all`. Help does not speak of it."""
    add(parser, context)
    opposite = f"--no-{max(option.opts, key=len).removeprefix('--')}"
    parser.add_option(obj=option, opts=[opposite], dest=option.name, action="store_const", const=False)


def _telling_where(callback: Callable[..., Any]) -> Callable[..., Any]:
    """Let what is wrong with an option that no command line said be told of whatever said it."""

    @wraps(callback)
    def told(**given: object) -> object:
        from typer._click.globals import get_current_context

        tell_unread(get_current_context())
        try:
            return callback(**given)
        except PlaceError:
            raise
        except InputError as error:
            place = where(error.fact) or where(f"{error.fact}_")
            if place is None and error.fact == "columns":
                place = where("map_") if given.get("map_") else _columns_place()
            if place is None:
                raise
            raise PlaceError(place, error.what) from None

    return told


def _columns_place() -> str | None:
    config = here()
    return config.where("columns") if config and config.columns else None
