# What can be done here; `make` lists it. Each target makes the virtual environment that it needs.

PYTHON ?= python3
VENV := .venv
VENV_PYTHON := $(VENV)/bin/python
NEEDS_PYTHON := Python 3.11 or newer with its venv module is needed: install it \
	(on Debian and Ubuntu: apt-get install python3 python3-venv) or name one with PYTHON=.

# Two at a time; what drives another program, or takes long, runs alone, so that nothing is slower
# than it would be for a reader.
# What pytest makes of the test files is kept, be it or not be in this environment: else every process makes it anew.
OTHER_LANES := browser or slides or images or agreement or faults
# These start an engine, and need packages that the dashboard does not.
ENGINE_LANES := postgres or spark
QUICK := PYTHONDONTWRITEBYTECODE= $(VENV_PYTHON) -m pytest -p xdist -n 2 --dist worksteal --ignore=tests/browser -m "not ($(OTHER_LANES) or $(ENGINE_LANES))"

# A stamp is newer than the requirements that are installed, so that nothing is installed twice.
RUN_STAMP := $(VENV)/installed-run
DEV_STAMP := $(VENV)/installed-dev
BENCH_STAMP := $(VENV)/bench/installed
ENGINES := $(VENV)/engines
ENGINES_PYTHON := $(ENGINES)/bin/python
ENGINES_STAMP := $(ENGINES)/installed

.DELETE_ON_ERROR:
.PHONY: help run import serve test test-engines check lint quick fuzz screenshots references bench dictionary clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

run: $(RUN_STAMP) ## start the dashboard; PORT=8060 for another port
	@$(VENV_PYTHON) app.py

import: $(RUN_STAMP) ## a file of another system as a dataset of its own: FILE=… (OPTIONS="--dry-run", INTO=…)
	@$(VENV_PYTHON) app.py import "$(patsubst ~/%,$$HOME/%,$(FILE))" $(if $(INTO),--into "$(INTO)") $(OPTIONS)

serve: $(RUN_STAMP) ## for many readers: several processes (WORKERS=4; HOST, PORT, DATA_DIR as for `app.py`)
	@$(VENV_PYTHON) -m gunicorn app:server --bind "$${HOST:-127.0.0.1}:$${PORT:-8050}" \
		--workers "$${WORKERS:-2}" --threads 8 --timeout 120 --no-control-socket

test: $(DEV_STAMP) ## every test, those in a browser, in LibreOffice, on Spark and PostgreSQL included
	@chrome=$$(sh .ci/chromium.sh) && office=$$(sh .ci/libreoffice.sh) && \
		$(QUICK) && \
		CHROME="$$chrome" OFFICE="$$office" $(VENV_PYTHON) -m pytest -m "$(OTHER_LANES)"
	@$(MAKE) --no-print-directory test-engines

test-engines: $(ENGINES_STAMP) ## the tests that start Spark and PostgreSQL
	@java=$$(sh .ci/java.sh) && postgres=$$(sh .ci/postgres.sh) && \
		PATH="$$(dirname "$$java"):$$PATH" POSTGRES="$$postgres" $(ENGINES_PYTHON) -m pytest tests/engines -m "$(ENGINE_LANES)"

fuzz: $(DEV_STAMP) ## 10,000 odd files to each importer, about a quarter of an hour: no crash, no hang; CASES for another number
	@FUZZ_CASES="$${CASES:-10000}" $(VENV_PYTHON) -m pytest -p xdist -n 2 --dist worksteal tests/importers/test_fuzz.py -m fuzz

check: lint quick ## style, types and the tests that need no other program

lint: $(DEV_STAMP)
	@$(VENV_PYTHON) -m ruff check .
	@$(VENV_PYTHON) -m ruff format --check .
	@$(VENV_PYTHON) -m mypy

quick: $(DEV_STAMP)
	@$(QUICK)

screenshots: $(DEV_STAMP) ## the pictures of the documentation
	@chrome=$$(sh .ci/chromium.sh) && CHROME="$$chrome" $(VENV_PYTHON) -m tests.tools.screenshots

references: $(DEV_STAMP) ## draw the reference figures anew and show what is different
	@chrome=$$(sh .ci/chromium.sh) && CHROME="$$chrome" $(VENV_PYTHON) -m tests.tools.reference_figures

bench: $(DEV_STAMP) $(BENCH_STAMP) ## measure against the budgets; with made-up events: COUNTS="1000 100000" PARTS="page usual"; IMPORTS=1: of an import
	@chrome=$$(sh .ci/chromium.sh) && CHROME="$$chrome" $(VENV_PYTHON) -m tests.benchmarks $(COUNTS) $(if $(IMPORTS),--imports) $(if $(PARTS),--parts $(PARTS))

dictionary: $(RUN_STAMP) ## write data/README.md and data/datapackage.json
	@$(VENV_PYTHON) -m dashboard.data.dictionary

clean: ## remove the environment and everything that tools have left
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -I -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo '$(NEEDS_PYTHON)' >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }

$(RUN_STAMP): requirements.txt $(VENV)/pyvenv.cfg
	@echo 'Installing what the dashboard needs (once, about a minute)…'
	@$(VENV_PYTHON) -m pip install -qq --disable-pip-version-check -r requirements.txt
	@touch $@

$(DEV_STAMP): requirements-dev.txt requirements.txt $(VENV)/pyvenv.cfg
	@echo 'Installing what the dashboard and its tests need (once, about two minutes)…'
	@$(VENV_PYTHON) -m pip install -qq --disable-pip-version-check -r requirements-dev.txt
	@touch $(RUN_STAMP) $@

# In a folder of its own, which only the app that we compare with is told of.
$(BENCH_STAMP): requirements-bench.txt $(DEV_STAMP)
	@$(VENV_PYTHON) -m pip install -qq --disable-pip-version-check --no-deps --upgrade --target $(VENV)/bench -r requirements-bench.txt
	@touch $@

# An environment over the other one: pyarrow changes what pandas makes of texts, and nothing but engines needs it.
$(ENGINES_STAMP): requirements-spark.txt requirements-ibis.txt $(DEV_STAMP)
	@echo 'Installing what Spark and PostgreSQL need (once, about two minutes)…'
	@$(VENV_PYTHON) -m venv --clear $(ENGINES)
	@$(VENV_PYTHON) -c 'import sysconfig; print(sysconfig.get_path("purelib"))' > \
		"$$($(ENGINES_PYTHON) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/dashboard.pth"
	@$(ENGINES_PYTHON) -m pip install -qq --disable-pip-version-check -r requirements-spark.txt -r requirements-ibis.txt
	@touch $@
