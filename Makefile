# Needs Python 3.11 or later and make; everything else is installed into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The pins hold for the isolated build of certui itself too; older pips read the first, newer the second.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test lint check schema bench fuzz planted bursts build clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1	/' | expand -t 16

demo: $(VENV)/.core ## open certui on the invented school
	@$(BIN)/certui demo

test: $(VENV)/.dev ## run every test; with COVERED=1, hold rules and use cases to their coverage
	$(BIN)/python -m pytest $(if $(COVERED),-p tests.covering)

lint: $(VENV)/.dev ## format, lint, types, import contracts, dead code, bounds
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(wildcard src tests bench tools)
	$(BIN)/lint-imports
	$(BIN)/vulture
	$(BIN)/python -m tools.bounds

check: lint ## all of lint, then every test with its coverage
	@$(MAKE) --no-print-directory test COVERED=1

schema: $(VENV)/.dev ## write what statements know of the tables, after these were changed
	$(BIN)/python -m tools.declare

bench: $(VENV)/.dev ## measure, each figure beside its reference; results go to bench/README.md
	$(BIN)/python -m bench

fuzz: $(VENV)/.dev ## feed the roster readers nonsense for a bounded time
	$(BIN)/python -m tests.fuzz

planted: $(VENV)/.dev ## plant known bugs one by one in a copy, and see that a test catches each
	$(BIN)/python -m tests.planted

bursts: $(VENV)/.dev ## type 10,000 random bursts of keys, beside the same keys typed slowly
	CERTUI_BURSTS=10000 $(BIN)/python -m pytest tests/ui/test_bursts.py

build: $(VENV)/.dev ## build the wheel into dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean: ## remove what was installed and built
	rm -rf $(VENV) dist

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'certui needs Python 3.11 or later; say which: make PYTHON=python3.12 …' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.core
