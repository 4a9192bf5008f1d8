# Everything a newcomer needs: `make demo` shows the program, `make test` runs every check. Both need only python3 (3.11+) and make.
# The tests of Spark need Java (17+), and those of pages Chromium; without them, they are skipped.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := .ci/dev.lock
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
DAYS ?= 2026-12-31 2027-01-12 2028-02-29 2031-01-01
NOT_ON_DAYS := --ignore=tests/test_spark.py --ignore=tests/hostile/test_streams.py --deselect=tests/hostile/test_ends.py::test_too_many_open_files_are_reported
LOWEST := .venv/lowest/bin/uv pip install --quiet --python .venv/lowest/bin/python

.DEFAULT_GOAL := help
.PHONY: help demo test check suite coverage matrix lowest days fuzz golden catalogue manual docs data-wheel dist release bench kills twins mutants lock clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(BIN)/python:
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml $(LOCK) | $(BIN)/python
	@echo "== install the program into $(VENV)"
	@$(PIP) install --constraint $(LOCK) --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml $(LOCK) | $(BIN)/python
	@echo "== install the program into $(VENV), with what it is tested with, as $(LOCK) has it"
	@$(PIP) install --constraint $(LOCK) --upgrade pip
	@$(PIP) install --constraint $(LOCK) --editable '.[all]' --group dev
	@touch $(VENV)/.run $@

$(VENV)/.docs: $(VENV)/.run $(LOCK)
	@echo "== install what builds the site, as $(LOCK) has it"
	@$(PIP) install --constraint $(LOCK) --upgrade pip
	@$(PIP) install --constraint $(LOCK) --group docs
	@touch $@

$(VENV)/.tools: .ci/release.lock
	@echo "== install what checks a release into $(VENV)/tools, as .ci/release.lock has it"
	@$(PYTHON) -m venv $(VENV)/tools
	@$(VENV)/tools/bin/python -m pip --quiet --disable-pip-version-check install --constraint .ci/release.lock check-wheel-contents pipx twine
	@touch $@

demo: $(VENV)/.run ## install into .venv and answer a first question
	@$(BIN)/exportctl data status >/dev/null 2>&1 # compiles the data; the note about that appears only once
	$(BIN)/exportctl check gallium --to US --on 2025-12-01 || test $$? -eq 1

test: $(VENV)/.dev ## install and run every check and every test, side by side
	@$(MAKE) --no-print-directory --jobs=2 check suite

check: $(VENV)/.dev ## style, types, architecture, dependencies, docstrings, prose, data
	@echo "== check: style"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@echo "== check: architecture"
	@$(BIN)/lint-imports --no-cache >$(VENV)/architecture || { cat $(VENV)/architecture; exit 1; }
	@echo "== check: dependencies"
	@$(BIN)/deptry . >$(VENV)/dependencies 2>&1 || { cat $(VENV)/dependencies; exit 1; }
	@echo "== check: docstrings"
	@$(BIN)/interrogate --quiet exportctl hatch_build.py
	@echo "== check: prose"
	@$(BIN)/python -m tests.prose
	@echo "== check: data"
	@$(BIN)/exportctl data lint
	@echo "== check: types"
	@$(BIN)/mypy --no-error-summary
	@echo "== check: nothing found"

suite: $(VENV)/.dev ## every test, on every core
	@echo "== tests"
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -q -n auto --dist loadgroup # the bytecode of started programs is compiled once

coverage: $(VENV)/.dev ## every test once more, and the share of lines that they run: twice the time on Python 3.11
	@COVERAGE_CORE=$$($(BIN)/python -c 'import sys; print("sysmon" if sys.version_info >= (3, 12) else "ctrace")') \
		$(BIN)/python -m pytest -q -n auto --dist loadgroup --cov --cov-report=
	@echo "== coverage: $$($(BIN)/coverage report --format=total) % of the lines of exportctl"

matrix: ## the tests on each Python from 3.11 to 3.14 that is installed, each in a venv of its own
	@for version in 3.11 3.12 3.13 3.14; do \
		if python$$version -c 'import ensurepip' 2>/dev/null; then \
			echo "== Python $$version"; tested="$$tested $$version"; \
			$(MAKE) --no-print-directory suite PYTHON=python$$version VENV=.venv/$$version || failed="$$failed $$version"; \
		else \
			missing="$$missing $$version"; \
		fi; \
	done; \
	echo "== tested:$${tested:- none}; failed:$${failed:- none}; not installed:$${missing:- none}"; \
	test -z "$$failed"

lowest: ## the tests with the lowest versions that pyproject.toml allows, on the oldest Python, in a venv of its own
	$(PYTHON) -m venv --clear .venv/lowest
	.venv/lowest/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(LOWEST) --resolution lowest-direct --editable '.[all]'
	.venv/lowest/bin/uv pip freeze --quiet --python .venv/lowest/bin/python --exclude-editable >.venv/lowest/versions
	$(LOWEST) --constraint .venv/lowest/versions --group dev
	.venv/lowest/bin/python -m pytest -q -n auto --dist loadgroup -o filterwarnings= # old versions may warn

# Under faketime the JVM hangs, and a file of faketime's own takes the place of one that a test closes or counts.
days: $(VENV)/.dev ## every test on each of DAYS (four to come); needs faketime, which Debian has
	@command -v faketime >/dev/null || { echo "there is no faketime: apt-get install faketime" >&2; exit 1; }
	@for day in $(DAYS); do \
		echo "== tests on $$day"; ahead=$$(( $$(date -d "$$day 12:00" +%s) - $$(date +%s) )); \
		faketime --exclude-monotonic -f "+$$ahead" $(BIN)/python -m pytest -q -n auto --dist loadgroup $(NOT_ON_DAYS) || failed="$$failed $$day"; \
	done; \
	echo "== failed:$${failed:- none}"; test -z "$$failed"

fuzz: $(VENV)/.dev ## read mutants of documents, SECONDS (60) or INPUTS for each of READERS (all), and count crashes and hangs
	$(BIN)/python -m tests.hostile.fuzz $(READERS) $(if $(INPUTS),--inputs $(INPUTS),--seconds $(or $(SECONDS),60))

golden: $(VENV)/.dev ## rewrite tests/golden, docs/figures.md, the tables in docs/reasoning.md and docs/history.md and the answers that pages show; read the diff before committing it
	$(BIN)/python -m tests.golden
	$(BIN)/python -m tests.figures
	$(BIN)/python -m tests.annotators
	$(BIN)/python -m tests.acts
	$(BIN)/python -m tests.examples

catalogue: $(VENV)/.dev ## add new texts to the catalogue of each language, for translation
	$(BIN)/python -m tests.catalogue

manual: $(VENV)/.dev ## rewrite the manual pages under docs/man from the helps
	$(BIN)/python -m tests.manual

docs: $(VENV)/.docs ## draw the pictures of the pages, and build the site from docs/ and the help into build/site
	$(BIN)/python -m tests.site
	$(BIN)/zensical build --strict --clean --config-file build/zensical.toml
	@! grep -rlE --include='*.html' '<(script|link|img)[^>]*(src|href)="?(https?:)?//' build/site # no page may request anything from elsewhere

data-wheel: $(VENV)/.dev ## build the data package, dist/exportctl_data-VERSION-py3-none-any.whl, for installed programs
	@$(BIN)/exportctl data lint --data data
	@$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist ./.ci/data-wheel
	@ls dist/exportctl_data-*.whl

dist: $(VENV)/.dev $(VENV)/.tools ## build and check the source distribution and both wheels, install them, and ask a question offline
	@.ci/dist $(BIN) $(VENV)/tools/bin

release: dist ## all of a release but its tag: what `dist` does, and whether version, changelog and classifier agree
	@.ci/release

bench: $(VENV)/.dev ## time the program beside a comparison (bench/README.md)
	$(BIN)/python -m bench.cold_start
	$(BIN)/python -m bench.evaluate
	$(BIN)/python -m bench.parties
	$(BIN)/python -m bench.row_by_row
	$(BIN)/python -m bench.batch
	$(BIN)/python -m bench.goods
	$(BIN)/python -m bench.names
	$(BIN)/python -m bench.differential
	$(BIN)/python -m bench.pages

kills: $(VENV)/.dev ## kill 1,000 runs, and print the losses
	@$(BIN)/python -m tests.hostile.kills 1000

twins: $(VENV)/.dev ## screen COUNT (1000) generated workbooks, half of them with a repeated row, cell or table, and print the results
	@$(BIN)/python -m tests.hostile.twins $(or $(COUNT),1000)

mutants: $(VENV)/.dev ## run mutation tests of one mutant in SHARE (10), and print the survivors
	$(PYTHON) -m venv .venv/mutants
	.venv/mutants/bin/python -m pip install --quiet --disable-pip-version-check 'cosmic-ray>=8.7'
	.venv/mutants/bin/python -m tests.mutation $(BIN)/python --share $(or $(SHARE),10) --copy .venv/mutants/copy

lock: ## pin the newest tools that fit; run it on the oldest Python, so that nothing is too new for it
	$(PYTHON) -m venv --clear .venv/lock
	.venv/lock/bin/python -m pip install --quiet --upgrade pip
	.venv/lock/bin/python -m pip install --quiet --editable '.[all]' --group dev --group docs
	.venv/lock/bin/python -m pip freeze --all --exclude-editable --exclude setuptools >$(LOCK)
	$(PYTHON) -m venv --clear .venv/lock
	.venv/lock/bin/python -m pip install --quiet check-wheel-contents pipx twine
	.venv/lock/bin/python -m pip freeze >.ci/release.lock

clean: ## remove what was installed and built
	rm -rf .venv build dist site .cache
