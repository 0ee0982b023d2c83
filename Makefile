# Needs Python 3.11 or later and make; everything else is installed into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The pins hold for the isolated build of certui itself too; older pips read the first, newer the second.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test lint check schema looks pages screenshots bench fuzz planted mutants bursts oldest newest build clean golden

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

pages: $(VENV)/.dev ## write the manual page, after the command line was changed
	$(BIN)/python -m tools.manual

looks: $(VENV)/.dev ## write how each role looks into docs/apparence.md, after the themes were changed
	$(BIN)/python -m tools.looks

screenshots: $(VENV)/.dev ## draw the pictures of the pages anew, after a screen was changed
	CERTUI_SCREENSHOTS=1 $(BIN)/python -m pytest -q tests/ui/test_screenshots.py

golden: $(VENV)/.dev ## keep what screens show now; git diff then says what is different
	CERTUI_GOLDEN=1 $(BIN)/python -m pytest -q tests/ui/test_golden.py -k kept

bench: $(VENV)/.dev ## measure, each figure beside its reference; results go to bench/README.md
	$(BIN)/python -m bench

fuzz: $(VENV)/.dev ## feed the roster readers nonsense for a bounded time
	$(BIN)/python -m tests.fuzz

planted: $(VENV)/.dev ## plant known bugs one by one in a copy, and see that a test catches each
	$(BIN)/python -m tests.planted

mutants: $(VENV)/.mutants ## plant thousands of small mistakes in rules and use cases, and tell which no test notices
	$(BIN)/mutmut run $(if $(ONLY),'$(ONLY)')
	$(BIN)/python -m tools.mutants $(if $(ONLY),--keep)

bursts: $(VENV)/.dev ## type 10,000 random bursts of keys, beside the same keys typed slowly
	CERTUI_BURSTS=10000 $(BIN)/python -m pytest tests/ui/test_bursts.py

# What leans on Textual: the names that are private to it, the guide, the order of keys, frames.
RANGE_TESTS := tests/ui/test_privates.py tests/ui/test_frames.py tests/ui/picker/test_key_order.py \
	tests/ui/test_key_reader.py tests/ui/test_real_terminal.py::test_the_four_steps_of_the_guide
RANGE_TOOLS := pytest pytest-asyncio hypothesis pyte

oldest: $(BIN)/python ## the lowest Textual that is let in, beside the other pins
	@lowest=$$(sed -nE 's/.*"textual>=([0-9.]+),.*/\1/p' pyproject.toml); test -n "$$lowest"; \
		sed "s/^textual==.*/textual==$$lowest/" constraints.txt > $(VENV)/oldest.txt
	@$(MAKE) --no-print-directory $(VENV)/oldest PIP_CONSTRAINT=$(VENV)/oldest.txt

newest: $(BIN)/python ## the newest of all that is let in, without pins
	@$(MAKE) --no-print-directory $(VENV)/newest PIP_CONSTRAINT= PIP_BUILD_CONSTRAINT=

.PHONY: $(VENV)/oldest $(VENV)/newest
$(VENV)/oldest $(VENV)/newest:
	$(BIN)/python -m venv $@
	$@/bin/python -m pip install --quiet --upgrade --upgrade-strategy eager -e . $(RANGE_TOOLS)
	@$@/bin/python -m pip list | grep -E '^(textual|rich|sqlmodel) '
	$@/bin/python -m pytest -q $(RANGE_TESTS)

build: $(VENV)/.dev ## build the wheel into dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean: ## remove what was installed and built
	rm -rf $(VENV) dist mutants

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

$(VENV)/.mutants: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[mutants]'
	@touch $@
