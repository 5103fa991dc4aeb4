# make demo   build the graph of the two sample documents and show what it answers
# make test   everything that is checked: lint, types, tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types pytest audit chromium virtuoso comunica outputs-clean front-end lock bench crashes fuzz fuzz-guided screenshot screenshots clean

demo: $(VENV)/.installed
	$(BIN)/kg build seeds --out outputs
	@echo
	@echo 'Which outlets read the remarks of the National Development and Reform Commission as a threat?'
	@$(BIN)/kg query read-as --store outputs/store --remark NDRC
	@echo
	@echo 'Who says that China restricts exports, and in whose answer is that reported?'
	@$(BIN)/kg query reported-in-answers --store outputs/store --topic 'restrict exports'
	@echo
	@echo 'What did Xiao Yaqing say about prices?'
	@$(BIN)/kg query statements-of --store outputs/store --actor 'Xiao Yaqing' --topic price
	@echo
	@echo 'Open outputs/index.html in a browser; outputs/graph.ttl is the graph for other tools.'

test: lint types pytest

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-test
	$(BIN)/mypy

pytest: $(VENV)/.installed-test $(VENV)/audit/.installed
	$(BIN)/pytest -n 2

# Debian and Ubuntu; elsewhere install Chromium by hand.
chromium:
	command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu; }

# A server that a few tests ask; they are skipped, and say so, where it cannot be had.
virtuoso:
	command -v virtuoso-t >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends virtuoso-opensource; } \
		|| echo 'NOT TESTED: Virtuoso, which cannot be installed here'

# What is known against the libraries that requirements/ pins.  Fails as well where nobody can be asked, and says what it
# needs: OSV=ADDRESS, or ADVISORIES=FILE where there is no network.
audit: $(VENV)/.installed-test $(VENV)/audit/.installed
	$(BIN)/python tests/audit.py $(if $(OSV),--osv-url '$(OSV)') $(if $(ADVISORIES),--advisories '$(ADVISORIES)')

$(VENV)/audit/.installed: requirements/audit.txt | $(BIN)/python
	$(BIN)/python -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/audit.txt
	touch $@

# A client that one test asks with, where Node (20 or newer) is; it is skipped, and says so, where it cannot be had.
comunica:
	cd tests/clients && npm ci || echo 'NOT TESTED: Comunica, which cannot be installed here'

# Does what is tracked in outputs/ follow from seeds/?
outputs-clean: $(VENV)/.installed-test
	$(BIN)/python tests/demo.py

screenshot: $(VENV)/.installed-test
	$(BIN)/python tests/screenshots.py

# Only when kg/views/front changes: what it makes is tracked, so that nobody else needs Node (20 or newer).
front-end:
	cd kg/views/front && npm ci && npm run check && npm run build

# Every view of the explorer on the demo graph, in light, dark and on a phone, to be looked at.
screenshots: $(VENV)/.installed-test
	$(BIN)/python tests/screenshots.py build/screenshots

bench: $(VENV)/.installed-test
	$(BIN)/python -m bench

# Kills builds at every step, and at 200 random moments; half an hour.
crashes: $(VENV)/.installed-test
	KILL_EVERY=1 $(BIN)/pytest tests/test_crashes.py
	$(BIN)/python -m bench.crashes --kills 200

# What the tests in tests/fuzz make up, so many times as much, and something else every time.
TIMES ?= 100
fuzz: $(VENV)/.installed-test
	FUZZ=$(TIMES) $(BIN)/pytest tests/fuzz

# The same, with coverage to guide what is made up (atheris), so many seconds a test; ONLY=WORDS chooses as pytest -k does.
SECONDS ?= 60
fuzz-guided: $(VENV)/.installed-fuzz
	$(BIN)/python tests/guided.py $(SECONDS) $(if $(ONLY),-k '$(ONLY)')

# Only when dependencies change.  Hashes are written, and no address of where the files come from.
LOCK := $(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	--strip-extras --allow-unsafe --no-header
EXTRAS := --extra pdf --extra docx --extra parquet --extra xlsx --extra pandas --extra zst --extra warc --extra cluster --extra serve
lock: $(VENV)/.installed
	$(BIN)/pip install -q pip-tools
	$(LOCK) $(EXTRAS) -o requirements/run.txt pyproject.toml requirements/run.in
	$(LOCK) -o requirements/test.txt requirements/test.in
	$(LOCK) -o requirements/audit.txt requirements/audit.in
	$(LOCK) -o requirements/fuzz.txt requirements/fuzz.in

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements/run.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.installed-test: requirements/test.txt $(VENV)/.installed
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/test.txt
	touch $@

$(VENV)/.installed-fuzz: requirements/fuzz.txt $(VENV)/.installed-test
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/fuzz.txt
	touch $@

clean:
	rm -rf $(VENV) build dist
