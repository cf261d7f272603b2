# Sets everything up in .venv and runs it from there. `make help` names the targets.
PYTHON ?= python3
PORT ?= 8000
N ?= 1000
BIN := .venv/bin
READY := .venv/ready

.PHONY: help serve site check test bench shots lighthouse docs format lint clean
help:  ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /: /'

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is missing. On Debian: apt-get install python3 python3-venv. Or: make PYTHON=/path/to/python3.11' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo 'The venv module is missing. On Debian: apt-get install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

serve: $(READY)  ## build the site, serve it at http://127.0.0.1:8000/, rebuild on change
	$(BIN)/passerelle serve --port $(PORT)

site: $(READY)  ## build the site into site/
	$(BIN)/passerelle build

check: $(READY)  ## check every record
	$(BIN)/passerelle check

test: $(READY)  ## run every test, in a real browser too
	CHROME="$$($(BIN)/python tests/browser/find_chromium.py)" $(BIN)/python -m pytest --numprocesses 2 --dist worksteal
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)  ## build N generated records (N=10000) and print what each stage took
	$(BIN)/python -m bench.run $(N)

shots: $(READY)  ## look at every kind of page: pictures of the built site into build/shots/
	CHROME="$$($(BIN)/python tests/browser/find_chromium.py)" $(BIN)/python -m bench.shots --all

lighthouse: $(READY)  ## what Lighthouse says of the built site, on a phone with slow 4G
	CHROME="$$($(BIN)/python tests/browser/find_chromium.py)" $(BIN)/python -m bench.lighthouse

docs: $(READY)  ## write docs/reference/ anew from the code and schemas
	$(BIN)/passerelle docs

format: $(READY)  ## put the code in its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:  ## remove what was made
	rm -rf .venv build site
