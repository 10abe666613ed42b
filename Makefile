# Two commands matter: `make demo` and `make test`. Both set up what they need in .venv.
PYTHON ?= python3.11
PYTHON := $(shell command -v $(PYTHON) || command -v python3)
BIN := .venv/bin
DEMO := out/demo

.PHONY: help setup demo test test-all check lint bench scores clean

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: .venv/ready ## install the program and its tools into .venv, from pinned versions

.venv/ready: requirements.txt requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

demo: .venv/ready ## build the record and dossier of the sample pile
	mkdir -p $(DEMO)
	$(BIN)/tracktwo build examples/articles --record $(DEMO)/tracktwo.db
	$(BIN)/tracktwo export $(DEMO)/record.json --record $(DEMO)/tracktwo.db
	$(BIN)/tracktwo report $(DEMO)/dossier.html --record $(DEMO)/tracktwo.db
	@echo "Open $(DEMO)/dossier.html in a browser."

test: .venv/ready ## run the fast tests
	$(BIN)/python -m pytest

test-all: .venv/ready ## run all tests, the slow ones and the browser's too
	$(BIN)/python -m pytest -m ''

check: lint test ## everything that must hold before a commit

lint: .venv/ready ## format, lint, types
	$(BIN)/ruff format --check src tests benchmarks training
	$(BIN)/ruff check src tests benchmarks training
	$(BIN)/mypy

bench: .venv/ready ## documents a second, beside the bare language pipeline
	$(BIN)/python -m benchmarks.speed

scores: .venv/ready ## accuracy on the hand-coded piles, as the README shows it
	$(BIN)/python -m benchmarks.scores

clean: ## remove what was built (not the record files elsewhere)
	rm -rf out build dist .pytest_cache .mypy_cache .ruff_cache
