# Two commands: `make` typesets resume.yaml into resume.pdf, `make test` runs every check. `make help` lists the rest.

.DEFAULT_GOAL := pdf
.NOTPARALLEL:
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PIP = $(BIN)/python -m pip -qq --no-input --disable-pip-version-check

# The first Python that is new enough: macOS's own python3 is not.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

# Only Homebrew's own Python finds Homebrew's libraries unaided. This stands before each command, and is not exported,
# because macOS takes it away from every program that a shell starts with it in its environment.
ifeq ($(shell uname),Darwin)
RUN = DYLD_FALLBACK_LIBRARY_PATH="$$(brew --prefix)/lib:/usr/local/lib:/usr/lib"
endif


.PHONY: pdf
pdf: $(VENV)/.installed ## set everything up and typeset resume.yaml into resume.pdf
	@$(RUN) $(BIN)/cvpdf build resume.yaml

.PHONY: test
test: $(VENV)/.tools $(VENV)/.test-locked ## set everything up and run every check
	$(read_the_code)
	@$(call check,$(PYTEST))
	@echo "✓ every check passed"

# What the documents say holds or not at the end of a change, so its tests are left to `make test`.
.PHONY: quick
quick: $(VENV)/.tools $(VENV)/.test-locked ## the same without the tests that are slow
	$(read_the_code)
	@$(call check,$(PYTEST) -m 'not slow' --ignore tests/test_documents.py)
	@echo "✓ every quick check passed; \`make test\` runs them all"

define read_the_code
@$(call check,ruff format --check)
@$(call check,ruff check)
@$(call check,mypy)
@$(call check,lint-imports --no-logo)
endef

PYTEST = pytest --quiet --numprocesses auto --dist worksteal

check = echo "→ $(1)"; PATH="$(CURDIR)/$(BIN):$$PATH" $(RUN) $(BIN)/$(1) || \
  { echo "✗ failed: $(1) (the checks after it have not run)" >&2; exit 1; }

.PHONY: bench
bench: $(VENV)/.installed ## measure cvpdf against what it must be as fast as: cold, warm, long files, many files
	@for part in ratios warm growth many; do echo "→ $$part"; $(RUN) $(BIN)/python benchmarks/$$part.py || exit 1; done

.PHONY: documents
documents: $(VENV)/.installed ## write the documents' tables and picture anew
	@$(RUN) $(BIN)/python scripts/documents.py

.PHONY: lock
lock: $(VENV)/.python ## write the locks anew, keeping every version that still fits
	@test -x $(BIN)/uv || $(PIP) install uv
	@echo "→ resolving"
	@$(COMPILE) $(UPGRADE) --extra test --output-file requirements-test.txt
	@cp requirements-test.txt requirements.txt # its versions are the ones to keep
	@$(COMPILE) --output-file requirements.txt

COMPILE = $(BIN)/uv pip compile --quiet pyproject.toml --group build --universal --python-version 3.11 \
  --generate-hashes --no-header --no-emit-index-url --no-emit-find-links

.PHONY: upgrade
upgrade: UPGRADE = --upgrade
upgrade: lock ## write the locks anew, with the newest version of everything

.PHONY: clean
clean: ## remove everything that these commands made
	@rm -rf $(VENV) build dist resume.pdf resume.html .*_cache .hypothesis
	@find src tests benchmarks scripts -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help
help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile


# What is set up is remembered by stamps in .venv, so that a second `make` does only what is new.

$(VENV)/.system: scripts/system.py
	@$(call need,venv libraries)

$(VENV)/.tools: scripts/system.py
	@$(call need,venv libraries tools)

need = test -n "$(PYTHON)" || { echo "✗ no Python 3.11 or newer was found; name one: make PYTHON=…" >&2; exit 1; }; \
  $(PYTHON) -X utf8 scripts/system.py $(1) && mkdir -p $(VENV) && touch $@

$(VENV)/.python: | $(VENV)/.system
	@echo "→ creating $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.locked: requirements.txt $(VENV)/.python
	@echo "→ installing the locked dependencies"
	@$(PIP) install --require-hashes --requirement requirements.txt
	@touch $@

# Without build isolation hatchling is the locked one, checked by its hash like the rest.
$(VENV)/.installed: pyproject.toml $(VENV)/.locked
	@echo "→ installing cvpdf"
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.test-locked: requirements-test.txt $(VENV)/.installed
	@echo "→ installing the locked test dependencies"
	@$(PIP) install --require-hashes --requirement requirements-test.txt
	@touch $@
