"""What is hostile is met in the environment in which the command line is tested."""

from tests.cli.conftest import _quiet_environment

__all__ = ("_quiet_environment",)
