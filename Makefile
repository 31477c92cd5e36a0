# Every chore of the project. `make` or `make help` lists them.
SHELL := bash
.DEFAULT_GOAL := help
VENV := .venv/bin

.PHONY: help
help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

# ── Install ─────────────────────────────────────────────────────────────────────────────────────────────────────────
.PHONY: install
install: ## what the site needs, into .venv (quick when nothing changed)
	@bin/install requirements.lock

.PHONY: install-dev
install-dev: ## what developing and testing need, into .venv
	@bin/install requirements-dev.lock

.PHONY: lock
lock: install-dev ## resolve pyproject.toml again into the two locks (UPGRADE=1 takes newer versions)
	@bin/lock $(if $(UPGRADE),--upgrade)
