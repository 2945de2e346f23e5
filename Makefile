# 党建知答. `make` alone lists what can be done; every line after ## is its own explanation.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help install run test check fix eval bench clean

help: ## list what can be done
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.installed ## make .venv and install the assistant into it (once)

run: $(VENV)/.installed ## install if needed, build the index of the shipped documents, open the page
	$(BIN)/dangjian build
	$(BIN)/dangjian-ui $(ARGS)

test: $(VENV)/.installed-dev $(VENV)/.browser ## run all tests (ARGS="-k name" narrows them)
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.installed-dev ## look at the code: style, format, types, walls between the rooms
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(VENV)/.installed-dev ## mend style and format where a machine can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

eval: $(VENV)/.installed-dev ## measure the answers on the quick set; fails below the recorded floor
	$(BIN)/dangjian-eval run quick $(ARGS)

bench: $(VENV)/.installed-dev ## measure speed and size on this machine
	$(BIN)/dangjian-eval bench $(ARGS)

clean: ## remove .venv and everything a tool wrote; your library in .dangjian stays
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- what the targets above stand on; a stamp file says that a step is done ----

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3.11 …'; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

# torch comes first and alone, so that the longest download is seen for what it is
$(VENV)/.torch: $(VENV)/.created
	$(PIP) install -q -c constraints.txt "$$(grep '^torch==' constraints.txt)"
	@touch $@

$(VENV)/.installed: $(VENV)/.torch pyproject.toml constraints.txt
	$(PIP) install -q -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP) install -q -c constraints.txt -e '.[dev]'
	@touch $@

$(VENV)/.browser: $(VENV)/.created
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then \
		touch $@; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo 'Installing chromium and fonts-noto-cjk for the tests of the page …'; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk; } >/dev/null 2>&1 \
			&& touch $@ || echo 'Chromium could not be installed; the tests of the page need it.'; \
	else \
		echo 'Chromium was not found; the tests of the page need it (Debian: apt-get install chromium fonts-noto-cjk).'; \
	fi
