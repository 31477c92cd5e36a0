# Every chore of the project. `make` lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
VENV := .venv/bin
# Tests run side by side in this many processes.
JOBS ?= 2

.PHONY: help
help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

# ── Use ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
.PHONY: demo
demo: install ## the demo edition, planned before your eyes, on http://127.0.0.1:8000 (PORT= another port)
	@exec env BIGRE_DEMO=1 $(VENV)/bigre demo

.PHONY: serve
serve: install ## the site with your own data (PORT= another port)
	@exec $(VENV)/bigre serve

# ── Verify ──────────────────────────────────────────────────────────────────────────────────────────────────────────
.PHONY: test
test: install-dev ## every test: once on SQLite, then what uses the database again on PostgreSQL
	@bin/install-browser
	$(VENV)/pytest -q -n $(JOBS) --durations=15
	$(VENV)/python bin/with_postgresql.py $(VENV)/pytest -q -n $(JOBS) --database-only --ignore=tests/journeys

.PHONY: check
check: install-dev ## format, lint, types, who imports whom, templates, migrations
	$(VENV)/ruff format --check
	$(VENV)/ruff check
	$(VENV)/lint-imports --no-logo
	git ls-files -z '*.html' | xargs -0r $(VENV)/djade --check --target-version 6.1
	$(VENV)/bigre check
	$(VENV)/bigre makemigrations --check --dry-run
	$(VENV)/mypy

# Real problems and published schemas; where to get them stands in docs/timetabling.md.
DATA ?=
.PHONY: bench
bench: install-dev ## measure the solver and the pages (DATA= folder of the real problems, for those that need them)
	$(VENV)/python -m bench.plan_demo
	$(VENV)/python -m bench.programme_page
	$(VENV)/python -m bench.exports
	$(VENV)/python -m bench.timetable_growth --seconds 30
ifneq ($(DATA),)
	$(VENV)/python -m bench.koma --data $(DATA) --seconds 30
	$(VENV)/python -m bench.koma91_journey --data $(DATA)
endif

# ── Write ───────────────────────────────────────────────────────────────────────────────────────────────────────────
.PHONY: format
format: install-dev ## rewrite Python and templates in the house style
	$(VENV)/ruff check --fix --exit-zero --quiet
	$(VENV)/ruff format
	git ls-files -z '*.html' | xargs -0r $(VENV)/djade --target-version 6.1 || true

.PHONY: messages
messages: install-dev ## bring the Dutch and English catalogues up to date and compile them
	$(VENV)/python bin/messages.py

# ── Install ─────────────────────────────────────────────────────────────────────────────────────────────────────────
.PHONY: install
install: ## what the site needs, into .venv (PYTHON= chooses an interpreter)
	@bin/install requirements.lock

.PHONY: install-dev
install-dev: ## what developing and testing need, into .venv
	@bin/install requirements-dev.lock

.PHONY: lock
lock: install-dev ## resolve pyproject.toml again into the two locks (UPGRADE=1 takes newer versions)
	bin/lock $(if $(UPGRADE),--upgrade)
