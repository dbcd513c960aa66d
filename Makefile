# Two commands do everything on a fresh machine: make demo, make test. A third, make run, starts the bot.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed

.PHONY: install demo test check bench mutants run lock

install: $(INSTALLED)

$(INSTALLED): requirements/development.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/development.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	touch $@

demo: install
	$(BIN)/python -m cli demo

test: install
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/structure

bench: install
	$(BIN)/python -m benchmarks

mutants: install
	$(BIN)/python -m mutants

run: install
	$(BIN)/qianshao run --config config.toml

lock: install
	$(BIN)/uv pip compile -q --generate-hashes --no-header --universal --python-version 3.11 --upgrade requirements/runtime.in -o requirements/runtime.txt
	$(BIN)/uv pip compile -q --generate-hashes --no-header --universal --python-version 3.11 --upgrade requirements/development.in -o requirements/development.txt
