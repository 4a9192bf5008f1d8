"""Hostile input is tested in the environment of the command line."""

from tests.cli.conftest import _quiet_environment

__all__ = ("_quiet_environment",)
