package docx

import (
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/ooxml"
)

func wordName(local string) xml.Name { return xml.Name{Space: ooxml.Word, Local: local} }

// gridCell is a cell of a row and the column of the table's grid that it begins in.
type gridCell struct {
	cell         *ooxml.Node
	column, span int
	marked       bool
	text         string
}

func rowCells(row *ooxml.Node) []gridCell {
	var out []gridCell
	column := 0
	if pr := row.First("trPr"); pr != nil {
		column, _ = strconv.Atoi(val(pr.First("gridBefore")))
	}
	row.Walk(func(n *ooxml.Node) bool {
		if !n.Is(ooxml.Word, "tc") {
			return !n.Is(ooxml.Word, "tbl")
		}
		c := gridCell{cell: n, column: column, span: 1}
		if pr := n.First("tcPr"); pr != nil {
			if span, err := strconv.Atoi(val(pr.First("gridSpan"))); err == nil && span > 0 {
				c.span = span
			}
		}
		c.marked = unmark(n)
		c.text = strings.TrimSpace(n.Text())
		out = append(out, c)
		column += c.span
		return false
	})
	return out
}

// unmark takes the marks of a cell that becomes one with others, and tells whether
// there was one.
func unmark(n *ooxml.Node) bool {
	found := false
	n.Nodes = slices.DeleteFunc(n.Nodes, func(c *ooxml.Node) bool {
		if isMark(c, mergeMark) {
			found = true
			return true
		}
		if !c.Is(ooxml.Word, "tbl") && unmark(c) {
			found = true
		}
		return false
	})
	return found
}

// mergeCells joins marked cells with those above that say the same and whose
// neighbours to the left are joined too.
func mergeCells(root *ooxml.Node) {
	root.Walk(func(n *ooxml.Node) bool {
		if n.Is(ooxml.Word, "tbl") {
			mergeRows(n)
		}
		return true
	})
	unmark(root) // of what stands in no table
}

func mergeRows(table *ooxml.Node) {
	var above []gridCell
	var firsts []*ooxml.Node // of the cells above, the one that they are joined to
	for _, row := range tableRows(table) {
		cells := rowCells(row)
		heads := make([]*ooxml.Node, len(cells))
		apart := false // a marked cell to the left differs from the one above
		for i, c := range cells {
			heads[i] = c.cell
			if !c.marked {
				continue
			}
			at := slices.IndexFunc(above, func(a gridCell) bool { return a.column == c.column && a.span == c.span && a.marked })
			if at < 0 || apart || above[at].text != c.text || c.text == "" {
				apart = true
				continue
			}
			heads[i] = firsts[at]
			setMerge(heads[i], "restart")
			setMerge(c.cell, "continue")
			empty(c.cell)
		}
		above, firsts = cells, heads
	}
	joinRepeated(table)
}

func tableRows(table *ooxml.Node) []*ooxml.Node {
	var rows []*ooxml.Node
	for _, c := range table.Nodes {
		c.Walk(func(n *ooxml.Node) bool {
			if n.Is(ooxml.Word, "tr") {
				rows = append(rows, n)
				return false
			}
			return !n.Is(ooxml.Word, "tbl")
		})
	}
	return rows
}

// joinRepeated sees to cells that begin where one that goes on below began already: of
// a row that a loop repeats inside of a cell merged down to what follows it, the first
// begins and the others go on.
func joinRepeated(table *ooxml.Node) {
	rows := tableRows(table)
	merged := map[int]*ooxml.Node{}
	for i, row := range rows {
		now := map[int]*ooxml.Node{}
		for _, c := range rowCells(row) {
			m := mergeOf(c.cell)
			if m == nil {
				continue
			}
			if val(m) == "restart" && merged[c.column] != nil && i > 0 && strings.TrimSpace(merged[c.column].Text()) == c.text && c.text != "" && string(c.cell.Bytes()) == string(merged[c.column].Bytes()) {
				setMerge(c.cell, "continue")
				empty(c.cell)
				now[c.column] = merged[c.column]
				continue
			}
			if val(m) == "restart" {
				now[c.column] = c.cell
			} else {
				now[c.column] = merged[c.column]
			}
		}
		merged = now
	}
}

func mergeOf(cell *ooxml.Node) *ooxml.Node {
	if pr := cell.First("tcPr"); pr != nil {
		return pr.First("vMerge")
	}
	return nil
}

// beforeMerge are the properties of a cell that stand before vMerge.
var beforeMerge = []string{"cnfStyle", "tcW", "gridSpan", "hMerge"}

func setMerge(cell *ooxml.Node, value string) {
	prefix := cell.Prefix()
	pr := cell.First("tcPr")
	if pr == nil {
		pr = ooxml.New(wordName("tcPr"), "<"+prefix+"tcPr>")
		cell.Nodes = append([]*ooxml.Node{pr}, cell.Nodes...)
	}
	if m := pr.First("vMerge"); m != nil {
		m.SetAttr(prefix+"val", value)
		return
	}
	at := 0
	for i, n := range pr.Nodes {
		if slices.Contains(beforeMerge, n.Name.Local) {
			at = i + 1
		}
	}
	m := ooxml.New(wordName("vMerge"), "<"+prefix+"vMerge/>")
	m.SetAttr(prefix+"val", value)
	pr.Nodes = slices.Insert(pr.Nodes, at, m)
}

// empty leaves a cell with one paragraph, of the look that it has.
func empty(cell *ooxml.Node) {
	var kept []*ooxml.Node
	done := false
	for _, n := range cell.Nodes {
		switch {
		case n.Is(ooxml.Word, "tcPr"):
			kept = append(kept, n)
		case n.Is(ooxml.Word, "p") && !done:
			done = true
			n.Nodes = slices.DeleteFunc(n.Nodes, func(c *ooxml.Node) bool { return !c.Is(ooxml.Word, "pPr") })
			kept = append(kept, n)
		}
	}
	cell.Nodes = kept
}

// whole puts in what must stand: a paragraph at the end of a cell, in a head, foot or
// box, and behind a table that ends one; a table without rows goes.
func whole(n *ooxml.Node) {
	for _, c := range n.Nodes {
		whole(c)
	}
	n.Nodes = slices.DeleteFunc(n.Nodes, func(c *ooxml.Node) bool { return c.Is(ooxml.Word, "tbl") && len(tableRows(c)) == 0 })
	if n.Kind != ooxml.Start || n.Name.Space != ooxml.Word {
		return
	}
	switch n.Name.Local {
	case "tc", "hdr", "ftr", "txbxContent", "footnote", "endnote":
		var last *ooxml.Node
		for _, c := range n.Nodes {
			if c.Kind == ooxml.Start && c.Name.Local != "tcPr" {
				last = c
			}
		}
		if last == nil || last.Is(ooxml.Word, "tbl") {
			n.Nodes = append(n.Nodes, ooxml.New(wordName("p"), "<"+n.Prefix()+"p/>"))
		}
	}
}
