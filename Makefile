# hongtou: make run does the main job on the example; make test runs all tests, make
# release-check tries what is given out.
GO      ?= go
PERIOD  ?= 2026Q1
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.7.0
# The independent readers that tests speak through, and the fonts of level 3 of
# GB 18030-2022, by Debian package; LIBRARIES are readers without a command of their own.
FALLBACK_FONTS = fonts-babelstone-han fonts-hanazono
READERS = pdftotext:poppler-utils mutool:mupdf-tools qpdf:qpdf soffice:libreoffice-calc-nogui parallel:parallel chromium:chromium npm:npm rpm:rpm desktop-file-validate:desktop-file-utils
LIBRARIES = libreoffice-writer-nogui python3-docx
DATABASES = postgresql mariadb-server

# ofd.js shows OFD files in chromium: its packed script is kept outside of the tree.
CACHE ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/hongtou
OFDJS = $(CACHE)/ofd.js-0.2.6

.PHONY: release release-check windows processors cluster gallery catalogue build run test race lint bench faults fuzz mutants abuse scale fonts clean readers

build: bin/hongtou

bin/hongtou: $(shell find cmd generator templates fonts -type f 2>/dev/null) go.mod go.sum
	$(GO) build -trimpath -ldflags "-s -w" -o $@ ./cmd/hongtou

run: build
	bin/hongtou -w examples/anlan run yearly quarterly meeting --period $(PERIOD) --out out

readers:
	@missing=""; for pair in $(READERS); do \
	  command -v $${pair%%:*} >/dev/null || missing="$$missing $${pair##*:}"; done; \
	for package in $(FALLBACK_FONTS) $(LIBRARIES) $(DATABASES); do dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; fi
	@if [ ! -f $(OFDJS)/ofd.umd.min.js ]; then mkdir -p $(OFDJS) && \
	  npm pack --silent --pack-destination $(OFDJS) ofd.js@0.2.6 >/dev/null && \
	  tar -xzf $(OFDJS)/ofd.js-0.2.6.tgz -C $(OFDJS) --strip-components=2 package/lib/ofd.umd.min.js && rm $(OFDJS)/ofd.js-0.2.6.tgz; fi

# The packages whose tests take longest come first: the last to begin would run alone, on
# one of two processors.
LONGEST = ./generator ./generator/workbench ./cmd/hongtou
test: readers
	$(GO) vet ./...
	HONGTOU_OFDJS=$(OFDJS) $(GO) test -vet=off -timeout 40m $(LONGEST) ./...

# race looks for what two of the program's workers change at once: in the packages that
# start some, and in the generator's tests of runs, collecting and editing (RACE_TESTS).
RACE_TESTS ?= TestKindsOfOffice|TestSameBytes|TestCollectsAtOnce|TestPaperWords|TestEveryFigureIsExplained|TestYearPapers$$|TestPanic|TestListsOfForms|TestEditChangesOneCell|TestNumberTwice|TestInitGoesOn
RACE ?= parallel lock register run fill face pdf sheet source collect workbench
race: readers
	$(GO) test -race -vet=off -timeout 60m $(addprefix ./generator/,$(RACE))
	$(GO) test -race -vet=off -timeout 60m -run '$(RACE_TESTS)' ./generator

lint:
	test -z "$$(gofmt -l .)"
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...

# bench makes batches of agreements of seven pages with the command, sets the same
# text in other ways, and then runs the packages' own benchmarks.
BATCH ?= 1000 20000
bench: readers
	HONGTOU_BATCH="$(BATCH)" $(GO) test -count=1 -timeout 0 -v -run TestBatch ./cmd/hongtou
	$(GO) test -run '^$$' -bench . -benchmem ./...

# faults hurts runs 200 times: kills, full disks, second runs (about fifteen minutes).
faults:
	HONGTOU_FAULTS=200 $(GO) test -count=1 -timeout 60m -v -run 'Fault|Race|Killed' ./generator/run ./generator/register ./cmd/hongtou

# fuzz runs each fuzz target for a while; little of it for making finds smaller, which
# takes all the time where a run is slow.
FUZZTIME ?= 5m
fuzz:
	@grep -rE --include='*_test.go' '^func Fuzz' generator | sed -E 's#/[^/]*:func (Fuzz[A-Za-z]*).*# \1#' | while read -r package target; do \
		$(GO) test ./$$package -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x || exit 1; \
	done

# mutants breaks the rules of generator/internal/mutants/mutants.txt one by one and tells
# which tests notice; all must (about half an hour on two cores). MUTANTS chooses some by file or name.
MUTANTS ?= .
mutants:
	$(GO) run ./generator/internal/mutants -run '$(MUTANTS)'

# abuse changes every kind of input file at random and calls the program with it: no
# panic, no call above 20 s of processor time or 1 GB. Seeds that find something are
# kept in cmd/hongtou/testdata/abuse-seeds.txt.
ABUSE_TIME ?= 20m
abuse:
	HONGTOU_ABUSE="$(ABUSE_TIME)" $(GO) test -count=1 -timeout 0 -v -run TestAbuse ./cmd/hongtou

# scale makes many small documents and prints speed and peak memory.
SCALE ?= 1000 20000 100000
scale:
	HONGTOU_SCALE="$(SCALE)" $(GO) test -count=1 -timeout 0 -v -run TestScale ./cmd/hongtou

fonts:
	fonts/build.sh

# release makes archives, packages, sums and lists of components in dist (docs/release.md);
# ONLY chooses systems, as linux/amd64, TAGS are build tags, as nofangsong.
ONLY ?= .
TAGS ?=
DIST ?= dist
release:
	$(GO) run ./generator/internal/release -out $(DIST) -only '$(ONLY)' -tags '$(TAGS)'

# release-check installs what release made in clean roots and runs it there, and makes a
# part of it again in another folder: the sums must agree. The program for the other systems
# is held against the compiler's rules, without building it.
# (Debian's buildah, if it is installed, builds the image of deploy/Dockerfile.)
release-check: release
	$(GO) test -count=1 -tags nofangsong -run TestWithoutFangSong ./generator
	HONGTOU_DIST=$(abspath $(DIST)) $(GO) test -count=1 -timeout 20m -v ./generator/internal/release

# windows makes the archives for Windows and Linux and works with them in Debian's Wine
# (packages wine and wine64; unzip).
windows:
	$(MAKE) release ONLY='(windows|linux)/amd64' DIST=$(DIST)
	HONGTOU_DIST=$(abspath $(DIST)) HONGTOU_WINE=1 $(GO) test -count=1 -timeout 30m -v -run TestWindows ./generator/internal/release

# processors runs the programs for arm64 and loong64 by Debian's qemu-user-static.
processors:
	$(MAKE) release ONLY=linux DIST=$(DIST)
	HONGTOU_DIST=$(abspath $(DIST)) $(GO) test -count=1 -v -run 'TestOtherProcessors|TestPackagesName' ./generator/internal/release

# cluster runs deploy/slurm.sh on a Slurm of this machine (Debian's munge, slurmctld,
# slurmd and slurm-client; as root), and holds the Kubernetes jobs against the schemas that
# kubectl-validate brings, of the first version that has all their keys by default and of
# the newest that it has.
KUBECTL_VALIDATE = sigs.k8s.io/kubectl-validate@v0.0.4
cluster:
	HONGTOU_CLUSTER=1 $(GO) test -count=1 -timeout 15m -v -run 'TestSlurm' ./cmd/hongtou
	$(GO) run $(KUBECTL_VALIDATE) --version 1.29 deploy/job.yaml
	$(GO) run $(KUBECTL_VALIDATE) --version 1.30 deploy/job.yaml

gallery: build readers
	docs/gallery.sh

catalogue: build readers
	docs/catalogue.sh

clean:
	rm -rf bin out $(DIST)
