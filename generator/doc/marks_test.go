package doc

import (
	"strings"
	"testing"
)

// Paragraphs of open marks are refused with their line; what has as many marks in
// a table, in a fence or behind backslashes is read.
func TestCrowdedMarks(t *testing.T) {
	for _, unit := range []string{"*a **b ", "[a](b", "`a ``b ", "_a __b ", "![a](b \"c", "[a][b] ", "*a\n", "| *a\n", "[["} {
		d, complaints := Parse([]byte("第一段。\n\n"+strings.Repeat(unit, 100_000)), "x.md", 5) // read on, they would take minutes
		all := complaints.All()
		if len(all) != 1 || all[0].Code != "doc-marks" || all[0].Place.Line != 7 || len(d.Blocks) != 0 {
			t.Errorf("%q: %d blocks, %v", unit, len(d.Blocks), all[:min(len(all), 3)])
		}
	}
	for _, text := range []string{
		strings.Repeat("**甲**乙\n\n", 2000),
		strings.Repeat("\\*甲", 2000),
		"|甲|乙|\n|---|---|\n" + strings.Repeat("|**甲**|乙|\n", 2000),
		"```attachments\n" + strings.Repeat("[甲]*乙*\n", 2000) + "```\n",
	} {
		if _, complaints := Parse([]byte(text), "x.md", 1); complaints.Len() > 0 {
			t.Errorf("%.20q: %v", text, complaints.All()[0])
		}
	}
}

// A source line's end between Chinese characters and marks sets no space, whatever
// the marks' code points; between Latin words it does.
func TestLineEnds(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"“甲”\n“乙”", "“甲”“乙”"}, {"甲…\n…乙", "甲……乙"}, {"甲—\n—乙", "甲——乙"}, {"‘甲’\n·乙", "‘甲’·乙"}, {"“\n”", "“”"},
		{"甲”\nabc", "甲”abc"}, {"abc\n“乙”", "abc“乙”"}, {"①\n②", "①②"},
		{"3\n5", "3 5"}, {"red\nhead", "red head"}, {"甲\n3", "甲3"},
	} {
		d, _ := Parse([]byte(c.source), "x.md", 1)
		if got := Text(d.Blocks[0].(*Paragraph).Spans); got != c.want {
			t.Errorf("%q is read as %q, want %q", c.source, got, c.want)
		}
	}
}

// Quotation marks within others are single ones, over changes of face too; marks that do
// not pair, that are single already or lie deeper are left to the writer.
func TestQuotesWithinQuotes(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"以“客运站“三不进站”落实情况”为重点", "以“客运站‘三不进站’落实情况”为重点"},
		{"针对“发生 **“8·17”** 事故”和“甲”", "针对“发生 ‘8·17’ 事故”和“甲”"},
		{"“甲”“乙”", "“甲”“乙”"}, {"“甲“乙”", "“甲“乙”"}, {"”甲“乙“丙”丁“", "”甲“乙“丙”丁“"},
		{"“甲‘乙’“丙””", "“甲‘乙’“丙””"}, {"“甲“乙“丙”””", "“甲“乙“丙”””"},
	} {
		d, _ := Parse([]byte(c.source), "x.md", 1)
		if got := Text(d.Blocks[0].(*Paragraph).Spans); got != c.want {
			t.Errorf("%q is read as %q, want %q", c.source, got, c.want)
		}
	}
}
