#!/usr/bin/env bash
# Makes docs/catalogue.md and its pictures from the example: the first page of one output of
# each target, by mechanisms as hongtou list has them. Called by make catalogue.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
pictures=docs/catalogue
mkdir -p "$pictures" "$out/pdf"
hongtou() { HONGTOU_NOW=2026-04-10T09:00:00+08:00 bin/hongtou -w examples/anlan "$@"; }

# page FILE TARGET: the first page, small.
page() { pdftoppm -r 32 -png -singlefile -f 1 -l 1 "$1" "$pictures/$2"; }

hongtou list --period 2026Q1 | sed 1d >"$out/list"
# The first quarter's papers go before those of other periods, which have what it lacks.
for period in 2026Q1 2025 2026H1; do
  hongtou -q run all --period "$period" --draft --out "$out/made/$period" 2>>"$out/said" || [ $? = 1 ] # what a period lacks is told there
  for manifest in "$out/made/$period"/草稿/*/manifest.json; do
    sed -nE 's/.*"file":"([^"]*)".*"target":"([^"]*)".*/\2\t\1/p' "$manifest" | while IFS=$'\t' read -r target file; do
      printf '%s\t%s\n' "$target" "$(dirname "$manifest")/$file"
    done
  done
done | awk -F'\t' '!seen[$1]++' >"$out/files"
cut -f2 "$out/files" | grep '\.xlsx$' | tr '\n' '\0' | xargs -0 -n 20 sh -c 'for f; do t=$(grep -F "	$f" "$0/files" | cut -f1); cp "$f" "$0/pdf/$t.xlsx"; done' "$out"
[ -z "$(ls "$out/pdf")" ] || (cd "$out/pdf" && soffice --headless -env:UserInstallation="file://$out/profile" --convert-to pdf ./*.xlsx >/dev/null 2>&1)
while IFS=$'\t' read -r target file; do
  case "$file" in
    *.pdf) page "$file" "$target" ;;
    *.xlsx) [ ! -f "$out/pdf/$target.pdf" ] || page "$out/pdf/$target.pdf" "$target" ;;
  esac
done <"$out/files"

{
  printf '# 文书和工作簿目录\n\n全年各项机制的文书和工作簿，各有一张图：示例市（虚构）所做的第一页。由 `make catalogue` 生成。\n做其中一种：`hongtou run 名称`；有哪些、各几份：`hongtou list`。\n'
  while read -r line; do
    if [[ $line =~ ^[0-9]+\ |^其他$ ]]; then
      printf '\n## %s\n\n| 名称 | 代号 | 种类 | 多久一次 | 第一页 |\n|---|---|---|---|---|\n' "$line"
      continue
    fi
    read -r name target kind cadence _ <<<"$line"
    picture=""
    [ ! -f "$pictures/$target.png" ] || picture="![$name](catalogue/$target.png)"
    printf '| %s | `%s` | %s | %s | %s |\n' "$name" "$target" "$kind" "$cadence" "$picture"
  done <"$out/list"
} >docs/catalogue.md
