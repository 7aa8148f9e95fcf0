#!/usr/bin/env bash
# Makes the pictures of docs/gallery.md from the example: each layout's first and
# last page, samples of the seals drawn (drafts). Called by make gallery.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
run() { bin/hongtou -q -w examples/anlan run "$@" --draft --out "$out" >"$out/files"; }

# picture NAME FILE PAGE: one page, 66 pixels an inch, into docs/gallery.
picture() {
  pdftoppm -r 66 -png -singlefile -f "$3" -l "$3" "$2" "docs/gallery/$1"
}
# both NAME FILE: first and last page.
both() {
  local last
  last=$(pdfinfo "$2" | awk '/^Pages/ {print $2}')
  picture "$1-first" "$2" 1
  [ "$last" = 1 ] || picture "$1-last" "$2" "$last"
}
made() { find "$out" -name "$1" | sort | head -n 1; }

run supervision-notice quarter-analysis supervision-circular --period 2026Q1
run agreement-county --period 2026 --unit 990121
run minutes joint-notice request letter order --period 2026
both document "$(made '*专项督查的通知.pdf')"
both joint "$(made '*危险货物*.pdf')"
picture joint-seals "$(made '*危险货物*.pdf')" 3
picture landscape "$(made '*危险货物*.pdf')" 6
both upward "$(made '*请示.pdf')"
both letter "$(made '*的函.pdf')"
both order "$(made '*令第7号.pdf')"
both minutes "$(made '*会议纪要.pdf')"
both agreement "$(made '990121*.pdf')"
both analysis "$(made '*形势分析报告.pdf')"
picture chart "$(made '*形势分析报告.pdf')" 5

# The workbench as its tests see it. Its words are in the fonts of the machine: one with
# a Chinese sans-serif is wanted.
HONGTOU_SHOTS="$out" go test -count=1 ./generator/workbench -run 'TestTodayMakesPapers|TestPaperFiguresLeadToRows' >/dev/null
cp "$out/today-made.png" docs/gallery/workbench-today.png
cp "$out/paper-figure.png" docs/gallery/workbench-paper.png
