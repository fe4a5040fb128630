# Hefu: two commands do everything on a machine that has Swift: `make run` and `make test`.

SHELL := /bin/sh
STRICT := --explicit-target-dependency-import-check error
DATABASE ?= .data/hefu.sqlite
PORT ?= 8080
TODAY ?= 2022-09-30
ENTITIES ?= 2000
SEED ?= 2022
# How long the soak takes: rules by batches of forty, random commands, views and seconds of writing.
BATCHES ?= 250
COMMANDS ?= 1000000
VIEWS ?= 1000
WRITING ?= 300
HEFU := .build/release/hefu
# Suites that open a database, and therefore run once more on the other kind of it: one test after
# another, for each has connections of its own. What a role may do is the same on both.
ON_POSTGRESQL := '^(CommandsTests|FactsTests|LedgersTests|WebTests)\.'

.PHONY: help run build test check format lint bench soak soak-rules soak-stores pictures clean setup-run setup-test setup-pictures

help: ## Says what each command does
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' $(MAKEFILE_LIST) | sort

run: build ## Installs, builds, makes the sample district on first start and serves it
	@case "$(DATABASE)" in postgres*) exit 0;; esac; \
	  test -f "$(DATABASE)" || $(HEFU) sample --entities $(ENTITIES) --seed $(SEED) --until $(TODAY) --database "$(DATABASE)"
	@$(HEFU) serve --database "$(DATABASE)" --port $(PORT) --today $(TODAY)

build: setup-run
	@echo "编译发布版（第一次约需 10 分钟）"
	@swift build -c release --product hefu $(STRICT)

test: setup-test ## Installs, builds and passes all tests
	@swift build --build-tests $(STRICT)
	@Scripts/with-postgres swift test --skip-build $(STRICT)
	@HEFU_TEST_STORE=postgresql Scripts/with-postgres swift test --skip-build --no-parallel $(STRICT) \
	  --filter $(ON_POSTGRESQL) --skip TwoStoresTests --skip RightsTests
	@.build/debug/hefu check Definitions
	@Scripts/crash-import .build/debug/hefu

check: ## Formats the sources and checks them and the definitions
	@swift format --in-place --recursive Package.swift Sources Tests
	@$(MAKE) --no-print-directory lint
	@swift build --product hefu $(STRICT)
	@.build/debug/hefu check Definitions

lint:
	@swift format lint --strict --recursive Package.swift Sources Tests

bench: build ## Measures the program beside its peers
	@Benchmarks/run $(HEFU)

soak: soak-rules soak-stores ## Runs every long comparison: rules on all engines, exports, both databases, three servers

soak-rules: build setup-test ## Compares everything that answers rules, and loads an export into Spark
	@Scripts/soak $(HEFU) $(BATCHES)

soak-stores: build setup-test ## Compares the two databases by random commands and views, and kills one of three servers
	@swift build --build-tests $(STRICT)
	@HEFU_RANDOM_VIEWS=$(VIEWS) Scripts/with-postgres swift test --skip-build $(STRICT) --filter RandomViewTests
	@HEFU_RANDOM_COMMANDS=$(COMMANDS) Scripts/with-postgres swift test --skip-build $(STRICT) --filter TwoStoresTests
	@Scripts/with-postgres --durable Scripts/three-servers $(HEFU) --seconds $(WRITING)

pictures: build setup-pictures ## Takes the pictures in Docs/pictures from the running program
	@Scripts/pictures $(HEFU)

setup-run:
	@Scripts/setup run

setup-test:
	@Scripts/setup test

setup-pictures:
	@Scripts/setup pictures

clean: ## Removes what was built; the database in .data stays
	@rm -rf .build
