# Every target sets up what it needs; see CONTRIBUTING.md for what each one does.
SHELL := /bin/bash
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
CACHE := .cache
VENV := $(CACHE)/venv
BEDPLATE := .build/release/bedplate
RUN_OUT := $(CACHE)/run
# Without symbols: `scan --deploy` sends it to hosts.
PROBE := swift build -c release --product bedplate-probe -Xswiftc -static-executable -Xlinker -s \
	--scratch-path .build/static

LIBRARIES := libssl-dev libsqlite3-dev libyaml-dev libssh2-1-dev pkg-config
TEST_PARTS := python3-venv postgresql redis-server mariadb-server mosquitto mosquitto-clients \
	rabbitmq-server nginx-light caddy prometheus memcached curl nodejs sqlite3 git strace systemd openssh-client openssh-server busybox graphviz rpm
LAB_PARTS := systemd-container mmdebstrap iproute2 openssh-client gcc libc6-dev podman catatonit
CORPUS := $(abspath $(firstword $(wildcard ../shared/corpus)))

.PHONY: run test lab probe accuracy bench fuzz format lint install libraries parts venv build release clean

run: release
	@mkdir -p $(RUN_OUT)
	@BEDPLATE_HISTORY=$(RUN_OUT)/history.db ./Fixtures/main-job.sh $(BEDPLATE) $(RUN_OUT)

test: libraries parts venv lint
	swift build --build-tests
	BEDPLATE_CORPUS="$(CORPUS)" Tests/suite.sh
	BEDPLATE_CORPUS="$(CORPUS)" Tests/acceptance.sh $(VENV)/bin/python .build/debug

# Needs root: hosts with their own file systems, network namespaces, a container engine.
lab: libraries
	@.ci/packages "$(SUDO)" $(LAB_PARTS)
	swift build --product bedplate
	$(PROBE)
	$(if $(SCENARIOS),,$(SUDO) Tests/lab-running.sh .build/debug/bedplate)
	$(if $(SCENARIOS),,$(SUDO) Tests/lab-podman.sh .build/debug/bedplate)
	Lab/run $(SCENARIOS)

# The probe without a library beside it, run alone in an empty root folder.
probe: libraries
	$(PROBE)
	Tests/probe.sh .build/static/release/bedplate-probe

accuracy: libraries
	swift build -c release --product bedplate
	BEDPLATE_CORPUS="$(CORPUS)" python3 Accuracy/score.py $(BEDPLATE)

bench: libraries
	swift build -c release --product bedplate
	Benchmarks/run.sh

fuzz: libraries
	Fuzz/run.sh 60

format:
	swift format -i -r Sources Tests Tools Package.swift

lint:
	swift format lint --strict -r Sources Tests Tools Package.swift

install: release
	install -D -m 0755 $(BEDPLATE) $(or $(DESTDIR)$(PREFIX),/usr/local)/bin/bedplate
	$(PROBE)
	install -D -m 0755 .build/static/release/bedplate-probe \
		$(or $(DESTDIR)$(PREFIX),/usr/local)/bin/bedplate-probe

release: libraries
	swift build -c release --product bedplate

build: libraries
	swift build

libraries:
	@.ci/packages "$(SUDO)" $(LIBRARIES)

parts:
	@.ci/packages "$(SUDO)" $(TEST_PARTS)

venv: $(VENV)/ready
$(VENV)/ready: Tests/requirements.txt
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
	@touch $@

clean:
	rm -rf .build $(CACHE)
