# hongtou: make run does the main job on the example; make test checks everything.
GO      ?= go
PERIOD  ?= 2026Q1
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.7.0
# The independent readers that tests speak through, by Debian package.
READERS = pdftotext:poppler-utils mutool:mupdf-tools qpdf:qpdf soffice:libreoffice-calc-nogui

.PHONY: build run test lint bench fonts clean readers

build: bin/hongtou

bin/hongtou: $(shell find cmd generator templates fonts -type f 2>/dev/null) go.mod go.sum
	$(GO) build -trimpath -o $@ ./cmd/hongtou

run: build
	bin/hongtou -w examples/anlan run yearly quarterly meeting --period $(PERIOD) --out out

readers:
	@missing=""; for pair in $(READERS); do \
	  command -v $${pair%%:*} >/dev/null || missing="$$missing $${pair##*:}"; done; \
	if [ -n "$$missing" ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; fi

test: readers
	$(GO) vet ./...
	$(GO) test ./...

lint:
	test -z "$$(gofmt -l .)"
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

fonts:
	fonts/build.sh

clean:
	rm -rf bin out
