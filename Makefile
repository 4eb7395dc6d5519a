# The two commands that matter are `make run` and `make test`; `make` alone lists the rest.
PYTHON ?= python3
HOST = 127.0.0.1
PORT = 8000
# More than there are processors, since many tests wait for a browser or another program.
WORKERS := $(shell $(PYTHON) -c 'import os; print(min(4, os.cpu_count() * 3 // 2))')
PYTEST_ARGS = --numprocesses $(WORKERS) --dist worksteal
# These reach every page many times over, and show no line that others do not.
WITHOUT_COVERAGE = tests/browser tests/test_hostile_values.py tests/load
BIN = .venv/bin/python
# Its own database: with DEBUG the demonstration's passwords, which everybody knows, are let in.
TRIED_OUT = DEBUG=1 DATABASE_URL=sqlite:///demonstration.sqlite3
# The tests' settings bring an environment of their own; only the database is chosen from outside.
ON_SQLITE = env -u DATABASE_URL DJANGO_SETTINGS_MODULE=tests.settings
say = { echo "$(1)" >&2; exit 1; }

.PHONY: help run quick test test-all coverage bench bench-large load lock format clean venv packages tools
help: ## list the commands
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1@/p' Makefile | awk -F@ '{ printf "make %-11s %s\n", $$1, $$2 }'

run: packages ## try the tool here, with demonstration data (PORT=8001: on another port)
	@$(BIN) -c 'import socket; socket.create_server(("$(HOST)", $(PORT)))' 2>/dev/null \
	|| $(call say,Port $(PORT) of $(HOST) is not free: choose another one with for example: make run PORT=8001)
	@$(TRIED_OUT) $(BIN) manage.py migrate --verbosity 0
	@$(TRIED_OUT) $(BIN) manage.py load_region
	@$(TRIED_OUT) $(BIN) manage.py load_demo
	@echo "Open the address that the next line shows; Ctrl-C stops the site."
	@$(TRIED_OUT) exec $(BIN) manage.py serve --with-worker --listen=$(HOST):$(PORT)

quick: tools ## run the tests not marked slow, on SQLite, in a minute; ends with those that should be marked
	$(ON_SQLITE) $(BIN) -m pytest $(PYTEST_ARGS) --nomigrations -m "not slow" --durations=10 --durations-min=0.1

# Migrations run on PostgreSQL in every worker, and on SQLite in the tests under load: elsewhere they cost 11 s a worker.
test: tools ## check style, types, every test on SQLite and those that depend on the database on PostgreSQL
	$(BIN) -m tests.browser.find_chromium
	$(BIN) -m ruff check
	$(BIN) -m ruff format --check
	$(BIN) -m mypy
	$(ON_SQLITE) DATABASE_URL=sqlite://:memory: $(BIN) manage.py makemigrations --check
	$(ON_SQLITE) $(BIN) -m pytest $(PYTEST_ARGS) --nomigrations
	$(BIN) -m tests.postgresql $(BIN) -m pytest $(PYTEST_ARGS) -m on_postgresql

test-all: test ## check everything, then run the rest of the tests on PostgreSQL
	$(BIN) -m tests.postgresql $(BIN) -m pytest $(PYTEST_ARGS) -m "not on_postgresql"

coverage: tools ## show which lines no test reaches
	$(ON_SQLITE) $(BIN) -m pytest $(PYTEST_ARGS) --cov $(WITHOUT_COVERAGE:%=--ignore=%)

bench: tools ## measure speed and memory
	$(ON_SQLITE) $(BIN) -m tests.bench

bench-large: tools ## measure every page beside 200 audits, 13,000 cases and 1.2 million answers
	$(ON_SQLITE) $(BIN) -m tests.bench.large

load: tools ## have 50 reviewers save, the server killed and two people race (SECONDS=120 of load)
	$(ON_SQLITE) $(BIN) -m tests.load $(SECONDS)

format: tools ## put the code in the form that `make test` asks for
	$(BIN) -m ruff check --fix
	$(BIN) -m ruff format

UV = UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN) -m uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-annotate $(if $(UPGRADE),--upgrade) pyproject.toml
lock: venv ## write the requirements files from pyproject.toml (UPGRADE=1: with the newest versions)
	@$(BIN) -c 'import uv' 2>/dev/null || $(BIN) -m pip install -qq --disable-pip-version-check uv
	$(UV) --output-file requirements.txt
	$(UV) --group dev --constraints requirements.txt --output-file requirements-dev.txt

clean: ## remove what these commands made, except the database
	rm -rf .venv .coverage htmlcov .pytest_cache .mypy_cache .ruff_cache .hypothesis staticfiles build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment: made when missing or broken, filled when a requirements file has changed -----
venv:
	@$(BIN) -c 'import pip, tomllib' 2>/dev/null || { \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	|| $(call say,This needs Python 3.11 or newer and $(PYTHON) is not: name one with for example: make run PYTHON=python3.12); \
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	|| $(call say,$(PYTHON) lacks venv or ensurepip: install them (on Debian and Ubuntu the package python3-venv) and try again.); \
	$(PYTHON) -m venv --clear .venv; }

# A copy of what was installed last lies in .venv: comparing it is exact, where times of files are not. Python compiles
# what is imported when it is; pip would compile all of it, one file after the other. The lists are complete, so pip adds
# nothing to them (--no-deps): resolving them, older ones stop at a requirement with an extra once a newer release is out.
PIP = $(BIN) -m pip --disable-pip-version-check --no-input
install = @cmp -s $(1) .venv/$(1) || { echo "Installing $(1): this takes a minute, once."; \
	$(PIP) install -qq --no-compile --no-deps --require-hashes -r $(1) 2>.venv/install.log || { \
	if grep -q 'No matching distribution' .venv/install.log; \
	then $(call say,No package index answers with what $(1) asks for: connect to one or name one in PIP_INDEX_URL and try again.); fi; \
	cat .venv/install.log >&2; exit 1; }; \
	$(PIP) check >.venv/install.log || { cat .venv/install.log >&2; exit 1; }; \
	cp $(1) .venv/$(1); }

packages: venv
	$(call install,requirements.txt)

tools: venv
	$(call install,requirements-dev.txt)
