# Set-up and work, each from a fresh clone: `make build`, `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PAGE_CHECKERS := node_modules/.package-lock.json
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
PINNED := --constraint constraints.txt  # the versions that the expected outputs were made with

export PYTHONDONTWRITEBYTECODE :=  # what is compiled once is kept, wherever this is set

.PHONY: build fast test soak check golden reference pictures constraints bench clean

build: $(VENV)/.installed  ## turn decks/ into out/
	$(BIN)/quizgen build

fast: check  ## an answer to an edit: all but browsers, the real Anki, wheels and what takes seconds
	$(BIN)/pytest --quiet --numprocesses auto --dist worksteal --hypothesis-profile fast \
	  --ignore tests/consumers -m 'not (browser or anki or wheel or slow)'

test: check $(PAGE_CHECKERS)  ## everything that must hold; the fast tests alone cover what is to be covered
	$(BIN)/pytest --numprocesses auto --dist worksteal --cov --cov-report term \
	  --ignore tests/consumers -m 'not (browser or anki or wheel or slow)'
	$(BIN)/pytest --numprocesses auto --dist worksteal -m 'browser or anki or wheel or slow'

soak: $(VENV)/.developed  ## damaged inputs by COUNT from SEED on; 200 edits, built from what is kept and from nothing; 40 histories of releases
	$(BIN)/python -m tests.soak $(or $(COUNT),5000) $(or $(SEED),1)
	QUIZGEN_SOAK=200 $(BIN)/pytest --quiet tests/test_cache.py
	QUIZGEN_SOAK=40 $(BIN)/pytest --quiet --numprocesses auto tests/consumers/test_releases.py

check: $(VENV)/.developed  ## lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

golden: $(VENV)/.developed  ## renew the expected outputs under tests/, to be read in the diff
	$(BIN)/pytest --quiet --golden

reference: $(VENV)/.developed  ## renew the pages of docs/ that are made from the code
	$(BIN)/pytest --quiet --golden tests/reference

pictures: $(VENV)/.developed  ## draw the pictures of the shipped decks
	$(BIN)/python -m tools.pictures

constraints: $(VENV)/.developed  ## pin what is installed now, when the expected outputs were renewed
	$(BIN)/python -m tools.constraints

bench: $(VENV)/.developed  ## what quizgen costs beside its peers, and how fair its items are
	$(PIP) install --group bench
	$(BIN)/python -m benchmarks

clean:  ## delete what was made
	rm -rf $(VENV) node_modules dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find out -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(PAGE_CHECKERS): package-lock.json  # without npm the tests that need them say so
	command -v npm >/dev/null || exit 0; npm ci --silent --ignore-scripts --no-audit --no-fund

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade 'pip>=25.1'
	$(PIP) install $(PINNED) --editable .
	touch $@

$(VENV)/.developed: $(VENV)/.installed
	$(PIP) install $(PINNED) --group dev
	touch $@
