# Everything a newcomer needs: `make demo` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo worker scheduler test tasks faults fuzz bench lighthouse lint format lock sbom messages icons screenshots clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: .venv/runtime ## Load the demo site once and serve it: make demo ADDRESS=127.0.0.1:9000
	$(BIN)/python manage.py demo $(ADDRESS)

worker: .venv/runtime ## Send mail, where EMAIL_URL says by which server
	$(BIN)/python manage.py worker

scheduler: .venv/runtime ## Publish, remind, remove and read anew when each is due
	$(BIN)/python manage.py scheduler

test: .venv/development ## Run the tests; TESTS="tests/events -k overlap" runs some
	$(BIN)/python -m pytest $(TESTS)

faults: .venv/development ## Kill workers, take the mail server away, let hundreds enrol at once
	$(BIN)/python -m pytest -m faults -n 1 -q $(or $(TESTS),tests)

fuzz: .venv/development ## Send 100,000 requests that nobody should send, and 5,200 such questions
	FUZZ=$${FUZZ:-100000} $(BIN)/python -m pytest -n 0 -s -q tests/site_config/test_fuzz.py
	$(BIN)/python -m pytest -m faults -n 0 -s -q tests/home/test_search_hostile.py

tasks: .venv/development ## Count what an editor's ten tasks take: clicks, fields, page loads
	$(BIN)/python -m tests.browser.editor_tasks

bench: .venv/development ## Print figures: answers a second, memory, queries, growth (apt: wrk nginx)
	$(BIN)/python -m pytest -m bench -n 0 -s -q tests/bench

lighthouse: .venv/development ## Print what Lighthouse makes of the demo, three times a page (tests/node: npm ci)
	$(BIN)/python -m tests.browser.lighthouse

lint: .venv/development ## Check code, templates, migrations, messages and deployment settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/bandit -q -r home events blog site_config manage.py -x '*/migrations/*,*/demo_content.py'
	$(BIN)/djlint --quiet --check --lint templates
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py check --deploy --fail-level WARNING
	SITE_URL=https://lesdag.example $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python -m pytest -q -n 0 tests/site_config/test_catalogue.py

format: .venv/development ## Put code and templates in the agreed form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat templates

lock: .venv/uv ## Lock the versions that pyproject.toml allows
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --quiet pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --quiet --extra dev pyproject.toml -o requirements-dev.txt

sbom: .venv/uv ## List what the site is made of, from the lock: var/sbom.json (CycloneDX)
	mkdir -p var
	$(BIN)/uv tool run --quiet --from 'cyclonedx-bom>=7.5,<8' cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible -o var/sbom.json

messages: .venv/development ## Collect the words to translate and compile the Dutch catalogue
	$(BIN)/python manage.py makemessages --locale nl --no-location --no-obsolete --ignore var --ignore .venv
	$(BIN)/python manage.py compilemessages --locale nl --ignore var --ignore .venv

icons: .venv/runtime ## Make the icons that are no SVG from the mark of the site
	$(BIN)/python -m home.icons

screenshots: .venv/development ## Make the pictures of README.md and of the editors' guide from the demo
	$(BIN)/python -m tests.browser.screenshots

clean: ## Remove what was made, but not the site's data in var/
	rm -rf .venv .pytest_cache .ruff_cache .coverage htmlcov tests/node/node_modules

.venv/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet uv
	touch $@

# The development set holds all of the runtime set: whoever has it keeps it.
.venv/runtime: requirements.txt | .venv/uv
	test -e .venv/development || $(BIN)/uv pip sync --quiet --compile-bytecode --python .venv requirements.txt
	touch $@

.venv/development: requirements-dev.txt | .venv/uv
	$(BIN)/uv pip sync --quiet --compile-bytecode --python .venv requirements-dev.txt
	touch $@ .venv/runtime
