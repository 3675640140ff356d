# The verbs. Each sets up what it needs first: uv, Python 3.13, the locked packages (local/bootstrap.py).

LOCAL := python3 local/bootstrap.py
EXEC := $(LOCAL) --exec

.DEFAULT_GOAL := help

help:  ## List these verbs
	@awk -F':.*## ' '/^[a-z][a-z-]*:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- on this machine
run:  ## Start everything here with a demo shop, and stay; Ctrl-C stops it, the data stays
	@$(LOCAL) run
up:  ## The same in the background; .local/stack.json has the addresses and the key
	@$(LOCAL) up
down:  ## Stop it in order; the data stays
	@$(LOCAL) down
status:  ## Say what runs and where
	@$(LOCAL) status
seed:  ## Load the demo shop again, as it is today or on another day: DAY=2027-02-28
	@$(LOCAL) seed $(DAY)
clean-data:  ## Stop it and forget the data
	@$(LOCAL) clean-data

# --- checks
# Workers for the tests that need no stack; two fit any machine.
JOBS ?= 2

test:  ## Every check that needs no Docker and no AWS account: what CI runs
	@$(EXEC) python -m local.checks
lint:  ## Style, types, complexity, the layers of the architecture, the API's description
	@$(EXEC) python -m local.checks lint
unit:  ## Tests of domain, adapters, handlers and template, without a stack
	@$(EXEC) python -m local.checks unit
clients:  ## Programs that use the API: the server for assistants, and a Python client made of the description
	@$(EXEC) python -m local.checks clients
faults:  ## Fault tests at every call of every way to write, not at a fifth of them
	@$(EXEC) python -m local.checks faults
web-test:  ## The web app: types, style, components, size
	@$(EXEC) python -m local.checks web
web-budget:  ## What each page costs a slow phone, with 40 and 3,000 products: JavaScript, calls, times; [PAGES=today,orders]
	@$(EXEC) python -m local.web
test-days:  ## unit and web-test on a list of days: DAYS=auckland,february picks some (local/days.py)
	@$(EXEC) python -m local.checks test-days
e2e:  ## The deployed API end to end and the journeys in a browser, on a stack of their own
	@$(EXEC) python -m local.checks e2e
guide:  ## The commands of docs/deployment.md, one by one in an empty embedded account (about ten minutes)
	@$(EXEC) python -m local.checks guide
validate:  ## The template: sam validate --lint, cfn-lint and checkov, as written and as expanded
	@$(EXEC) python -m local.checks validate
api-fuzz:  ## Schemathesis against the stack of `make up`, three seeds, more of it than `make e2e` runs
	@$(EXEC) python -m local.checks api-fuzz
mutants:  ## Small faults put into the code, which the tests must notice: [CONTEXT=sales/loading] [EVERY=5] [NAMED=1]
	@$(EXEC) uv run --quiet --frozen --group mutants python -m local.mutants $(CONTEXT) $(if $(EVERY),--every $(EVERY)) $(if $(NAMED),--named) $(if $(AGAIN),--again)
audit:  ## Known holes in the locked packages, Python and npm
	@$(EXEC) python -m local.checks audit
scenario:  ## A simulated year of ordering through the API, beside a min/max and perfect knowledge: [DAYS=365]; a quarter of an hour
	@$(EXEC) python -m benchmarks.scenario $(if $(DAYS),--days $(DAYS))
openapi:  ## Write docs/openapi.json, and the lists of columns in docs/sales-files.md, from the code
	@$(EXEC) python scripts/openapi.py
layer-lock:  ## Write the layer's requirements from uv.lock
	@$(EXEC) python -m local.checks layer-lock

# --- AWS
build:  ## Build the functions and their layer for AWS
	@$(LOCAL) build
preflight:  ## Look at the AWS account before deploying: make preflight ENV=dev|staging|prod
	@$(LOCAL) preflight $(ENV)
deploy:  ## Deploy to AWS: make deploy ENV=dev|staging|prod
	@$(LOCAL) deploy $(ENV)
rollback:  ## Point the functions back at the code they had before: make rollback ENV=dev|staging|prod
	@$(LOCAL) rollback $(ENV)
leftovers:  ## Say what a deleted stack has left: make leftovers ENV=dev; REMOVE=its-name removes it, data and all
	@$(LOCAL) leftovers $(ENV) $(REMOVE)
redrive:  ## Send files that failed to ingest back to the queue (STOCKCAST_STACK names a stack in AWS)
	@$(LOCAL) redrive
unsent:  ## Send the events that could not be sent in time (STOCKCAST_STACK names a stack in AWS)
	@$(LOCAL) unsent
copy-back:  ## Copy what is missing from a restored table: FROM=restored-name TO=SalesTable [PK='SALES#id']
	@$(LOCAL) copy-back "$(FROM)" "$(TO)" "$(PK)"

.PHONY: help run up down status seed clean-data test lint unit clients faults web-test web-budget test-days e2e guide validate api-fuzz mutants audit scenario openapi layer-lock build preflight deploy rollback leftovers redrive unsent copy-back
