# One command for each thing that people do with this project; `make help` lists them.
# Everything that is missing is installed into the project's own folders (.venv, node_modules).

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
UV := $(VENV)/bin/uv
PEERS := .venv-peers
SOURCES := api schema resolvers documents targeting migrations benchmarks docs tests
GRAPHIQL := api/graphiql
ADMIN := client-examples/admin
SHOP := client-examples/storefront
PARTNER_NODE := client-examples/partner-node
OUTAGES := tests/api/test_outage.py

# Where Python may not keep what it has compiled, each of its processes takes a second longer to start.
unexport PYTHONDONTWRITEBYTECODE
# Chromium without the parts that draw a window: the same pages for half of the processor's time.
export CHROMIUM ?= /usr/bin/chromium-headless-shell
export UV_NO_PROGRESS := 1
export npm_config_fetch_retries := 1
export npm_config_update_notifier := false

# What a failed installation ends with: the installers' own words rarely say what to do.
advise = { printf '\n%s\n' "Installing $(1) failed. A first run needs the network: check it, and HTTPS_PROXY if \
you are behind a proxy, then run make again; what is installed already is kept." >&2; exit 1; }

.PHONY: help
help: ## Show what there is
	@awk -F ':.*## ' '/^[a-z%-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# uv stands in the lock too, so syncing keeps the very version that is pinned there.
$(UV):
	@echo "Installing what is missing into $(VENV) and node_modules"
	@$(PYTHON) -m venv --without-pip $(VENV)
	@$(PYTHON) -m pip --python $(RUN) install --quiet --disable-pip-version-check "$$(grep -oE '^uv==[^ ]+' requirements.lock)" \
		|| $(call advise,uv)

$(VENV)/synced: requirements.lock | $(UV)
	@$(UV) pip sync --quiet --python $(RUN) requirements.lock || $(call advise,the Python packages)
	@touch $@

node_modules/synced: package-lock.json
	@npm ci --loglevel error --no-audit --no-fund > /dev/null || $(call advise,the tools for checking)
	@touch $@

$(GRAPHIQL)/node_modules/synced: $(GRAPHIQL)/package-lock.json
	@npm --prefix $(GRAPHIQL) ci --loglevel error --no-audit --no-fund > /dev/null || $(call advise,GraphiQL)
	@touch $@

$(GRAPHIQL)/dist/index.html: $(GRAPHIQL)/node_modules/synced $(GRAPHIQL)/index.html $(GRAPHIQL)/main.jsx $(GRAPHIQL)/vite.config.js
	@npm --prefix $(GRAPHIQL) run --silent build
	@touch $@

client-examples/%/node_modules/synced: client-examples/%/package-lock.json
	@npm --prefix $(@D:/node_modules=) ci --loglevel error --no-audit --no-fund > /dev/null || $(call advise,the client $*)
	@touch $@

client-examples/%/.venv/synced: client-examples/%/requirements.lock | $(UV)
	@$(UV) venv --quiet --allow-existing --python $(RUN) $(@D)
	@$(UV) pip sync --quiet --python $(@D)/bin/python $< || $(call advise,the client $*)
	@touch $@

$(ADMIN)/dist/index.html: $(ADMIN)/node_modules/synced schema/admin.graphql schema/rule.schema.json \
		$(shell find $(ADMIN) -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/gql/*' -not -path '*/tests/*')
	@npm --prefix $(ADMIN) run --silent build
	@touch $@

$(SHOP)/dist/index.html: $(SHOP)/node_modules/synced \
		$(shell find $(SHOP) -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/tests/*')
	@npm --prefix $(SHOP) run --silent build
	@touch $@

$(PARTNER_NODE)/.next/BUILD_ID: $(PARTNER_NODE)/node_modules/synced \
		$(shell find $(PARTNER_NODE) -type f -not -path '*/node_modules/*' -not -path '*/.next/*' \( -name '*.ts' -o -name '*.tsx' -o -name '*.css' \) -not -name next-env.d.ts)
	@NEXT_TELEMETRY_DISABLED=1 npm --prefix $(PARTNER_NODE) run --silent build > $(PARTNER_NODE)/build.log 2>&1 \
		|| { cat $(PARTNER_NODE)/build.log >&2; exit 1; }

.PHONY: python partner-python partner-node storefront-react graphiql admin shop node install
python: $(VENV)/synced
partner-python: client-examples/partner-python/.venv/synced
partner-node: $(PARTNER_NODE)/.next/BUILD_ID
storefront-react: client-examples/storefront-react/node_modules/synced
admin: $(ADMIN)/dist/index.html ## Build the admin UI
shop: $(SHOP)/dist/index.html ## Build the shop of the demo
graphiql: $(GRAPHIQL)/dist/index.html ## Build the GraphiQL page
node: node_modules/synced

install: ## Install what the server needs
	@$(MAKE) --silent --no-print-directory --jobs 2 python graphiql

.PHONY: demo
demo: ## Load a real shop into an embedded MongoDB and serve it (PORT, SEGUE_HOME)
	@$(MAKE) --silent --no-print-directory --jobs 4 python graphiql admin shop
	@$(RUN) -m api demo

.PHONY: serve
serve: install ## Migrate and serve the MongoDB that MONGODB_URI names
	@$(RUN) -m api serve --migrate

.PHONY: format
format: python ## Format the code and mend what the linter can
	$(VENV)/bin/ruff format $(SOURCES)
	$(VENV)/bin/ruff check --fix $(SOURCES)

.PHONY: check
check: python node ## Format, lint, types, import contracts, schema drift, breaking changes
	$(VENV)/bin/ruff format --check $(SOURCES)
	$(VENV)/bin/ruff check $(SOURCES)
	$(VENV)/bin/mypy
	npx --no-install pyright --project pyproject.toml
	$(VENV)/bin/lint-imports
	$(RUN) -m api schema export --check
	$(RUN) -m api schema compare

# Side by side, since tests wait for MongoDB and browsers some of the time; each part has a MongoDB of its own. Outages come
# when the machine has nothing else to do: answers must end within a second of the clock.
.PHONY: test
test: ## Everything that has to hold
	@$(MAKE) --no-print-directory --jobs 4 check test-clients test-http test-others
	@$(MAKE) --no-print-directory test-outages

.PHONY: test-http
test-http: python graphiql admin shop node chromium
	$(RUN) -m pytest tests/api --ignore=$(OUTAGES)

.PHONY: test-outages
test-outages: python
	$(RUN) -m pytest $(OUTAGES)

.PHONY: test-clients
test-clients: python graphiql admin shop node partner-python partner-node storefront-react docs chromium jq
	$(RUN) -m pytest tests/clients

.PHONY: test-others
test-others: python node
	$(RUN) -m pytest --ignore=tests/api --ignore=tests/clients

.PHONY: chromium
chromium: ## Install the browser that tests drive, unless there is one
	@command -v $(CHROMIUM) > /dev/null || { apt-get -qq update && apt-get -qq install --yes $(notdir $(CHROMIUM)) > /dev/null; } \
		|| $(call advise,$(notdir $(CHROMIUM)))

.PHONY: jq
jq: chromium ## Install jq, which the examples with curl use, unless there is one
	@command -v jq > /dev/null || { apt-get -qq update && apt-get -qq install --yes jq > /dev/null; } \
		|| $(call advise,jq)

# The engines that rules are compared with stay out of the project's own environment.
$(PEERS)/synced: benchmarks/requirements-peers.lock | $(UV)
	@$(UV) venv --quiet --allow-existing --python $(RUN) $(PEERS)
	@$(UV) pip sync --quiet --python $(PEERS)/bin/python benchmarks/requirements-peers.lock \
		|| $(call advise,the engines to compare with)
	@touch $@

.PHONY: wrk
wrk:
	@command -v wrk > /dev/null || { apt-get -qq update && apt-get -qq install --yes wrk > /dev/null; } \
		|| $(call advise,wrk)

.PHONY: bench
bench: export SEGUE_BENCHMARK_EFFORT ?= 0.1
bench: $(PEERS)/synced wrk ## Measure everything briefly, as ratios within one run (docs/performance.md)
	$(PEERS)/bin/python -m benchmarks

.PHONY: bench-rules
bench-rules: $(PEERS)/synced ## Compare rules with those of other engines
	$(PEERS)/bin/python -m benchmarks rules

.PHONY: bench-http
bench-http: $(PEERS)/synced wrk ## Compare eligibleCampaigns over HTTP with a hand-written endpoint and others
	$(PEERS)/bin/python -m benchmarks http

.PHONY: sizing
sizing: python ## Reckon processes, shards and costs for a load (FILE with figures of your own)
	@$(RUN) -m benchmarks.sizing $(FILE)

.PHONY: bench-%
bench-%: python wrk ## Measure one thing: ingest, growth, latency, adhoc, start, publish, memory, ...
	$(RUN) -m benchmarks $*

MUTANTS := .venv-mutants

$(MUTANTS)/synced: tests/mutation-requirements.lock | $(UV)
	@$(UV) venv --quiet --allow-existing --python $(RUN) $(MUTANTS)
	@$(UV) pip sync --quiet --python $(MUTANTS)/bin/python tests/mutation-requirements.lock \
		|| $(call advise,the tool for mutation testing)
	@touch $@

.PHONY: mutants
mutants: $(MUTANTS)/synced ## Test the tests of targeting/ with mutants (MODULE=operators for one module; takes hours)
	$(MUTANTS)/bin/mutmut run $(if $(MODULE),"targeting.$(MODULE)*")
	$(MUTANTS)/bin/mutmut results

DOCS := .venv-docs

$(DOCS)/synced: docs/requirements.lock | $(UV)
	@$(UV) venv --quiet --allow-existing --python $(RUN) $(DOCS)
	@$(UV) pip sync --quiet --python $(DOCS)/bin/python docs/requirements.lock \
		|| $(call advise,the generator of the site)
	@touch $@

.PHONY: docs
docs: python $(DOCS)/synced ## Build the documentation site into docs/_build, which the demo serves at /docs/
	@$(RUN) -m docs.generator
	@$(DOCS)/bin/sphinx-build --quiet --fail-on-warning --keep-going --write-all docs docs/_build
	@echo "The documentation is in docs/_build/index.html, and at /docs/ of the demo"

.PHONY: docs-pictures
docs-pictures: install admin node chromium ## Take the documentation's pictures anew, of a demo of today
	PICTURES=$(CURDIR)/docs/pictures $(RUN) -m pytest tests/clients/docs_pictures.py tests/clients/test_docs.py -k "tutorials or picture"

.PHONY: lock
lock: $(UV) ## Renew the hashed locks after a change of pyproject.toml
	$(UV) pip compile pyproject.toml --group dev --universal --generate-hashes --output-file requirements.lock --quiet
	$(UV) pip compile pyproject.toml benchmarks/requirements-peers.in --group dev --constraint requirements.lock --universal --generate-hashes --output-file benchmarks/requirements-peers.lock --quiet
	$(UV) pip compile pyproject.toml tests/mutation-requirements.in --group dev --constraint requirements.lock --universal --generate-hashes --output-file tests/mutation-requirements.lock --quiet
	$(UV) pip compile docs/requirements.in --python-version 3.11 --universal --generate-hashes --output-file docs/requirements.lock --quiet
	cd client-examples/partner-python && $(abspath $(UV)) pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --output-file requirements.lock --quiet

.PHONY: schema
schema: python ## Write the committed schemas from the code
	$(RUN) -m api schema export

.PHONY: clean
clean: ## Remove what was installed and built; the demo's data in .segue stay
	rm -rf $(VENV) $(PEERS) $(DOCS) docs/_build node_modules $(GRAPHIQL)/node_modules $(GRAPHIQL)/dist client-examples/*/node_modules client-examples/*/.venv client-examples/*/dist client-examples/*/.next
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
