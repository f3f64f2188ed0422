# Everything a contributor runs. `make help` lists it.
SHELL := /bin/sh
.DEFAULT_GOAL := help

PYTHON := .venv/bin/python
export PYTHONPATH := layers/studio/python:render_container:sdk/python/src:.
CODE := layers/studio/python/studio functions render_container local operate sdk
OPERATE := $(PYTHON) -m operate $(if $(STACK),--stack "$(STACK)")
TOPIC ?=
FILE ?=

help: ## List these commands
	@awk 'BEGIN {FS = ":.*## "} /^[a-z][a-z-]*:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install everything needed (apt packages, .venv); a second run does nothing
	@scripts/setup

demo: setup ## Make a narrated video: TOPIC="…" or FILE=path
	@$(PYTHON) -m local demo $(if $(TOPIC),--topic "$(TOPIC)") $(if $(FILE),--file "$(FILE)")

account: setup ## Open an account: EMAIL=… [NAME=…] [PASSWORD=…] [CREDITS=…]; STACK=… is in AWS
	@$(OPERATE) account --email "$(EMAIL)" $(if $(NAME),--name "$(NAME)") $(if $(PASSWORD),--password "$(PASSWORD)") $(if $(CREDITS),--credits $(CREDITS))

grant: setup ## Give credits once: ACCOUNT=id or e-mail, GRANT=payment, CREDITS=…
	@$(OPERATE) grant "$(ACCOUNT)" --grant "$(GRANT)" --credits $(CREDITS)

limits: setup ## Show or set an account's limits: ACCOUNT=… [REQUESTS=a minute] [CREDITS=a day]
	@$(OPERATE) limits "$(ACCOUNT)" $(if $(REQUESTS),--requests $(REQUESTS)) $(if $(CREDITS),--credits $(CREDITS))

ban: setup ## Shut an account out: ACCOUNT=…; UNDO=1 lets it in again
	@$(OPERATE) $(if $(UNDO),unban,ban) "$(ACCOUNT)"

session: setup ## Sign in, for an ID token: [EMAIL=… PASSWORD=…], else the local account's owner
	@$(OPERATE) session $(if $(EMAIL),--email "$(EMAIL)") $(if $(PASSWORD),--password "$(PASSWORD)")

pause: setup ## Take no orders: [RETRY_AFTER=seconds] [REASON=…]
	@$(OPERATE) pause $(if $(RETRY_AFTER),--retry-after $(RETRY_AFTER)) $(if $(REASON),--reason "$(REASON)")

resume: setup ## Take orders again
	@$(OPERATE) resume

up: setup ## Serve the API on http://127.0.0.1:8000 until Ctrl-C
	@$(PYTHON) -m local up

test: setup check sam-validate ## Pass every gate and every test
	@# In a process of its own: a fork's memory counts the pages it inherits from a grown parent.
	$(PYTHON) -m pytest tests/security -q
	@# Side by side, each with a local cloud of its own: the one mostly waits, the other films.
	@$(MAKE) --no-print-directory --jobs 2 --output-sync test-journeys test-parts

JOURNEYS := tests/e2e tests/wire tests/functions

test-journeys: setup
	$(PYTHON) -m pytest $(JOURNEYS) --durations 10

test-parts: setup
	$(PYTHON) -m pytest tests --ignore tests/unit --ignore tests/security $(JOURNEYS:%=--ignore %) --durations 10

test-money: setup ## Hold the books to 5,000 random histories, and to seeded bugs
	MONEY_EXAMPLES=5000 $(PYTHON) -m pytest tests/credits -q

check: format lint types imports template unit ## The fast gate

format: setup
	$(PYTHON) -m ruff format --check $(CODE) tests

lint: setup
	$(PYTHON) -m ruff check $(CODE) tests

types: setup
	$(PYTHON) -m mypy layers/studio/python/studio render_container/jail render_container/render render_container/stagecraft local operate functions sdk/python/src

imports: setup
	.venv/bin/lint-imports

template: setup
	.venv/bin/cfn-lint template.yaml
	$(PYTHON) -m pytest tests/template tests/statemachine -q

unit: setup
	$(PYTHON) -m pytest tests/unit tests/architecture -q
	$(PYTHON) -m pytest -c sdk/python/pyproject.toml sdk/python/tests -q

tidy: setup ## Format the code and mend what ruff can mend
	$(PYTHON) -m ruff format $(CODE) tests
	$(PYTHON) -m ruff check --fix $(CODE) tests

gallery: setup ## Draw one frame of every stagecraft component in every theme
	$(PYTHON) -m stagecraft.gallery

bench-video: setup ## Time to video by stage, and our render against the plain manim CLI
	$(PYTHON) -m local bench

bench-api: setup ## p50 and p99 of the API function at 1 and 16 clients, and its cold start
	@$(PYTHON) -m local.bench_api

bench-cost: setup ## What a video's tokens should cost, and what a run's did: RUN=run_stats.json
	@$(PYTHON) -m studio.application.benchmark_cost $(if $(RUN),"$(RUN)")

bench-render: setup ## Plain manim CLI against ours: FOLDER=path, QUALITY=high
	$(PYTHON) -m render.benchmark $(if $(FOLDER),"$(FOLDER)") $(if $(QUALITY),--quality $(QUALITY)) $(if $(PROCESSORS),--processors $(PROCESSORS))

bench-scale: setup ## 1 to 8 segments on one process and on two, against the model
	$(PYTHON) -m render.benchmark_scale $(if $(FOLDER),"$(FOLDER)")

bench-repair: setup ## Manim scenes of FOLDER=path that run before and after repair: [JSON=path]
	@$(PYTHON) -m render.repair_benchmark "$(FOLDER)" $(if $(JSON),--json "$(JSON)")

openapi: setup ## Write docs/openapi again, from the code
	$(PYTHON) -m studio.dialects.kodisc_v2.openapi > docs/openapi/kodisc_v2.json
	$(PYTHON) -m studio.dialects.chalkboard_v1.openapi > docs/openapi/chalkboard_v1.json

sdk: setup ## Build the wheel of the Python SDK into out/
	.tools/bin/uv build --offline --wheel --out-dir out sdk/python

lock: setup ## Resolve the dependencies again
	scripts/lock

sam-validate: setup ## What `sam deploy` would check first (installs the SAM CLI into .tools)
	.tools/bin/uv tool run --quiet --from aws-sam-cli==1.170.0 sam validate --lint --region us-east-1

clean: ## Remove what was made here; the environments stay
	rm -rf .local out .aws-sam .mypy_cache .ruff_cache .pytest_cache

.PHONY: help setup demo account grant limits ban session pause resume up test test-journeys test-parts test-money check format lint types imports template unit tidy gallery bench-video bench-api bench-cost bench-render bench-scale bench-repair openapi sdk lock sam-validate clean
