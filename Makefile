# Vor. "make" alone lists the targets. Needs a JDK 25 (found by itself), Maven and Node to build the page.
SHELL := /bin/sh
MAVEN := mvn --batch-mode --no-transfer-progress -q
JDK   := JAVA_HOME="$$(dist/find-jdk)"
ONLY  ?=

.DEFAULT_GOAL := help
.PHONY: help run build dist test fuzz test-package bench bench-table clean needs needs-tests

help: ## this list
	@echo "Vor: watches a network, shows on one live map what is wrong and why."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## build, then start Vor on the practice network (root); ends both on Ctrl-C
	@dist/practice

build: needs ## compile, pack, and gather the program for ./vor
	@$(JDK) && export JAVA_HOME && $(MAVEN) -DskipTests -pl dist -am package

dist: build ## a Debian package and an archive with a Java of their own, in build/dist
	@dist/package

test: needs-tests ## install what the tests need (as root) and run them all
	@dist/test

fuzz: needs-tests ## Jazzer searches every decoder, FUZZ_SECONDS=60 each; ONLY=Riemann for some
	@dist/fuzz

test-package: build needs-tests ## only the Debian package, in a clean Debian 12 (root)
	@dist/test-package

bench: build needs-tests ## all benchmarks beside their peers; ONLY=detect for one, BENCH_QUICK=1 for a short form
	@dist/needs bench
	@dist/bench $(ONLY)

bench-table: ## the README's table from bench/results against bench/targets.json
	@dist/bench --table

clean: ## remove what was built
	@$(JDK) && export JAVA_HOME && $(MAVEN) clean
	@rm -rf build

needs:
	@dist/needs build

needs-tests:
	@dist/needs test
