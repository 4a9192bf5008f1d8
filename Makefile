# Everything a newcomer needs: `make demo` shows the program, `make test` runs every check. Both need only python3 (3.11+) and make;
# what is tested on Spark needs Java (17+), and is skipped without it.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test check golden bench clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

.venv/.run: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.dev: .venv/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[batch,spark]' --group dev
	@touch $@

demo: .venv/.run ## install into .venv and answer a first question
	$(BIN)/exportctl check gallium --to US --on 2025-12-01 || test $$? -eq 1

test: check ## install and run every check and every test
	$(BIN)/python -m pytest -q -n auto --dist loadgroup

check: .venv/.dev ## style, types, architecture, docstrings, data
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/interrogate --quiet exportctl hatch_build.py
	$(BIN)/exportctl data lint

golden: .venv/.dev ## rewrite the files under tests/golden; read the diff before committing it
	$(BIN)/python -m tests.golden

bench: .venv/.dev ## time the program against something run beside it (bench/README.md)
	$(BIN)/python -m bench.cold_start
	$(BIN)/python -m bench.evaluate
	$(BIN)/python -m bench.parties
	$(BIN)/python -m bench.row_by_row
	$(BIN)/python -m bench.batch
	$(BIN)/python -m bench.differential

clean: ## remove what was installed and built
	rm -rf .venv build dist
