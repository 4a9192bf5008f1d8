"""Files are screened in the environment in which the command line is tested."""

from tests.cli.conftest import _quiet_environment
from tests.store.conftest import small

__all__ = ("_quiet_environment", "small")
