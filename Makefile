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
seed:  ## Load the demo shop again
	@$(LOCAL) seed
clean-data:  ## Stop it and forget the data
	@$(LOCAL) clean-data

.PHONY: help run up down status seed clean-data
