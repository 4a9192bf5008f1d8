"""`config` prints the settings that apply in a folder and their sources, and the schema of the configuration file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import typer

from exportctl.cli import commands, company, options, printing, session, settings
from exportctl.cli.outputs import format_of_output
from exportctl.cli.values import number_of_days, parse_bool
from exportctl.cli.variables import PREFIX, variable
from exportctl.law.scale import DEFAULT_GATE, DEFAULT_UNDECIDED
from exportctl.list_cells import split_cell
from exportctl.reports.i18n.language import current_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exportctl.config.model import Config
    from exportctl.reports.results import Setting

app = typer.Typer(
    cls=commands.Group,
    add_completion=False,
    epilog="Example: exportctl config show",
    help="Show the settings in use; print the schema of the configuration file.",
)


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl config show --format json")
def show(format_: options.FormatOption = "table") -> None:
    """Show each setting and its source: file and line, environment variable, or default.

    Checks the file as a question does: entries, places, provisions and parties that the law data lacks are errors.
    """
    from exportctl.reports import results

    format_ = format_of_output("config", format_)
    config = settings.configuration()
    if config and config.decides:
        company.require_valid(session.store_of(None, None))
    values = [*map(_as_stated, _options(config)), *_columns(config), *_tables(config)]
    used = {item.source for item in values}
    environment = [
        (name, value)
        for name, value in sorted(os.environ.items())
        if name.startswith(PREFIX) and value and name not in used
    ]
    printing.publish("config", format_, results.Config(config.name if config else None, values, environment))


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl config schema")
def schema(format_: options.SilentFormat = "json") -> None:
    """Print the JSON Schema (2020-12) of the configuration file, for editors."""
    from exportctl.reports.documents.schemas import CONFIGURATION

    printing.publish("schema", format_of_output("schema", format_), CONFIGURATION)


def _as_stated(setting: Setting) -> Setting:
    """Return a setting as this command was called: --lang takes precedence over all other sources of the language."""
    from exportctl.cli.language import OPTION

    language = current_language().code
    is_overruled = setting.key == "lang" and setting.value != language
    return setting._replace(value=language, source=OPTION) if is_overruled else setting


def _options(config: Config | None) -> Iterator[Setting]:
    """Yield the settings of options; raises InputError for a variable with an invalid value."""
    from exportctl import api
    from exportctl.cli.language import by_locale, language
    from exportctl.engine.gate_policy import undecided_policy
    from exportctl.reports.results import Setting

    kinds: dict[str, tuple[Callable[[str, str], str | int | bool], str | bool | None]] = {
        "gate": (api.level, DEFAULT_GATE),
        "undecided": (undecided_policy, DEFAULT_UNDECIDED),
        "max_age": (number_of_days, None),
        "lang": (language, by_locale()[0]),
        "trust_descriptions": (parse_bool, False),
    }
    for key, (read, default) in kinds.items():
        name = variable(key)
        value = getattr(config, key) if config else None
        if text := os.environ.get(name):
            yield Setting(key, read(text, name), name)
        elif config and value is not None:
            yield Setting(key, value, config.where(key))
        else:
            yield Setting(key, default, by_locale()[1] if key == "lang" else "default")


def _columns(config: Config | None) -> Iterator[Setting]:
    """Yield the columns that state facts, one for each fact; the environment takes precedence over the file."""
    from exportctl.facts.fact_names import by_fact
    from exportctl.reports.results import Setting

    name = variable("map")
    columns = by_fact(split_cell(os.environ.get(name, "")), name, "item=hs_code")
    for fact, column in columns.items():
        yield Setting(f"columns.{fact}", column, name)
    for fact, column in (config.columns if config else {}).items():
        if config and fact not in columns:
            yield Setting(f"columns.{fact}", column, config.where(f"columns.{fact}"))


def _tables(config: Config | None) -> Iterator[Setting]:
    """Yield the file of items, and the company's permits and decisions."""
    from exportctl.reports.results import Setting

    if config and config.items:
        yield Setting("items", config.items, config.where("items"))
    yield from (Setting(*summary) for summary in (company.table_summaries(config) if config else ()))
