# Two commands do everything: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SWEEP  ?= sample
# what was installed, by all cores; a few files of packages are of other versions of Python
COMPILED = $(BIN)/python -m compileall -q -j 0 $(VENV)/lib >/dev/null || true
# what an assertion compared costs much to keep, for ten thousand tests: it is told of those that failed
RETOLD = { SWEEP=$(SWEEP) $(BIN)/python -m pytest -q --last-failed --last-failed-no-failures none --maxfail 20; exit 1; }

.DEFAULT_GOAL := help
.PHONY: help run demo test test-all check bench bench-peers look format lock supply-chain advisories clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run ## Set up, load every bundled source and serve the dashboard on 127.0.0.1:8050 (PORT=… for another)
	@$(BIN)/pillars load --all || echo "Not everything could be loaded: the lines above say why."
	@$(BIN)/pillars serve

demo: $(VENV)/.run ## Serve made-up figures, marked as such, that show every word and signal
	@$(BIN)/pillars demo

test: $(VENV)/.dev ## Run every test, each sweep with a fixed, bounded sample
	@sh .ci/chromium
	@$(BIN)/python -m compileall -q dashboard ingest metrics # once, not in each process that tests start
	@SWEEP=$(SWEEP) $(BIN)/python -m pytest -q --assert=plain -n $$($(PYTHON) -c "import os; print(min(os.cpu_count() + 1, 4))") \
	    --dist loadfile --no-loadscope-reorder || $(RETOLD) # tests/order.py says which files begin first

test-all: ## Run the full sweeps as well
	@PYTEST_TIMEOUT=3600 $(MAKE) test SWEEP=full

check: $(VENV)/.dev ## What continuous integration checks before the tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy dashboard ingest metrics & typed=$$!; \
	{ $(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports; } && $(BIN)/python -m tests.checks; \
	sound=$$?; wait $$typed && exit $$sound # types take as long as all else

bench: $(VENV)/.dev ## Measure against the bare limits of this machine and print the ratios
	@$(BIN)/python -m bench

bench-peers: $(VENV)/.dev ## Install the peers in an environment of their own and measure ours beside them
	@test -x .peers/bin/streamlit || { $(PYTHON) -m venv .peers && \
	    .peers/bin/pip install -q --disable-pip-version-check -r bench/peers.txt; }
	@$(BIN)/python -m bench peers

look: $(VENV)/.dev ## Take a picture of every kind of page, in each role, language and width, into var/look
	@sh .ci/chromium
	@$(BIN)/python -m tests.look

format: $(VENV)/.dev ## Put the code into its one format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## Make the hash-locked requirements anew (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv, in an environment of its own."; exit 1; }
	uv pip compile -q --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 \
	    pyproject.toml --group build -o requirements.lock
	uv pip compile -q --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 \
	    pyproject.toml requirements-telemetry.in --group build --group dev -o requirements-dev.lock
	uv pip compile -q --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 \
	    -c requirements.lock requirements-telemetry.in -o requirements-telemetry.lock

supply-chain: $(VENV)/.dev ## Make the licence list and the bill of materials anew, after make lock
	@$(BIN)/python -m tests.supply_chain

advisories: ## Ask whether a locked package has a known fault (needs the network; docs/supply-chain)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	    $(PYTHON) -m venv "$$folder" && \
	    "$$folder/bin/pip" install -q --disable-pip-version-check pip-audit && \
	    "$$folder/bin/pip-audit" --strict --disable-pip -r requirements.lock

clean: ## Remove the environment and the embedded store
	rm -rf $(VENV) var

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Python 3.11 or newer is needed: run 'make PYTHON=python3.11 …' with one that you have."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	    { echo "Python's venv module is missing: on Debian or Ubuntu, 'apt-get install python3-venv'."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what the dashboard needs (a minute or two, once) …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps --no-compile -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(COMPILED)
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "Installing what the tests need (a few minutes, once) …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps --no-compile -r requirements-dev.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(COMPILED)
	@touch $@ $(VENV)/.run
