"""The tests of the command line take a tenth of their time where a mutant is tried: `pytest -p tests.mutation.plugin`."""

from tests.cli.quickly import quickly

quickly()
