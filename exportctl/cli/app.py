"""The program as a group of commands; the module of a command is imported when the command is called or listed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.main import get_command

from exportctl import __version__
from exportctl.cli import panels
from exportctl.cli.commands import Group
from exportctl.cli.panels import OPTIONS, option

if TYPE_CHECKING:
    from exportctl.cli.parameters import Context

_PANELS: Final = {
    panels.ASK: ("check", "steps", "draft", "classify", "party", "content"),
    panels.FILES: ("screen", "watch", "report"),
    panels.READ_LAW: ("list", "show", "explain", "timeline", "diff", "expiring"),
    panels.PROOF: ("verify", "log"),
    panels.SERVICES: ("serve", "mcp"),
    panels.DATA: ("data", "config", "help"),
}
_PANEL_OF: Final = {name: panel for panel, names in _PANELS.items() for name in names}
COMMANDS: Final = tuple(_PANEL_OF)
_MODULES: Final = {"list": "list_", "help": "help_command"}


class Commands(Group):
    """The commands; each is made when it is called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the arguments of the group
        """Store the names of the commands, so that Typer can suggest the nearest one for a misspelled command."""
        super().__init__(*args, **kwargs)
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - the signature of the group
        """Return the names in the order of use, which is not alphabetical."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> object:  # type: ignore[override]  # noqa: ARG002
        """Return a command, or None if there is no such name."""
        if cmd_name not in COMMANDS:
            return None
        command: Any = get_command(import_module(f"exportctl.cli.{_MODULES.get(cmd_name, cmd_name)}").app)
        command.name = cmd_name
        command.rich_help_panel = _PANEL_OF[cmd_name]
        return command


app = typer.Typer(
    cls=Commands,
    name="exportctl",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: exportctl check gallium --to US --on 2025-12-01",
)


def _version(value: bool) -> None:  # noqa: FBT001 - the signature of a callback
    if value:
        print(f"exportctl {__version__}")
        raise typer.Exit


@app.callback()
def exportctl(
    *,
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    lang: Annotated[
        str | None,
        option(
            OPTIONS,
            "--lang en|zh",
            "Language of reports, messages and help. \\[default: that of the environment]\n\n"
            "This option, --policy, --policy-from, --no-config, --quiet and --no-pager can be before or after the command.",
        ),
    ] = None,
    policy: Annotated[str | None, option(OPTIONS, "--policy FILE", "Use only this configuration file.")] = None,
    policy_from: Annotated[
        str | None,
        option(
            OPTIONS,
            "--policy-from REVISION",
            "Use the configuration of this git revision.\n\nbase is the branch that the change will be merged into.",
        ),
    ] = None,
    no_config: Annotated[bool, option(OPTIONS, "--no-config", "Use no configuration file.")] = False,
    quiet: Annotated[
        bool,
        option(
            OPTIONS,
            "--quiet -q",
            "Print no notes and no progress.\n\nResults, errors and settings that loosen the gate are printed in any case.",
        ),
    ] = False,
    no_pager: Annotated[
        bool,
        option(
            OPTIONS,
            "--no-pager",
            "Show no result in a pager.\n\nOn a terminal, --all shows tables in the program that PAGER names, or in less.",
        ),
    ] = False,
) -> None:
    """Check exports against China's export controls: which controls apply on a day, why, and until when."""
